import { maySeeWork, mayWork } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { listRepaired, type RepairedRow } from '#areas/catalogue/store/import/refusals.ts'
import {
  listNewestRecords,
  listRecordsByNumber,
  listRecordsByTitle,
  listRecordsIn,
  type RecordFilter,
} from '#areas/catalogue/store/record-lists.ts'
import type { RecordRow } from '#areas/catalogue/store/records.ts'
import { librariesByIds, librariesWithin, libraryByCode, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { isbn } from '#lib/identifiers/books.ts'
import { words } from '#lib/persian/fold.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { getImport, type ImportEntry } from './keeping.ts'

/** A library of one's own, to be chosen in a form. */
export interface Workplace {
  id: string
  code: string
  /** What `libraryByCode` understands even where two networks share a code. */
  fullCode: string
  name: string
}

/** More libraries than these are not offered as a list: their code is written. */
const MOST_CHOICES = 60

/** The libraries the actor works for, in alphabet order; null when they are too many to choose from a list. */
export async function workplaces(platform: Platform, actor: Actor): Promise<Workplace[] | null> {
  const ids = await librariesWithin(platform, mayWork(actor))
  if (ids === null || ids.length > MOST_CHOICES) return null
  return (await librariesByIds(platform, ids))
    .filter((row) => row.closedOn === null)
    .map(({ id, code, networkCode, name }) => ({ id, code, fullCode: `${networkCode}:${code}`, name }))
    .sort((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1))
}

/** A record as the staff's list shows it. */
export interface RecordEntry {
  id: string
  controlNumber: string
  title: string
  author: string | null
  year: string | null
  libraryName: string
  libraryCode: string
  isSuppressed: boolean
  updatedAt: Date
}

/** What the staff's list is asked for. `library` is a code. */
export interface RecordSearch {
  q: string
  library?: string | undefined
  hiddenOnly: boolean
  page: number
}

const RECORDS_ON_PAGE = 50

/**
 * Records within the actor's scope: by control number, ISBN or words, or the newest when nothing is asked for. `hasMore`
 * says that a list goes on: the newest on a next page, a search for whoever adds a word.
 */
export async function findRecords(
  platform: Platform,
  actor: Actor,
  input: RecordSearch,
): Promise<{ records: RecordEntry[]; hasMore: boolean }> {
  const filter = { libraryIds: await libraryIdsOf(platform, actor, input.library), hiddenOnly: input.hiddenOnly }
  const q = input.q.trim()
  const offset = (Math.max(input.page, 1) - 1) * RECORDS_ON_PAGE
  const found =
    q === ''
      ? await listNewestRecords(platform.db, filter, { limit: RECORDS_ON_PAGE + 1, offset })
      : await search(platform, filter, q)
  return {
    records: await entriesOf(platform, found.slice(0, RECORDS_ON_PAGE)),
    hasMore: found.length > RECORDS_ON_PAGE,
  }
}

async function libraryIdsOf(platform: Platform, actor: Actor, code: string | undefined): Promise<string[] | null> {
  const scopes = mayWork(actor)
  if (code === undefined) return await librariesWithin(platform, scopes)
  const library = await libraryByCode(platform, code)
  maySeeWork(actor, placeOfLibrary(library))
  return [library.id]
}

async function search(platform: Platform, filter: RecordFilter, q: string): Promise<RecordRow[]> {
  const limit = RECORDS_ON_PAGE + 1
  const number = isbn(q)
  const keys = number.ok ? [`isbn:${number.value.isbn13}`] : []
  const direct = await listRecordsByNumber(platform.db, filter, q, keys, limit)
  const known = new Set(direct.map((row) => row.id))
  const others = filter.hiddenOnly
    ? await listRecordsByTitle(platform.db, filter, words(q), limit)
    : await searchIndex(platform, filter, q, limit)
  return [...direct, ...others.filter((row) => !known.has(row.id))].slice(0, limit)
}

// The public's index finds them in its order of relevance; what of them is the actor's own, the database says.
async function searchIndex(platform: Platform, filter: RecordFilter, q: string, limit: number): Promise<RecordRow[]> {
  const ids = filter.libraryIds
  const filters = ids !== null && ids.length <= MOST_CHOICES ? { library: ids } : {}
  const { hits, relaxed } = await platform.search.index(INDEX_NAME).search({ text: q, filters, limit: limit * 4 })
  if (relaxed === 'any') return []
  const rank = new Map(hits.map((hit, i) => [hit.id, i]))
  const rows = await listRecordsIn(platform.db, filter, [...rank.keys()])
  return rows.sort((a, b) => (rank.get(a.editionId) ?? 0) - (rank.get(b.editionId) ?? 0)).slice(0, limit)
}

async function entriesOf(platform: Platform, rows: readonly RecordRow[]): Promise<RecordEntry[]> {
  const libraries = await librariesByIds(platform, [...new Set(rows.map((row) => row.libraryId))])
  const byId = new Map(libraries.map((library) => [library.id, library]))
  return rows.map((row) => {
    const { brief } = readRecord(row.parsed, row.family)
    return {
      id: row.id,
      controlNumber: row.controlNumber,
      title: [brief.title, brief.part].filter((text) => text !== null).join('، '),
      author: brief.authors[0]?.name ?? null,
      year: brief.yearText,
      libraryName: byId.get(row.libraryId)?.name ?? '',
      libraryCode: byId.get(row.libraryId)?.code ?? '',
      isSuppressed: row.suppressedAt !== null,
      updatedAt: row.updatedAt,
    }
  })
}

/** An import with how far it is: percent of its file, null while nobody knows. */
export async function followImport(
  platform: Platform,
  actor: Actor,
  input: { id: string },
): Promise<{ row: ImportEntry; percent: number | null }> {
  const row = await getImport(platform, actor, input)
  const isOpen = row.state === 'waiting' || row.state === 'running'
  const job = !isOpen || row.jobId === null ? null : await platform.jobs.progress(row.jobId)
  // A job that failed by a fault of ours left its import where it was.
  if (job?.state === 'failed') return { row: { ...row, state: 'stopped' }, percent: null }
  const share = job?.total ? job.done / job.total : null
  return { row, percent: share === null ? null : Math.min(99, Math.floor(share * 100)) }
}

/** The mended records that an import wrote, a page at a time; `after` is the id of the last one of the page before. */
export async function listRepairsOf(
  platform: Platform,
  actor: Actor,
  input: { id: string; limit: number; after?: string | undefined },
): Promise<RepairedRow[]> {
  const row = await getImport(platform, actor, input)
  if (row.repaired === 0 || row.isDryRun) return []
  const after = input.after !== undefined && isId(input.after) ? input.after : undefined
  return await listRepaired(platform.db, row, { limit: Math.min(input.limit, 500), after })
}
