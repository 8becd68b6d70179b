import { SearchInput } from '#areas/catalogue/contract.ts'
import { nextLetter } from '#areas/catalogue/rules/saved-search.ts'
import { hitOf, searchCatalogue } from '#areas/catalogue/service/search/searching.ts'
import { type EditionRow, listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { holdDueSearch, listDueSearches, updateSavedSearch } from '#areas/catalogue/store/saved-searches.ts'
import { searchText } from '#areas/catalogue/text/searching/search.en.ts'
import { ANONYMOUS, systemActor } from '#areas/people/contract.ts'
import { type Addressee, addresseesOf } from '#areas/people/service.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import type { Tx } from '#platform/db.ts'
import type { Platform } from '#platform/platform.ts'
import { type SavedSearch, stopPath } from './keeping.ts'

const JOB = 'catalogue.search-letters'
const LOOK_EVERY = 5 * 60 * 1000
const AT_ONCE = 100
/** A title is news once its import has surely committed and the index has it; what is younger waits for the next letter. */
const SETTLED = 10 * 60 * 1000
/** So many new titles are counted at most, and so many named. */
const COUNTED = 100
const NAMED = 20

/** Names the job that writes the letters of kept searches, and the look for what is due. */
export function defineSearchLetters(platform: Platform): void {
  platform.jobs.define(JOB, () => writeDueLetters(platform), { retry: { limit: 3, delay: 60 } })
  platform.rounds.push({
    name: 'looking for letters of searches',
    pause: LOOK_EVERY,
    work: () => askForLetters(platform),
  })
}

/** Sends the job when letters are due, once however many processes look. */
export async function askForLetters(platform: Platform): Promise<void> {
  const due = await listDueSearches(platform.db, platform.clock(), 1)
  if (due.length === 0) return
  const options = { by: systemActor('letters of searches'), singletonKey: 'due' }
  await platform.db.transaction().execute((tx) => platform.jobs.send(tx, JOB, {}, options))
}

async function writeDueLetters(platform: Platform): Promise<{ letters: number }> {
  let letters = 0
  for (;;) {
    const due = await listDueSearches(platform.db, platform.clock(), AT_ONCE)
    let done = 0
    for (const id of due) {
      const wrote = await platform.db.transaction().execute((tx) => writeIfDue(platform, tx, id))
      done += Number(wrote !== null)
      letters += wrote ?? 0
    }
    if (done === 0) return { letters }
  }
}

/** Writes one search's letter if there are new titles, with the note of it in the same transaction; null when not due. */
async function writeIfDue(platform: Platform, tx: Tx, id: string): Promise<number | null> {
  const now = platform.clock()
  const search = await holdDueSearch(tx, id, now)
  if (search === undefined) return null
  const upTo = new Date(Math.max(now.getTime() - SETTLED, search.toldUntil.getTime()))
  const to = (await addresseesOf(platform, [search.personId])).get(search.personId)
  const titles = to === undefined ? [] : await newTitlesOf(platform, search, upTo)
  const next = { nextMailAt: nextLetter(search.mail, now), toldUntil: upTo }
  if (to === undefined || titles.length === 0) {
    await updateSavedSearch(tx, id, next)
    return 0
  }
  await platform.mail.send(tx, { to: to.email, ...letterOf(platform, search, to, titles) })
  await updateSavedSearch(tx, id, { ...next, mailedAt: now })
  return 1
}

/** What came for a search since its owner was last told, the newest first. */
async function newTitlesOf(platform: Platform, search: SavedSearch, upTo: Date): Promise<EditionRow[]> {
  const editions = await titlesOf(platform, search, COUNTED)
  return editions.filter(({ createdAt }) => createdAt > search.toldUntil && createdAt <= upTo)
}

/** The newest titles of a kept search. */
export async function titlesOf(platform: Platform, search: SavedSearch, limit: number): Promise<EditionRow[]> {
  const wanted = { ...searchIn(search.query), sort: 'newest' as const, offset: 0, limit }
  const { hits } = await searchCatalogue(platform, ANONYMOUS, wanted, search.lang, {})
  const ids = hits.map((hit) => hit.id)
  const editions = new Map((await listEditionsByIds(platform.db, ids)).map((edition) => [edition.id, edition]))
  return ids.flatMap((id) => editions.get(id) ?? [])
}

/** The search a kept address stands for, without its place; parts that cannot be read narrow nothing. */
function searchIn(query: string): SearchInput {
  const params = new URLSearchParams(query)
  const given = Object.fromEntries([...new Set(params.keys())].map((name) => [name, oneOrMore(params.getAll(name))]))
  const { near: _, yearFrom: from, yearTo: to, sort: _sort, limit: _limit, offset: _offset, ...rest } = given
  const whole = SearchInput.safeParse({ ...rest, yearFrom: from, yearTo: to })
  return whole.success ? whole.data : SearchInput.parse({ q: String(rest.q ?? '').slice(0, 500) })
}

const oneOrMore = (values: readonly string[]) => (values.length === 1 ? values[0] : values)

const inAscii = (address: string) => address.replace(/[^\x20-\x7e]+/g, encodeURIComponent)

function letterOf(platform: Platform, search: SavedSearch, to: Addressee, titles: readonly EditionRow[]) {
  const { lang } = search
  const t = searchText(lang).saved
  const at = (path: string) => inAscii(`${platform.config.origin}${lang === 'en' ? '/en' : ''}${path}`)
  const n = formatNumber(titles.length, lang)
  const lines = titles.slice(0, NAMED).flatMap((edition) => {
    const { title, authors } = hitOf(edition, null)
    return [
      `• ${[title, ...authors.slice(0, 1)].join(lang === 'fa' ? '، ' : ', ')}`,
      `  ${at(`/editions/${edition.id}`)}`,
    ]
  })
  const more = titles.length > NAMED ? [t.letterMore(formatNumber(titles.length - NAMED, lang))] : []
  const parts = [
    [t.letterHello(to.name), '', t.letterLead(search.name, n)],
    [...lines, ...more],
    [t.letterAll, at(`/search?${search.query}`)],
    [t.letterStop, at(stopPath(platform, search))],
  ]
  return {
    unsubscribe: at(stopPath(platform, search)),
    subject: t.letterSubject(search.name, n),
    text: `${parts.map((part) => part.join('\n')).join('\n\n')}\n`,
  }
}
