import type { Kind } from '#lib/marc/description/description.ts'
import type { Citable, CitedName } from './citable.ts'

const TYPES: Partial<Record<Kind, string>> = {
  book: 'book',
  serial: 'periodical',
  article: 'article',
  manuscript: 'unpublished',
  electronic: 'book',
}

/**
 * Writes one BibTeX entry in UTF-8, ending with a line break. Names are `Family, Given` with the Latin comma, which is
 * what BibTeX divides by; bodies stand in braces and stay whole; years stay as the book counts them.
 */
export function writeBibtex(cited: Citable): string {
  const type = TYPES[cited.kind] ?? 'misc'
  const names = (part: CitedName['part']) =>
    cited.names
      .filter((name) => name.part === part)
      .map(nameOf)
      .join(' and ')
  const fields: [string, string | null][] = [
    ['author', names('author')],
    ['editor', names('editor')],
    ['translator', names('translator')],
    ['title', cited.title === '' ? null : guarded(cited.title)],
    ['volume', cited.part],
    ['edition', cited.edition],
    ['series', cited.series[0] ?? null],
    ['address', cited.place],
    [type === 'periodical' ? 'organization' : 'publisher', cited.publisher],
    ['year', cited.year],
    ['isbn', cited.isbns.join(' ')],
    ['issn', cited.issns.join(' ')],
    ['language', cited.languages.join(', ')],
    ['pagetotal', cited.extent],
    ['keywords', cited.subjects.map((subject) => subject.replaceAll(',', ' –')).join(', ')],
    ['abstract', cited.summary],
    ['url', cited.url],
  ]
  const lines = fields.flatMap(([name, value]) => {
    if (value === null || value === '') return []
    return `  ${name} = {${isVerbatim(name) ? braceless(value) : name === 'title' || isName(name) ? value : escaped(value)}},\n`
  })
  return `@${type}{${keyOf(cited)},\n${lines.join('')}}\n`
}

const isVerbatim = (name: string) => name === 'url'
const isName = (name: string) => name === 'author' || name === 'editor' || name === 'translator'

// A brace that closes nothing would end the field: a citation needs none of them.
const braceless = (text: string) => text.replace(/[{}\r\n]/g, '')
const escaped = (text: string) =>
  text
    .replace(/[{}]/g, '')
    .replace(/\\/g, '\\textbackslash ')
    .replace(/[&%$#_]/g, '\\$&')
    .replace(/~/g, '\\textasciitilde ')
    .replace(/\^/g, '\\textasciicircum ')
    .replace(/\s+/g, ' ')
    .trim()

/** BibTeX styles lower the letters of a title; what has capitals of its own is held by braces. */
const guarded = (title: string) =>
  escaped(title)
    .split(' ')
    .map((word, i) => (i > 0 && /^\p{Lu}/u.test(word) ? `{${word}}` : word))
    .join(' ')

function nameOf({ family, given, isBody }: CitedName): string {
  // The word "and" parts names, so a name that holds it is kept together.
  if (isBody || given === '') return `{${escaped(family)}}`
  const whole = `${escaped(family)}, ${escaped(given)}`
  return / and /i.test(whole) ? `{${whole}}` : whole
}

/** Only what every BibTeX accepts in a key. */
const keyOf = ({ id }: Citable) => id.replace(/[^A-Za-z0-9:._-]/g, '') || 'record'
