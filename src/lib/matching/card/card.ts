import type { MarcFamily } from '#lib/marc/record.ts'

export type Family = MarcFamily

/** A text in the forms that are compared: folded Arabic script, folded Latin letters, and their sounds. */
export interface Forms {
  readonly script: string
  readonly latin: string
  /** Sounds of the words, out of the script where there is one, else out of the romanisation. */
  readonly sound: string
  /** Sounds of the romanisation where they are not those of the script («الفاظ» seems to have an article, alfāẓ has none). */
  readonly otherSound: string
}

export interface CardTitle {
  readonly main: Forms
  /** Title, other title information and names of parts together. */
  readonly whole: Forms
  /** Numbers that stand in the title besides the volume, in order: `1946 1949`. */
  readonly numbers: string
}

export interface CardVolume {
  /** A row of numbers for each level: «جلد ۲، بخش ۱» is [[2], [1]]; «ج. ۱-۳» is [[1, 2, 3]]. */
  readonly levels: readonly (readonly number[])[]
  readonly shown: string
}

export interface CardEdition {
  /** The number of the edition or printing, null when it has none («ویراست تازه»). */
  readonly number: number | null
  /** True for «ویراست», "revised", «منقحة»: more than another printing. */
  readonly revised: boolean
  readonly words: string
  readonly shown: string
}

export interface CardExtent {
  /** The largest count of pages or leaves, null for volumes without a count. */
  readonly pages: number | null
  /** How many volumes the record counts, also as bound («2 v. in 1»: 2 and 1); [1] for a book of pages, none when it does not say. */
  readonly volumes: readonly number[]
  readonly shown: string
}

export type Carrier = 'print' | 'online' | 'disc' | 'microform' | 'braille'

/** All that matching looks at in a record: plain JSON of about a kilobyte, the same for every family of MARC. */
export interface Card {
  /** ISBN-13 of this book or volume. */
  readonly isbns: readonly string[]
  /** ISBN-13 of the set it belongs to. */
  readonly setIsbns: readonly string[]
  /** ISBN-13 that the record itself calls cancelled or wrong. */
  readonly cancelledIsbns: readonly string[]
  readonly issns: readonly string[]
  /** `lccn:…`, `nbn:…`, `oclc:…`. */
  readonly ids: readonly string[]
  readonly title: CardTitle | null
  readonly titleShown: string | null
  /** Uniform title, for works. */
  readonly uniform: Forms | null
  readonly part: Forms | null
  readonly volume: CardVolume | null
  /** Names of persons and bodies, the main one first. */
  readonly authors: readonly Forms[]
  readonly authorShown: string | null
  /** The statement of responsibility: names that have no entry of their own stand here. */
  readonly responsibility: Forms | null
  readonly edition: CardEdition | null
  readonly publisher: Forms | null
  readonly place: Forms | null
  /** Country of publication as the record codes it (`ua`, `IR`). */
  readonly country: string | null
  readonly publisherShown: string | null
  /** Gregorian years the publication may be of, as spans [from, to], in the record's order. */
  readonly years: readonly (readonly [number, number])[]
  readonly yearShown: string | null
  /** Years of what it reprints, or of its copyright. */
  readonly otherYears: readonly (readonly [number, number])[]
  readonly extent: CardExtent | null
  /** ISO 639-2/B, without undetermined ones. */
  readonly languages: readonly string[]
  readonly kind: string
  readonly carrier: Carrier
}
