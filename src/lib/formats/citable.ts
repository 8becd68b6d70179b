import type { Author, Description, Kind, TitleText } from '#lib/marc/description/description.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { persianLetters } from '#lib/persian/persian-letters.ts'
import { type Part, partOf } from './roles.ts'

/** A name as reference managers take it: inverted, in two pieces. */
export interface CitedName {
  readonly family: string
  /** Empty for a body and for a name written in one piece. */
  readonly given: string
  readonly isBody: boolean
  readonly part: Part
}

/** What BibTeX, RIS and tables say of a book, out of a record's description or an edition. */
export interface Citable {
  /** Stable and short; becomes the BibTeX key and the RIS `ID`. */
  readonly id: string
  readonly kind: Kind
  readonly title: string
  readonly titleAlternate: string | null
  /** The volume or part, as written. */
  readonly part: string | null
  readonly names: readonly CitedName[]
  readonly edition: string | null
  readonly place: string | null
  readonly publisher: string | null
  /** As the book counts its years (1382 stays 1382), in ASCII digits; null when the record has none. */
  readonly year: string | null
  readonly languages: readonly string[]
  readonly extent: string | null
  readonly series: readonly string[]
  readonly subjects: readonly string[]
  readonly isbns: readonly string[]
  readonly issns: readonly string[]
  readonly summary: string | null
  readonly url: string | null
}

/** The first year of «c1990.», «[۱۳۸۲؟]», «1350 [هـ] = 1932 [م.]»; kept as the book counts it. */
export function citedYear(text: string | null): string | null {
  return /\d{3,4}/.exec(toAsciiDigits(text ?? ''))?.[0] ?? null
}

/** Splits «سعدی، مصلح بن عبدالله، ۶۰۶-۶۹۱ ق.» into family and given name; dates are left out, a body is left whole. */
export function citedName(written: string, part: Part, isBody: boolean): CitedName {
  if (isBody) return { family: written.trim(), given: '', isBody, part }
  const [family = '', ...rest] = written
    .split(/[،,]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && !/\p{N}{2}/u.test(piece))
  const given = rest.join(' ').replace(/(?<=\p{L}\p{L})[.]$/u, '')
  return { family: family.replace(/[.]$/, ''), given, isBody, part }
}

/** Names with a part each: those without a role are authors unless another name is called the author. */
export function withParts<T extends { readonly role: string | null }>(names: readonly T[]): { of: T; part: Part }[] {
  const parts = names.map((of) => ({ of, part: partOf(of.role) }))
  const hasAuthor = parts.some(({ part }) => part === 'author')
  return parts.map(({ of, part }, i) => ({ of, part: part ?? (hasAuthor && i > 0 ? 'other' : 'author') }))
}

const inArabic = (text: string | null) => text !== null && /\p{Script=Arabic}/u.test(text)

/** A record's description as citations need it, in Arabic script where the record has it. */
export function citableOf(described: Description, id: string, url: string | null = null): Citable {
  const { title } = described
  const swaps = title?.alternate !== null && title?.script !== 'arabic' && title?.alternate?.script === 'arabic'
  const shown = swaps ? (title?.alternate ?? title) : title
  const other = swaps ? title : (title?.alternate ?? null)
  const [publication] = described.publication
  const from = publication?.alternate ?? publication ?? null
  const own = <T extends { text: string; alternate: string | null }>(one: T) =>
    inArabic(one.alternate) ? (one.alternate ?? one.text) : one.text
  // Persian books in their own letters, whatever keyboard the cataloguer had; what a machine reads back folds them anyway.
  const isPersian = described.languages.some((code) => code === 'per' || code === 'fas')
  const cited: Citable = {
    id,
    kind: described.kind,
    title: titleLine(shown),
    titleAlternate: other ? titleLine(other) : null,
    part: shown ? partLine(shown) : null,
    names: withParts(described.authors).map(({ of, part }) => citedName(own(of), part, isBody(of))),
    edition: described.edition === null ? null : own(described.edition),
    place: from?.place ?? null,
    publisher: from?.publisher ?? null,
    year: citedYear(from?.dateText ?? null) ?? (described.years[0] === undefined ? null : String(described.years[0])),
    languages: described.languages,
    extent: described.extent,
    series: described.series.map(own),
    subjects: [...new Set(described.subjects.map(own))],
    isbns: described.isbns.filter((one) => !one.cancelled).map((one) => one.text),
    issns: described.issns.filter((one) => !one.cancelled).map((one) => one.text),
    summary: described.summary,
    url: url ?? described.urls[0]?.href ?? null,
  }
  return isPersian ? inPersianLetters(cited) : cited
}

function inPersianLetters(cited: Citable): Citable {
  const own = <T extends string | null>(text: T): T => (text === null ? text : (persianLetters(text) as T))
  const all = (texts: readonly string[]) => texts.map(persianLetters)
  return {
    ...cited,
    title: own(cited.title),
    part: own(cited.part),
    names: cited.names.map((name) => ({ ...name, family: own(name.family), given: own(name.given) })),
    edition: own(cited.edition),
    place: own(cited.place),
    publisher: own(cited.publisher),
    extent: own(cited.extent),
    series: all(cited.series),
    subjects: all(cited.subjects),
    summary: own(cited.summary),
  }
}

const isBody = (author: Author) => author.kind !== 'person'

const titleLine = (title: TitleText | null) =>
  [title?.main ?? '', title?.rest ?? ''].filter((text) => text !== '').join(': ')

function partLine(title: TitleText): string | null {
  const parts = title.parts.map(({ number, name }) => [number, name].filter((text) => text !== null).join('، '))
  return parts.length === 0 ? null : parts.join('؛ ')
}
