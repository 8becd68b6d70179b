import type { Brief } from '#areas/catalogue/contract.ts'
import { citedName, citedYear } from '#lib/formats/citable.ts'
import { partOf } from '#lib/formats/roles.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'

export const CITATION_STYLES = ['iranian', 'apa', 'chicago'] as const
export type CitationStyle = (typeof CITATION_STYLES)[number]

/** A stretch of a citation; titles stand in italics. */
export interface CitationPart {
  text: string
  italic: boolean
}

interface Name {
  family: string
  /** Empty for an organisation and for a name that is written in one piece. */
  given: string
}

interface Cited {
  authors: readonly Name[]
  translators: readonly Name[]
  title: string
  edition: string | null
  place: string | null
  publisher: string | null
  year: string | null
  isPersian: boolean
}

/**
 * Cites an edition: in the style of Iranian universities (author, year, title, place: publisher), APA 7, or Chicago 17
 * (bibliography). APA and Chicago cite the romanised forms where the records have them. What is unknown is left out.
 */
export function cite(brief: Brief, style: CitationStyle): CitationPart[] {
  const cited = citedOf(brief, style === 'iranian' ? 'original' : 'latin')
  const parts = { iranian, apa, chicago }[style](cited)
  return parts.map(({ text, italic }) => ({ text: cited.isPersian ? toPersianDigits(text) : text, italic }))
}

const ARABIC_SCRIPT = /\p{Script=Arabic}/u

function citedOf(brief: Brief, wanted: 'original' | 'latin'): Cited {
  const other = brief.titleAlternate
  const swaps = wanted === 'latin' && other !== null && !ARABIC_SCRIPT.test(other) && ARABIC_SCRIPT.test(brief.title)
  const title = swaps ? withColon(other) : [brief.title, brief.subtitle].filter(Boolean).join(': ')
  const names = (one: Brief['authors'][number]) =>
    citedName(swaps ? (one.alternate ?? one.name) : one.name, 'author', false)
  const wrote = brief.authors.filter((one) => one.role === null || partOf(one.role) === 'author')
  return {
    authors: (wrote.length > 0 ? wrote : brief.authors.filter((one) => !isTranslator(one)).slice(0, 1)).map(names),
    translators: brief.authors.filter(isTranslator).map(names),
    title: [title, brief.part].filter(Boolean).join(ARABIC_SCRIPT.test(title) ? '، ' : ', '),
    edition: brief.edition,
    place: bare(brief.place),
    publisher: bare(brief.publisher),
    year: citedYear(brief.yearText),
    isPersian: ARABIC_SCRIPT.test(title),
  }
}

const isTranslator = (one: Brief['authors'][number]) => partOf(one.role) === 'translator'

/** Cataloguers write a space before the colon; citations do not. */
const withColon = (title: string) => title.replace(/[\s\u00a0]+:/g, ':')

const bare = (text: string | null) => text?.replace(/^[\s[(]+|[\s\])،,:;؛/.]+$/g, '') || null

const plain = (text: string): CitationPart => ({ text, italic: false })
const italic = (text: string): CitationPart => ({ text, italic: true })

function iranian({ authors, translators, title, edition, place, publisher, year }: Cited): CitationPart[] {
  const who = listed(authors.map(inverted('، ')), '؛ ', ' و ')
  const dated = year === null ? '' : ` (${year})`
  const from = [place, publisher].filter(Boolean).join(': ')
  const after = [
    translators.length > 0 ? `ترجمهٔ ${listed(translators.map(straight), '، ', ' و ')}` : '',
    edition ?? '',
    from,
  ]
  const lead = who === '' ? [] : [plain(`${who}${dated}. `)]
  return [...lead, italic(title), plain(sentences([who === '' ? dated.trim() : '', ...after]))]
}

function apa({ authors, translators, title, edition, publisher, year, isPersian }: Cited): CitationPart[] {
  const comma = isPersian ? '، ' : ', '
  const and = isPersian ? ' و ' : ', & '
  // APA 7 §9.8: given names become initials; Persian names have none and stay whole.
  const who = listed(authors.map(isPersian ? inverted('، ') : initialled), comma, authors.length > 1 ? and : '')
  const dated = `(${year ?? (isPersian ? 'بی‌تا' : 'n.d.')})`
  const trans = translators.map(isPersian ? straight : initialsFirst).join(comma)
  const notes = [trans && (isPersian ? `ترجمهٔ ${trans}` : `${trans}, Trans.`), edition && bare(edition)]
  const bracket = notes.filter(Boolean).join(isPersian ? '؛ ' : '; ')
  const lead = who === '' ? [] : [plain(`${ended(who)} ${dated}. `)]
  const tail = `${bracket === '' ? '' : ` (${bracket})`}${who === '' ? `. ${dated}` : ''}`
  return [...lead, italic(title), plain(`${tail}${sentences([publisher ?? ''])}`)]
}

function chicago({ authors, translators, title, edition, place, publisher, year, isPersian }: Cited): CitationPart[] {
  const comma = isPersian ? '، ' : ', '
  const [first, ...others] = authors
  // Chicago 17 §14.76: only the first name is turned round; over ten authors, seven and "et al.".
  const shown = others.length > 9 ? others.slice(0, 6) : others
  const names = [...(first ? [inverted(comma)(first)] : []), ...shown.map(straight)]
  const many = others.length > 9 ? (isPersian ? ' و دیگران' : ', et al.') : ''
  const who = many === '' ? listed(names, comma, isPersian ? ' و ' : ', and ') : names.join(comma) + many
  const by = translators.map(straight).join(isPersian ? ' و ' : ' and ')
  const from = [[place, publisher].filter(Boolean).join(': '), year].filter(Boolean).join(comma)
  const after = [by && (isPersian ? `ترجمهٔ ${by}` : `Translated by ${by}`), edition ?? '', from]
  return [...(who === '' ? [] : [plain(`${ended(who)} `)]), italic(title), plain(sentences(after))]
}

const straight = ({ family, given }: Name) => [given, family].filter(Boolean).join(' ')
const inverted = (comma: string) => (name: Name) => [name.family, name.given].filter(Boolean).join(comma)
const initials = (given: string) =>
  given
    .split(/[\s.]+/)
    .flatMap((part) => /\p{L}/u.exec(part)?.[0] ?? [])
    .map((letter) => `${letter.toLocaleUpperCase('en')}.`)
    .join(' ')
const initialled = ({ family, given }: Name) => [family, initials(given)].filter(Boolean).join(', ')
const initialsFirst = ({ family, given }: Name) => [initials(given), family].filter(Boolean).join(' ')

function listed(names: readonly string[], comma: string, and: string): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(comma)}${and}${names.at(-1)}`
}

const ended = (text: string) => (/[.!?؟]$/.test(text) ? text : `${text}.`)
const sentences = (parts: readonly string[]) =>
  `.${parts.flatMap((part) => (part.trim() === '' ? [] : ` ${ended(part.trim())}`)).join('')}`
