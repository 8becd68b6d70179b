import type { Brief } from '#areas/catalogue/contract.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import { hasMarks, scriptSpellings } from '#lib/romanised/script-spellings.ts'
import type { IndexSchema, SearchDocument } from '#platform/search/types.ts'
import { INDEX_NAME } from './index-name.ts'

/** What the union catalogue is searched by. The title outweighs the rest; notes only help a search that names them. */
export const SCHEMA: IndexSchema = {
  name: INDEX_NAME,
  version: 4,
  fields: {
    title: { weight: 6, b: 0.4, leads: true, names: ['عنوان', 'ti'] },
    author: { weight: 4, b: 0.3, names: ['پدیدآور', 'نویسنده', 'مؤلف', 'au'] },
    subject: { weight: 2.5, b: 0.5, names: ['موضوع', 'su'] },
    publisher: { weight: 1, b: 0.3, names: ['ناشر', 'نشر', 'pb'] },
    identifier: { weight: 5, kind: 'code', names: ['شابک', 'isbn', 'شناسه', 'id'] },
    note: { weight: 0.5, b: 0.75, names: ['یادداشت'] },
    romanised: { weight: 2, b: 0.3 },
  },
  facets: {
    network: 'many',
    province: 'many',
    library: 'many',
    kind: 'one',
    language: 'many',
    subject: 'many',
    author: 'many',
    year: 'one',
    availability: 'many',
  },
  sorts: { title: 'string', year: 'number', newest: 'number', libraries: 'number' },
  suggest: ['title', 'author', 'subject'],
  prior: { sort: 'libraries', weight: 0.6 },
}

/**
 * How titles are ordered: by the title alone and only then by part and subtitle, so that all editions of one title stand
 * together before the next title that begins with it.
 */
export function titleKey({ title, part, subtitle }: Pick<Brief, 'title' | 'part' | 'subtitle'>): string {
  const rest = [part, subtitle].filter((text) => text !== null).join(' ')
  return rest === '' ? sortKey(title) : `${sortKey(title)}${WITHIN_TITLE}${sortKey(rest)}`
}

/** Comes before every character of a sort key. */
const WITHIN_TITLE = '\t'

/** The least key after all editions of a title, by its own key. */
export const afterTitle = (key: string): string => `${key}\n`

/** How newness is ordered: milliseconds, and a part of one by the number, so that a batch is not all of one value. */
export const newestKey = (createdAt: Date, id: string): number =>
  createdAt.getTime() + Number.parseInt(id.slice(-3), 16) / 4096

/** What search finds an edition by, read from its records: pure. `newest` is a `newestKey`. */
export function documentOf(
  readings: readonly Reading[],
  brief: Brief,
  newest: number,
  libraries: number,
): Pick<SearchDocument, 'fields' | 'leads' | 'sorts'> {
  const all = (read: (reading: Reading) => readonly (string | null)[]) =>
    [...new Set(readings.flatMap(read))].filter((text): text is string => text !== null && text !== '')
  const proper = all((r) => [r.brief.title, r.brief.titleAlternate])
  const other = all((r) => [r.brief.subtitle, r.brief.part, ...r.also.title])
  const author = all((r) => [...r.brief.authors.flatMap((a) => [a.name, a.alternate]), r.brief.responsibility])
  const title = [...new Set([...proper, ...other])]
  return {
    fields: {
      title,
      author,
      subject: all((r) => r.brief.subjects.map((subject) => subject.label)),
      publisher: all((r) => [r.brief.publisher, r.brief.place]),
      identifier: all((r) => r.also.identifier),
      note: all((r) => r.also.note),
      romanised: isRomanised(proper, brief.languages) ? [...title, ...author].flatMap(inScript) : [],
    },
    // A subtitle «شاهنامه» does not make a study the Shahnameh.
    leads: { title: proper.length },
    sorts: {
      title: titleKey(brief),
      year: brief.year,
      newest,
      libraries,
    },
  }
}

/** Languages written in Arabic script, as MARC codes them. */
const IN_ARABIC_SCRIPT = new Set('per fas ara ota urd kur uig snd pus pan azb aze tat chg und mul'.split(' '))
const ARABIC = /\p{Script=Arabic}/u

// What has its title in Arabic script is found by spelling; a book in English must not be found by how a Persian word sounds.
const isRomanised = (titles: readonly string[], languages: readonly string[]): boolean =>
  !titles.some((title) => ARABIC.test(title)) &&
  (languages.length === 0 || languages.some((code) => IN_ARABIC_SCRIPT.has(code)))

/** So many spellings of a word are searched for a title with the marks of a romanisation, and for one without. */
const SPELLINGS = { marked: 2, plain: 5 }

/** A romanised text as it may stand in Arabic script: the likeliest spelling of every word, then the others. */
function inScript(text: string): string[] {
  if (ARABIC.test(text)) return []
  const words = scriptSpellings(text)
  const most = hasMarks(text) ? SPELLINGS.marked : SPELLINGS.plain
  const likeliest = words.map(([first]) => first?.text ?? '').join(' ')
  const others = words.flatMap((spellings) => spellings.slice(1, most).map((one) => one.text)).join(' ')
  return [likeliest, others].filter((line) => line !== '')
}

/** The facets that records tell by themselves. */
export function facetsOf(brief: Brief) {
  return {
    kind: [brief.kind],
    language: brief.languages,
    subject: brief.subjects.map((subject) => subject.key),
    author: brief.authors.map((author) => author.key).filter((key) => key !== ''),
    year: brief.year === null ? [] : [String(brief.year)],
  }
}
