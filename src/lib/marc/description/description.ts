/** The script of a text, by its first letter. */
export type Script = 'arabic' | 'latin' | 'hebrew' | 'cyrillic' | 'greek' | 'han' | 'other'

/** A text as it stands in the record, and the same in the other script where the record links one (MARC 21 field 880). */
export interface ScriptText {
  readonly text: string
  readonly script: Script
  readonly alternate: string | null
}

export type Kind =
  | 'book'
  | 'serial'
  | 'article'
  | 'manuscript'
  | 'score'
  | 'map'
  | 'audio'
  | 'video'
  | 'picture'
  | 'electronic'
  | 'kit'
  | 'object'
  | 'archive'
  | 'other'

/** A title statement in one script. */
export interface TitleText {
  /** The title proper, ISBD punctuation taken off. */
  readonly main: string
  /** Other title information (the subtitle). */
  readonly rest: string | null
  readonly parts: readonly { readonly number: string | null; readonly name: string | null }[]
  readonly responsibility: string | null
  /** How many characters at the start of `main` are passed over in sorting. */
  readonly nonFiling: number
  readonly script: Script
}

export interface Title extends TitleText {
  readonly alternate: TitleText | null
}

export interface Author extends ScriptText {
  readonly kind: 'person' | 'body' | 'meeting'
  readonly dates: string | null
  /** The role as written (`مترجم`) or as a code (`trl`, UNIMARC `730`). */
  readonly role: string | null
  /** True for the main entry. */
  readonly main: boolean
}

export interface PublicationText {
  readonly place: string | null
  readonly publisher: string | null
  readonly dateText: string | null
}

export interface Publication extends PublicationText {
  readonly alternate: PublicationText | null
}

export interface Subject extends ScriptText {
  readonly kind: 'topic' | 'person' | 'body' | 'meeting' | 'title' | 'place' | 'time' | 'form' | 'keyword'
  /** The heading system: `lcsh`, `fast`, `mesh`; null when not told. */
  readonly scheme: string | null
}

/** A standard number as it stands in the record, not yet judged. */
export interface StandardNumber {
  readonly text: string
  readonly qualifier: string | null
  /** True when the record itself calls it cancelled, invalid or another edition's. */
  readonly cancelled: boolean
}

export interface OtherId {
  /** `lccn`, `oclc`, `nbn` (national bibliography number), `system`; the agency's code or name follows in `source`. */
  readonly scheme: 'lccn' | 'oclc' | 'nbn' | 'system'
  readonly source: string | null
  readonly value: string
}

/** A copy on a shelf, as far as the record tells. */
export interface ItemText {
  readonly libraryCode: string | null
  readonly branch: string | null
  readonly shelf: string | null
  readonly callNumber: string | null
  readonly barcode: string | null
  readonly accession: string | null
  readonly copy: string | null
  readonly status: string | null
  readonly loanPolicy: string | null
}

export interface Link {
  readonly href: string
  readonly label: string | null
}

/** What a catalogue shows and searches of a record, the same for MARC 21, UNIMARC and IRANMARC. */
export interface Description {
  readonly controlNumber: string | null
  /** Whose control number it is (MARC 21 003, UNIMARC 801 $b). */
  readonly controlSource: string | null
  readonly kind: Kind
  /** True when the record describes what is read on line. */
  readonly online: boolean
  readonly title: Title | null
  readonly uniformTitle: ScriptText | null
  readonly alternateTitles: readonly ScriptText[]
  readonly authors: readonly Author[]
  readonly edition: ScriptText | null
  readonly publication: readonly Publication[]
  /** Years as stated, coded ones first, in whatever calendar the record uses (1385 and 2006 may both be there). */
  readonly years: readonly number[]
  /** ISO 639-2/B codes. */
  readonly languages: readonly string[]
  readonly extent: string | null
  readonly series: readonly ScriptText[]
  readonly subjects: readonly Subject[]
  readonly notes: readonly string[]
  readonly summary: string | null
  readonly contents: string | null
  readonly isbns: readonly StandardNumber[]
  readonly issns: readonly StandardNumber[]
  readonly otherIds: readonly OtherId[]
  readonly dewey: readonly string[]
  readonly lcc: readonly string[]
  readonly callNumbers: readonly string[]
  readonly urls: readonly Link[]
  readonly items: readonly ItemText[]
}
