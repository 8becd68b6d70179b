import type { Kind } from '#lib/marc/description/description.ts'
import type { Citable, CitedName } from './citable.ts'

const TYPES: Partial<Record<Kind, string>> = {
  book: 'BOOK',
  serial: 'SER',
  article: 'JOUR',
  manuscript: 'MANSCPT',
  score: 'MUSIC',
  map: 'MAP',
  audio: 'SOUND',
  video: 'VIDEO',
  picture: 'ART',
  electronic: 'EBOOK',
}

const NAME_TAGS: Record<CitedName['part'], string> = { author: 'AU', editor: 'ED', translator: 'A4', other: 'A2' }

/**
 * Writes one RIS reference in UTF-8 with CRLF, from `TY` to `ER`. Names are `Family, Given` with the Latin comma, which is
 * what RIS divides by; years stay as the book counts them.
 */
export function writeRis(cited: Citable): string {
  const lines: [string, string | null][] = [
    ['TY', TYPES[cited.kind] ?? 'GEN'],
    ['ID', cited.id],
    ...cited.names.map((name): [string, string] => [NAME_TAGS[name.part], nameOf(name)]),
    ['TI', cited.title],
    ['TT', cited.titleAlternate],
    ['VL', cited.part],
    ['ET', cited.edition],
    ...cited.series.map((series): [string, string] => ['T2', series]),
    ['CY', cited.place],
    ['PB', cited.publisher],
    ['PY', cited.year],
    ['SP', cited.extent],
    ...[...cited.isbns, ...cited.issns].map((number): [string, string] => ['SN', number]),
    ...cited.languages.map((code): [string, string] => ['LA', code]),
    ...cited.subjects.map((subject): [string, string] => ['KW', subject]),
    ['AB', cited.summary],
    ['UR', cited.url],
  ]
  const written = lines.flatMap(([tag, value]) => {
    const text = value?.replace(/\s+/g, ' ').trim() ?? ''
    return text === '' ? [] : `${tag}  - ${text}\r\n`
  })
  return `${written.join('')}ER  - \r\n`
}

const nameOf = ({ family, given }: CitedName) => (given === '' ? family : `${family}, ${given}`)
