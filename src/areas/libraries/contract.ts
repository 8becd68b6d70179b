import { oc } from '@orpc/contract'
import { z } from 'zod'
import { toAsciiDigits } from '#lib/persian/digits.ts'

/** نهادی · مشارکتی · سالن مطالعه · سیار · آستانه · تخصصی */
export const KINDS = ['institutional', 'participatory', 'reading-hall', 'mobile', 'shrine', 'specialised'] as const
export type LibraryKind = (typeof KINDS)[number]

/** The Foundation's degrees: one to eight, central (of a province), rural. */
export const DEGREES = ['1', '2', '3', '4', '5', '6', '7', '8', 'central', 'rural'] as const
export type Degree = (typeof DEGREES)[number]

/** What a library offers beside its books. */
export const SERVICES = [
  'loan',
  'reading-room',
  'children',
  'women-hours',
  'internet',
  'accessible',
  'audio-books',
  'home-delivery',
  'events',
  'courses',
  'reference',
  'manuscripts',
] as const
export type ServiceName = (typeof SERVICES)[number]

/** The week as Iran begins it. */
export const WEEKDAYS = ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const time = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** Opening hours: for each open weekday its stretches `["08:00","14:00"]`; a day left out is closed. */
export const Hours = z.partialRecord(z.enum(WEEKDAYS), z.array(z.tuple([time, time])).max(4))
export type Hours = z.output<typeof Hours>

/** The figures an organisation publishes about itself, each a dated series with its source. */
export const MEASURES = [
  'libraries',
  'service-points',
  'members',
  'copies',
  'titles',
  'staff',
  'loans',
  'visits',
  'seats',
  'area',
] as const
export type Measure = (typeof MEASURES)[number]

export const Network = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  website: z.string().nullable(),
})
export type Network = z.output<typeof Network>

/** A library as lists show it. Coordinates are WGS 84 degrees. */
export const LibraryEntry = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  network: z.object({ code: z.string(), name: z.string(), nameEn: z.string().nullable() }),
  kind: z.enum(KINDS),
  degree: z.enum(DEGREES).nullable(),
  province: z.object({ code: z.string(), name: z.string(), nameEn: z.string() }).nullable(),
  county: z.string().nullable(),
  countyEn: z.string().nullable(),
  city: z.string().nullable(),
  cityEn: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  services: z.array(z.enum(SERVICES)),
  isOpen: z.boolean().describe('False once the library is closed or merged into another'),
  isDemonstration: z.boolean(),
  km: z.number().nullable().describe('From the place that was asked about'),
})
export type LibraryEntry = z.output<typeof LibraryEntry>

