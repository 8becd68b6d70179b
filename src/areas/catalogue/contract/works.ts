import { oc } from '@orpc/contract'
import { z } from 'zod'

const RelatedEdition = z.object({
  id: z.uuid(),
  title: z.string(),
  part: z.string().nullable(),
  kind: z.string(),
  edition: z.string().nullable(),
  publisher: z.string().nullable(),
  year: z.string().nullable().describe('As the library wrote it'),
  libraries: z.int().describe('How many libraries hold it'),
})

/** What else there is of an edition's work. */
export const Related = z.object({
  work: z.uuid().nullable().describe('The work, for its own operation; null where nobody can tell it'),
  editions: z.int().describe('How many editions the work has, this one among them'),
  groups: z.array(
    z.object({
      relation: z
        .enum(['volume', 'online', 'print', 'edition'])
        .describe('Another volume of the same set, the same on line or in print, another edition'),
      editions: z.array(RelatedEdition),
    }),
  ),
})

/** A work with its editions. */
const Work = z.object({
  id: z.uuid(),
  title: z.string(),
  author: z.object({ name: z.string(), key: z.string() }).nullable(),
  editions: z.array(RelatedEdition),
  hasMore: z.boolean().describe('True when only the most held editions are answered'),
})

/** The operations on works. */
export const works = {
  work: oc
    .route({
      method: 'GET',
      path: '/catalogue/works/{id}',
      tags: ['catalogue'],
      summary: 'One work with its editions',
      description: 'A work is what editions of one text share: author and uniform title.',
    })
    .input(z.object({ id: z.uuid().describe('The work, as an edition gives its id') }))
    .output(Work),
}
