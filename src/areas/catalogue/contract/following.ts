import { oc } from '@orpc/contract'
import { z } from 'zod'

/** The most changes one answer holds, and the longest a caller may wait for one, in seconds. */
const MOST_CHANGES = 1000
export const LONGEST_WAIT = 25

/** The forms of an export. */
export const EXPORT_FORMATS = ['marcxml', 'iso2709', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** The family records are converted to on their way out; without one each leaves as its library wrote it. */
export const EXPORT_FAMILIES = ['marc21', 'unimarc'] as const
export type ExportFamily = (typeof EXPORT_FAMILIES)[number]

const blankAbsent = (value: unknown) => (value === '' ? undefined : value)

export const ChangesInput = z.object({
  after: z
    .preprocess(
      blankAbsent,
      z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
    )
    .describe('`next` of the answer before. Absent: from the beginning.'),
  library: z
    .preprocess(blankAbsent, z.string().max(100).optional())
    .describe('Only of one library, as `NETWORK:CODE`.'),
  network: z.preprocess(blankAbsent, z.string().max(100).optional()).describe('Only of one network, by its code.'),
  limit: z
    .preprocess(blankAbsent, z.coerce.number().int().min(1).max(MOST_CHANGES).default(100))
    .describe(`The most changes to answer, up to ${MOST_CHANGES}.`),
  wait: z
    .preprocess(blankAbsent, z.coerce.number().int().min(0).max(LONGEST_WAIT).default(0))
    .describe(`How many seconds to wait for a change when there is none, up to ${LONGEST_WAIT}.`),
})
export type ChangesInput = z.output<typeof ChangesInput>

export const EditionChanges = z.object({
  changes: z.array(
    z.object({
      id: z.uuid().describe('The edition'),
      change: z
        .enum(['put', 'gone', 'joined'])
        .describe(
          '`put`: read it anew; `gone`: nobody may see it any more, or whom you follow holds it no more; `joined`: it is part of `into` now',
        ),
      into: z.uuid().nullable().describe('The edition it became part of'),
      changedAt: z.date(),
    }),
  ),
  next: z.string().describe('What to send as `after` the next time, also when nothing changed'),
  more: z.boolean().describe('Whether more changes wait behind these'),
})
export type EditionChanges = z.output<typeof EditionChanges>

/** For followers of the whole catalogue. */
export const following = {
  changes: oc
    .route({
      method: 'GET',
      path: '/catalogue/changes',
      tags: ['catalogue'],
      summary: 'What changed since the last time',
      description:
        'Editions in the order in which their changes were committed, each once with its newest change. Nothing ever appears behind `next`. Begin without `after`, or with the header `Peyvand-Changes-After` of an export. The export itself, `GET /catalogue/export?format=marcxml|iso2709|jsonl&as=marc21|unimarc&network=&library=&after=`, streams every record you may have, as its library wrote it or converted, each with its id in 035 as `(Peyvand)ID`; a cut stream goes on with `after=ID` of the last whole record.',
    })
    .input(ChangesInput)
    .output(EditionChanges),
}