// PostgreSQL keeps no NUL in a text, and no name has one.
const word = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\0]*$/)
const several = (meaning: string, whichOfThem = 'any') =>
  z
    .preprocess(
      (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
      z.array(word(100)).max(50),
    )
    .describe(`${meaning} Several values, the parameter repeated: ${whichOfThem} of them.`)
const number = (most: number, otherwise: number, meaning: string) =>
  z
    .preprocess(
      (value) => (value === undefined || value === '' ? otherwise : Number(toAsciiDigits(String(value)))),
      z.number().int().min(0).max(most),
    )
    .describe(meaning)
const optionalText = (meaning: string) =>
  z.preprocess((value) => (value === '' ? undefined : value), word(100).optional()).describe(meaning)

/** A search in the directory as it stands in an address. `near` is a city's name or code, or `lat,lon`. */
export const DirectoryInput = z.object({
  q: z
    .preprocess((value) => value ?? '', word(200))
    .describe('Words of the name, the city or the code, in any spelling. Empty: every library.'),
  network: several('Code of a network.'),
  province: several('Code of a province.'),
  county: optionalText('Code of a county.'),
  kind: several(`Kind of library: ${KINDS.join(', ')}.`),
  service: several(`What the library offers: ${SERVICES.join(', ')}.`, 'all'),
  near: optionalText('A place, for the nearest first: a city’s name or code, or `lat,lon` in WGS 84 degrees.'),
  closed: z
    .preprocess((value) => value === true || value === 'true' || value === '1', z.boolean())
    .describe('`true` or `1`: also libraries that were closed or merged.'),
  limit: number(1000, 20, 'The most libraries to answer, up to 1000.'),
  offset: number(100_000, 0, 'How many libraries to pass over first.'),
})
export type DirectoryInput = z.output<typeof DirectoryInput>

export const LibraryList = z.object({ total: z.int(), libraries: z.array(LibraryEntry) })
export type LibraryList = z.output<typeof LibraryList>

export const ServicePoint = z.object({
  id: z.uuid(),
  kind: z.enum(['stop', 'branch', 'return-box', 'desk']),
  name: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  hours: Hours.nullable(),
  note: z.string().nullable(),
})
export type ServicePoint = z.output<typeof ServicePoint>

export const Total = z.object({
  measure: z.enum(MEASURES),
  value: z.int(),
  countedOn: z.iso.date(),
  source: z.string(),
})
export type Total = z.output<typeof Total>

export const LibraryEvent = z.object({
  kind: z.enum(['opened', 'closed', 'reopened', 'merged', 'renamed', 'moved']),
  happenedOn: z.iso.date(),
  other: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  facts: z.record(z.string(), z.unknown()),
})
export type LibraryEvent = z.output<typeof LibraryEvent>

/** One library with everything its page shows. */
export const LibraryDetail = LibraryEntry.extend({
  postalCode: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  hours: Hours.nullable(),
  openedOn: z.iso.date().nullable(),
  closedOn: z.iso.date().nullable(),
  mergedInto: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  servicePoints: z.array(ServicePoint),
  totals: z.array(Total),
  history: z.array(LibraryEvent),
})
export type LibraryDetail = z.output<typeof LibraryDetail>

/** What a form, a command or a row of a file says of a library; what is left out stays as it is. */
export const LibraryDraft = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(300),
  nameEn: z.string().max(300).nullish(),
  kind: z.enum(KINDS).optional(),
  degree: z.enum(DEGREES).nullish(),
  province: z.string().max(100).nullish().describe('Code or name'),
  county: z.string().max(100).nullish().describe('Code or name'),
  city: z.string().max(100).nullish().describe('Code or name'),
  address: z.string().max(500).nullish(),
  postalCode: z.string().max(20).nullish(),
  phone: z.string().max(60).nullish(),
  email: z.email().max(200).nullish(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullish(),
  lat: z.number().min(-90).max(90).nullish(),
  lon: z.number().min(-180).max(180).nullish(),
  services: z.array(z.enum(SERVICES)).optional(),
  hours: Hours.nullish(),
  openedOn: z.iso.date().nullish(),
})
export type LibraryDraft = z.output<typeof LibraryDraft>

/** A row of a file that was not taken, and why; `column` names the header as the file wrote it. */
export const RowRefusal = z.object({
  row: z.int().describe('As a spreadsheet counts: the header is row 1'),
  column: z.string().nullable(),
  value: z.string().nullable(),
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type RowRefusal = z.output<typeof RowRefusal>

export const ImportSummary = z.object({
  read: z.int(),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.array(RowRefusal),
  dryRun: z.boolean(),
})
export type ImportSummary = z.output<typeof ImportSummary>

export const contract = {
  list: oc
    .route({
      method: 'GET',
      path: '/libraries',
      tags: ['libraries'],
      summary: 'Search the directory of libraries',
      description: 'Words of the name, city or code in any Persian spelling; filters take one or several values.',
    })
    .input(DirectoryInput)
    .output(LibraryList),
  get: oc
    .route({ method: 'GET', path: '/libraries/{id}', tags: ['libraries'], summary: 'One library' })
    .input(z.object({ id: z.string().max(100).describe('Its id, or NETWORK:CODE') }))
    .output(LibraryDetail),
  networks: oc
    .route({ method: 'GET', path: '/networks', tags: ['libraries'], summary: 'The networks of the cooperation' })
    .input(z.object({}))
    .output(z.object({ networks: z.array(Network) })),
}
