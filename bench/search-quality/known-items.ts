import { createReadStream } from 'node:fs'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { documentOf, facetsOf } from '#areas/catalogue/service/search/document.ts'
import { randomOf } from '#bench/search/persian-records.ts'
import { readMarc } from '#lib/marc/read.ts'
import { fold } from '#lib/persian/fold.ts'
import type { SearchDocument } from '#platform/search/types.ts'
import { oneTypo, otherYehAndKaf, type Perturb, plainLatin, spaceLost } from './perturb.ts'
import type { Query, Task } from './tasks.ts'

const LIBRARIES = ['LeBAU', 'NIC', 'NNC', 'NNU', 'NjP', 'UaCaAUL', 'aeadna']
/** Queries of one task. */
const DRAWN = 400
/** A title on more records than this says too little to be looked for alone. */
const MOST_ALIKE = 12

interface Item {
  readonly id: string
  readonly reading: Reading
}

/** Known items among the 13,364 records of Arabic Collections Online, or those of some of its libraries: their own titles, as readers might write them. */
export async function knownItemTasks(folder: string, libraries: readonly string[] = LIBRARIES): Promise<Task[]> {
  const items = await readItems(folder, libraries)
  const whole = items.map((item) => documentFrom(item))
  const titled = alike(items, ({ reading }) => reading.brief.title)
  const script = drawn(items.filter(({ reading }) => isScript(reading.brief.title) && isTelling(reading.brief.title)))
  const byTitle = (name: string, perturb: Perturb): Task => ({
    name,
    documents: whole,
    queries: queriesOf(script, ({ reading }) => reading.brief.title, titled, perturb),
  })
  return [
    byTitle('title', (text) => text),
    byTitle('title, a space lost', spaceLost),
    byTitle('title, ی ک other way', otherYehAndKaf),
    byTitle('title, one typo', oneTypo),
    partly(script, whole, titled),
    ...acrossScripts(items),
  ]
}

/** Two words of the title and one of the author, in the order people type them. */
function partly(items: readonly Item[], documents: readonly SearchDocument[], titled: Alike): Task {
  const queries = items.flatMap(({ id, reading }, i): Query[] => {
    const words = fold(reading.brief.title)
      .split(' ')
      .filter((word) => word.length > 2)
    const [name] = fold(reading.brief.authors[0]?.name ?? '')
      .split(' ')
      .filter((word) => word.length > 2)
    if (words.length < 3 || name === undefined) return []
    const at = Math.floor(randomOf(i)() * (words.length - 1))
    const relevant = titled(reading.brief.title) ?? new Set([id])
    return [{ text: `${words[at]} ${words[at + 1]} ${name}`, relevant }]
  })
  return { name: 'two words and the author', documents, queries }
}

/** Records that have a title in both scripts, shown to the index in one only and looked for in the other. */
function acrossScripts(items: readonly Item[]): Task[] {
  const both = items.filter(({ reading: { brief } }) => isScript(brief.title) && isLatin(brief.titleAlternate ?? ''))
  const titled = alike(items, ({ reading }) => reading.brief.title)
  const chosen = drawn(both.filter(({ reading }) => isTelling(reading.brief.title)))
  const scriptOnly = items.map((item) => documentFrom(item, isScript))
  const latinOnly = items.map((item) => documentFrom(item, isLatin))
  const romanised = ({ reading }: Item) => mainTitle(reading.brief.titleAlternate ?? '')
  const own = ({ reading }: Item) => reading.brief.title
  return [
    {
      name: 'ALA-LC → script',
      documents: scriptOnly,
      queries: queriesOf(chosen, romanised, titled, (text) => text, own),
    },
    {
      name: 'plain Latin → script',
      documents: scriptOnly,
      queries: queriesOf(chosen, romanised, titled, plainLatin, own),
    },
    { name: 'script → romanised', documents: latinOnly, queries: queriesOf(chosen, own, titled, (text) => text) },
  ]
}

async function readItems(folder: string, libraries: readonly string[]): Promise<Item[]> {
  const items: Item[] = []
  for (const library of libraries) {
    for await (const batch of readMarc(createReadStream(`${folder}/local_${library}.xml.gz`))) {
      for (const item of batch) {
        if (item.kind !== 'record') continue
        items.push({ id: idOf(items.length), reading: readRecord(item.record, item.family) })
      }
    }
  }
  return items
}

/** A UUID that is the same in every run. */
export const idOf = (number: number): string => `0192b4a0-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

function documentFrom({ id, reading }: Item, keep?: (text: string) => boolean): SearchDocument {
  const read = keep === undefined ? reading : inOneScript(reading, keep)
  const facets = { ...facetsOf(read.brief), network: [], province: [], library: [], availability: [] }
  return { id, ...documentOf([read], read.brief, 0, 1), facets }
}

/** The record as a library would have written it that uses one script only. */
function inOneScript(reading: Reading, keep: (text: string) => boolean): Reading {
  const { brief, also } = reading
  const [title = '', titleAlternate = null] = [brief.title, brief.titleAlternate ?? ''].filter(keep)
  const kept = (text: string | null) => (text !== null && keep(text) ? text : null)
  const authors = brief.authors.flatMap((author) => {
    const [name] = [author.name, author.alternate ?? ''].filter(keep)
    return name === undefined ? [] : [{ ...author, name, alternate: null }]
  })
  const { subtitle, part, responsibility, publisher, place } = brief
  return {
    ...reading,
    brief: {
      ...brief,
      title,
      titleAlternate,
      authors,
      subtitle: kept(subtitle),
      part: kept(part),
      responsibility: kept(responsibility),
      publisher: kept(publisher),
      place: kept(place),
      subjects: brief.subjects.filter(({ label }) => keep(label)),
    },
    also: { title: also.title.filter(keep), identifier: [], note: [] },
  }
}

type Alike = (text: string) => ReadonlySet<string> | undefined

/** Records whose title is the same, however it is spelt: any of them is right. */
function alike(items: readonly Item[], of: (item: Item) => string): Alike {
  const ids = new Map<string, Set<string>>()
  for (const item of items) {
    const key = fold(of(item))
    const own = ids.get(key) ?? new Set()
    ids.set(key, own.add(item.id))
  }
  return (text) => ids.get(fold(text))
}

function queriesOf(
  items: readonly Item[],
  of: (item: Item) => string,
  titled: Alike,
  perturb: Perturb,
  title: (item: Item) => string = of,
): Query[] {
  return items.flatMap((item, i) => {
    const text = perturb(of(item), i)
    const relevant = titled(title(item))
    return text === null || relevant === undefined || relevant.size > MOST_ALIKE ? [] : [{ text, relevant }]
  })
}

function drawn(items: readonly Item[]): Item[] {
  const step = Math.max(1, items.length / DRAWN)
  return Array.from({ length: Math.min(DRAWN, items.length) }, (_, i) => items[Math.floor(i * step)]!)
}

// Without the statement of what the book is and who made it.
const mainTitle = (title: string) => title.split(/ [:;/] /u)[0]!
const isScript = (text: string) => /\p{Script=Arabic}/u.test(text)
const isLatin = (text: string) => text !== '' && !isScript(text)
const isTelling = (title: string) => fold(title).split(' ').length >= 2
