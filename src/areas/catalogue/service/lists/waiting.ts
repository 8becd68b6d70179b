import { isIsbnControlNumber } from '#areas/catalogue/rules/isbn-record.ts'
import { maySeeWork, mayWork } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import {
  addWaiting,
  dropWaiting,
  listAnswered,
  listWaiting,
  recordsOfIsbns,
  type WaitingIsbn,
} from '#areas/catalogue/store/import/waiting-isbns.ts'
import type { ImportRow } from '#areas/catalogue/store/imports.ts'
import { librariesByIds, librariesWithin, libraryByCode, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { MarcItem } from '#lib/marc/record.ts'
import type { Tx } from '#platform/db.ts'
import type { Platform } from '#platform/platform.ts'

/** The job that takes in what waited for a record. */
export const WAITING_JOB = 'catalogue.waiting-isbns'

/** What a batch of scanned numbers writes beside its records: unknown numbers begin to wait, known ones wait no more. */
export function waitingOf(row: ImportRow, items: readonly MarcItem[], at: Date): (tx: Tx) => Promise<void> {
  return async (tx) => {
    if (row.form !== 'isbns' || row.isDryRun) return
    const isbns = items.flatMap((item) =>
      item.kind === 'refused' && item.fault.code === 'catalogue.isbn-waiting'
        ? [{ isbn: String(item.fault.facts.isbn), copies: Number(item.fault.facts.copies) }]
        : [],
    )
    await addWaiting(tx, { libraryId: row.libraryId, importId: row.id, isbns }, at)
    const taken = items.flatMap((item) => {
      if (item.kind === 'refused') {
        return item.fault.code === 'catalogue.isbn-held' ? [String(item.fault.facts.isbn)] : []
      }
      const [first] = item.record.fields
      const number = first && 'value' in first ? first.value : ''
      return isIsbnControlNumber(number) ? [number.slice('isbn-'.length)] : []
    })
    await dropWaiting(tx, row.libraryId, taken)
  }
}

const MOST_AT_ONCE = 10_000

/** Lists of what waited and has a record by now, one for each library, as the library would have scanned them. */
export async function answeredLists(
  platform: Platform,
): Promise<{ library: string; fileName: string; bytes: Uint8Array }[]> {
  const answered = await listAnswered(platform.db, MOST_AT_ONCE)
  const records = await recordsOfIsbns(
    platform.db,
    answered.map(({ isbn }) => isbn),
  )
  const found = new Set(
    records.flatMap(({ isbn, record, family }) =>
      readRecord(record, family).keys.includes(`isbn:${isbn}`) ? [isbn] : [],
    ),
  )
  const rows = answered.filter(({ isbn }) => found.has(isbn))
  const byLibrary = Map.groupBy(rows, ({ libraryId }) => libraryId)
  const libraries = await librariesByIds(platform, [...byLibrary.keys()])
  return libraries
    .filter((library) => library.closedOn === null)
    .map((library) => {
      const lines = (byLibrary.get(library.id) ?? []).map(({ isbn, copies }) => `${isbn},${copies}\n`)
      const bytes = Buffer.from(lines.join(''))
      return { library: `${library.networkCode}:${library.code}`, fileName: 'waiting-isbns.txt', bytes }
    })
}

export interface WaitingEntry extends WaitingIsbn {
  libraryName: string
  libraryCode: string
}

/** Numbers that wait for a record in the libraries within the actor's scope, or in one of them. */
export async function listWaitingFor(
  platform: Platform,
  actor: Actor,
  input: { library?: string | undefined; limit: number; offset?: number },
): Promise<WaitingEntry[]> {
  let ids: string[] | null
  if (input.library === undefined) ids = await librariesWithin(platform, mayWork(actor))
  else {
    const library = await libraryByCode(platform, input.library)
    maySeeWork(actor, placeOfLibrary(library))
    ids = [library.id]
  }
  const rows = await listWaiting(platform.db, ids, { limit: input.limit, offset: input.offset ?? 0 })
  const libraries = await librariesByIds(platform, [...new Set(rows.map((row) => row.libraryId))])
  const byId = new Map(libraries.map((one) => [one.id, one]))
  return rows.map(({ libraryId, ...row }) => ({
    ...row,
    libraryName: byId.get(libraryId)?.name ?? '',
    libraryCode: byId.get(libraryId)?.code ?? '',
  }))
}
