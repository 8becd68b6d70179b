import { fullTitle } from '#areas/catalogue/full-title.ts'
import { mayWork, worksAt } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import {
  type DecisionKind,
  type DecisionRow,
  listDecisions,
  listDecisionsOf,
} from '#areas/catalogue/store/decisions.ts'
import { listRecordsByIds } from '#areas/catalogue/store/record-lists.ts'
import type { RecordRow } from '#areas/catalogue/store/records.ts'
import { librariesByIds, librariesWithin, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'

/** A record as a list of decisions names it. */
interface NamedRecord {
  id: string
  title: string
  library: string
  /** Whether its staff page opens for the actor. */
  isOwn: boolean
}

/** A decision with the names of its records. */
export interface DecisionEntry {
  id: string
  kind: DecisionKind
  record: NamedRecord
  other: NamedRecord | null
  note: string
  byName: string
  decidedAt: Date
  undoneByName: string | null
}

const ON_PAGE = 50

/** The decisions about records within the actor's scope, newest first; `hasMore` says that the list goes on. */
export async function listDecisionsFor(
  platform: Platform,
  actor: Actor,
  input: { page: number },
): Promise<{ decisions: DecisionEntry[]; hasMore: boolean }> {
  const ids = await librariesWithin(platform, mayWork(actor))
  const offset = (Math.max(input.page, 1) - 1) * ON_PAGE
  const rows = await listDecisions(platform.db, ids, { limit: ON_PAGE + 1, offset })
  return { decisions: await entriesOf(platform, actor, rows.slice(0, ON_PAGE)), hasMore: rows.length > ON_PAGE }
}

/** The decisions about one record, newest first. */
export async function decisionsAbout(platform: Platform, actor: Actor, recordId: string): Promise<DecisionEntry[]> {
  return await entriesOf(platform, actor, await listDecisionsOf(platform.db, recordId))
}

/** A record's title as lists name it. */
export const titleOfRecord = (row: RecordRow): string => fullTitle(readRecord(row.parsed, row.family).brief)

/** Decisions with the names of their records. */
export async function entriesOf(
  platform: Platform,
  actor: Actor,
  rows: readonly DecisionRow[],
): Promise<DecisionEntry[]> {
  const ids = [...new Set(rows.flatMap((row) => [row.recordId, ...(row.otherId === null ? [] : [row.otherId])]))]
  const records = await listRecordsByIds(platform.db, ids)
  const libraries = await librariesByIds(platform, [...new Set(records.map((row) => row.libraryId))])
  const named = new Map(
    records.map((row): [string, NamedRecord] => {
      const library = libraries.find((one) => one.id === row.libraryId)
      const isOwn = library !== undefined && worksAt(actor, placeOfLibrary(library))
      return [row.id, { id: row.id, title: titleOfRecord(row), library: library?.name ?? '', isOwn }]
    }),
  )
  return rows.map(({ id, kind, recordId, otherId, note, byName, decidedAt, undoneByName }) => ({
    id,
    kind,
    record: named.get(recordId)!,
    other: otherId === null ? null : named.get(otherId)!,
    note,
    byName,
    decidedAt,
    undoneByName,
  }))
}
