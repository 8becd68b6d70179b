/** What may be wanting in a record, in the order lists show it: missing, suspicious, and twice in its library. */
export const QUALITY_CODES = [
  'missing-title',
  'missing-author',
  'missing-year',
  'missing-publisher',
  'missing-subject',
  'missing-language',
  'missing-isbn',
  'missing-class',
  'isbn-wrong',
  'year-ahead',
  'year-improbable',
  'title-capitals',
  'title-digits',
  'author-is-title',
  'mixed-letters',
  'duplicate',
] as const

export type QualityFault = (typeof QUALITY_CODES)[number]

/** True for the name of a fault, as an address may give it. */
export const isQualityFault = (code: string): code is QualityFault =>
  (QUALITY_CODES as readonly string[]).includes(code)
