import { oc } from '@orpc/contract'
import { z } from 'zod'
import { following } from '#areas/catalogue/contract/following.ts'
import { Related, works } from '#areas/catalogue/contract/works.ts'
import { gregorianYear } from '#lib/calendar/year-asked.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'

/** The facets of a search, in the order a page offers them. */
export const FACETS = [
  'network',
  'province',
  'library',
  'kind',
  'language',
  'subject',
  'author',
  'year',
  'availability',
] as const
export type FacetName = (typeof FACETS)[number]

export const SORTS = ['relevance', 'near', 'title', 'year', 'newest'] as const
export type SortName = (typeof SORTS)[number]

/** The most hits one answer holds, and how deep paging goes. */
const MAX_LIMIT = 100
export const MAX_OFFSET = 100_000

const several = (meaning: string) =>
  z
    .preprocess(
      (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
      z.array(z.string().max(300)).max(50),
    )
    .describe(`${meaning} Several values, the parameter repeated: any of them.`)

const count = (most: number, otherwise: number, meaning: string) =>
  z
    .preprocess(
      (value) => (value === undefined || value === '' ? otherwise : Number(toAsciiDigits(String(value)))),
      z.number().int().min(0).max(most),
    )
    .describe(meaning)

const yearMeant = (typed: string) => gregorianYear(typed) ?? Number(toAsciiDigits(typed))

const year = (which: string) =>
  z
    .preprocess(
      (value) => (value === undefined || value === '' ? undefined : yearMeant(String(value))),
      z.number().int().min(0).max(2200).optional(),
    )
    .describe(
      `The ${which} year of publication, in Latin or Persian digits. From 1500 on it is Gregorian; a smaller one is solar Hijri (1390 is read as 2011, in which it begins).`,
    )

const NEAR = 'A place, for the nearest library: a city’s code or name, or `lat,lon` in WGS 84 degrees.'

/**
 * A search as it stands in an address: `q` in the search box's language (words, "phrase", -word, title:word), one or
 * several values of each facet, years of either calendar (Gregorian once read), and a place for the nearest library first.
 */
export const SearchInput = z.object({
  q: z
    .preprocess((value) => value ?? '', z.string().max(500))
    .describe(
      'What is looked for, in any spelling: words, "a phrase", -word to leave out, title:word, author:word. Empty: everything.',
    ),
  network: several('Code of the network of a library that holds it.'),
  province: several('Code of the province of a library that holds it.'),
  library: several('Id of a library that holds it.'),
  kind: several('Kind of material, such as `book`, `serial`, `manuscript`.'),
  language: several('Language of the text, as a MARC code such as `per` or `ara`.'),
  subject: several('Key of a subject, as the facets of an answer give it.'),
  author: several('Key of an author, as the facets of an answer give it.'),
  year: several('Gregorian year of publication, such as `2004`.'),
  availability: several('`available`, `not-available` or `unknown`.'),
  yearFrom: year('earliest'),
  yearTo: year('latest'),
  near: z.preprocess((value) => (value === '' ? undefined : value), z.string().max(60).optional()).describe(NEAR),
  sort: z
    .preprocess((value) => (value === '' ? undefined : value), z.enum(SORTS).default('relevance'))
    .describe('The order of the hits; `near` needs a place and is `relevance` without one.'),
  asTyped: z
    .preprocess((value) => value === true || value === 'true' || value === '1', z.boolean())
    .describe('Search nothing but the words as they were typed: no correction, no reading in the other script.'),
  limit: count(MAX_LIMIT, 20, `The most hits to answer, up to ${MAX_LIMIT}.`),
  offset: count(MAX_OFFSET, 0, 'How many hits to pass over first.'),
})
export type SearchInput = z.output<typeof SearchInput>

export const FacetValue = z.object({ value: z.string(), label: z.string(), count: z.int(), selected: z.boolean() })
export type FacetValue = z.output<typeof FacetValue>

export const SearchHit = z.object({
  id: z.uuid(),
  title: z.string(),
  subtitle: z.string().nullable(),
  titleAlternate: z.string().nullable().describe('The title in the other script, where a record gives it'),
  authors: z.array(z.string()),
  publisher: z.string().nullable(),
  year: z.string().nullable().describe('As the library wrote it'),
  yearGregorian: z.int().nullable().describe('The same year as a Gregorian number, where it could be read'),
  kind: z.string(),
  language: z.string().nullable(),
  libraries: z.int().describe('How many libraries hold it'),
  nearest: z
    .object({ library: z.string(), name: z.string(), km: z.number() })
    .nullable()
    .describe('The nearest library that holds it, when a place was given'),
})
export type SearchHit = z.output<typeof SearchHit>

export const SearchAnswer = z.object({
  total: z.int(),
  hits: z.array(SearchHit),
  facets: z.record(z.string(), z.array(FacetValue)),
  ignored: z.array(z.string()).describe('Words no record has, left out so that something could be found'),
  relaxed: z
    .enum(['none', 'some', 'any'])
    .describe(
      'Whether hits have all the words (`none`), need not have every one (`some`), or have any of them (`any`)',
    ),
  instead: z
    .string()
    .nullable()
    .describe('What was searched instead, where words that were typed are in no record; `asTyped` prevents it'),
  meant: z
    .string()
    .nullable()
    .describe('What may have been meant, where hardly anything was found; it was not searched'),
  script: z.string().nullable().describe('How a query in Latin letters was read in Arabic script'),
})
export type SearchAnswer = z.output<typeof SearchAnswer>

const Name = z.object({
  name: z.string(),
  key: z.string(),
  alternate: z.string().nullable(),
  role: z.string().nullable(),
})
const Heading = z.object({ label: z.string(), key: z.string() })

/** What lists show of an edition, composed from the records of its group. */
export const Brief = z.object({
  title: z.string(),
  subtitle: z.string().nullable(),
  part: z.string().nullable(),
  titleAlternate: z.string().nullable(),
  responsibility: z.string().nullable(),
  authors: z.array(Name),
  edition: z.string().nullable(),
  place: z.string().nullable(),
  publisher: z.string().nullable(),
  yearText: z.string().nullable(),
  year: z.int().nullable().describe('Gregorian'),
  languages: z.array(z.string()),
  kind: z.string(),
  extent: z.string().nullable(),
  series: z.array(z.string()),
  subjects: z.array(Heading),
  isbns: z.array(z.string()),
  issns: z.array(z.string()),
})
export type Brief = z.output<typeof Brief>

export const Copy = z.object({
  id: z.uuid(),
  callNumber: z.string().nullable(),
  shelf: z.string().nullable(),
  barcode: z.string().nullable(),
  volume: z.string().nullable(),
  status: z.string(),
})

export type Copy = z.output<typeof Copy>

export const Holding = z.object({
  library: z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    network: z.string(),
    province: z.string().nullable(),
    city: z.string().nullable(),
  }),
  km: z.number().nullable(),
  copies: z.array(Copy),
})
export type Holding = z.output<typeof Holding>

export const Edition = z.object({
  id: z.uuid(),
  brief: Brief,
  summary: z.string().nullable(),
  notes: z.array(z.string()),
  holdings: z.array(Holding),
  records: z.array(
    z.object({ id: z.uuid(), library: z.string(), controlNumber: z.string(), family: z.string(), updatedAt: z.date() }),
  ),
  related: Related.describe('Other editions of the same work'),
})
export type Edition = z.output<typeof Edition>

export const Suggestions = z.object({
  suggestions: z.array(z.object({ text: z.string(), kind: z.enum(['title', 'author', 'subject']), href: z.string() })),
})
export type Suggestions = z.output<typeof Suggestions>

/** The public operations; their summaries are the text of the OpenAPI document. */
export const contract = {
  ...works,
  ...following,
  search: oc
    .route({
      method: 'GET',
      path: '/catalogue/search',
      tags: ['catalogue'],
      summary: 'Search the union catalogue',
      description:
        'Every word is folded, so any Persian or Arabic spelling finds the same editions. Facets take one or several values.',
    })
    .input(SearchInput)
    .output(SearchAnswer),
  edition: oc
    .route({
      method: 'GET',
      path: '/catalogue/editions/{id}',
      tags: ['catalogue'],
      summary: 'One edition with its holdings and source records',
    })
    .input(
      z.object({
        id: z.uuid().describe('The edition, as a search gives its id'),
        near: z.string().max(60).optional().describe(NEAR),
      }),
    )
    .output(Edition),
  suggest: oc
    .route({ method: 'GET', path: '/catalogue/suggest', tags: ['catalogue'], summary: 'Suggestions while typing' })
    .input(
      z.object({
        q: z.string().max(200).describe('What has been typed so far'),
        lang: z.enum(['fa', 'en']).default('fa').describe('The language of the pages the suggestions lead to'),
      }),
    )
    .output(Suggestions),
}
