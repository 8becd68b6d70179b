import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { listEditionsByIds, listIdsAfter } from '#areas/catalogue/store/editions.ts'
import {
  countCopies,
  listPlacesOfLibraries,
  listRecordsOfEditions,
  type RecordRow,
} from '#areas/catalogue/store/records.ts'
import type { Db } from '#platform/db.ts'
import type { SearchSource } from '#platform/search/follow.ts'
import type { SearchDocument } from '#platform/search/types.ts'
import { documentOf, facetsOf, newestKey } from './document.ts'

const BATCH = 500

/** Where the index's documents come from: editions composed from their public records. */
export const searchSource: SearchSource = {
  load: documentsOf,
  async *all(db) {
    let after: string | null = null
    for (;;) {
      const ids = await listIdsAfter(db, after, BATCH)
      if (ids.length === 0) return
      after = ids.at(-1) ?? null
      yield [...(await documentsOf(db, ids)).values()].flatMap((document) => document ?? [])
    }
  },
}

async function documentsOf(db: Db, ids: readonly string[]): Promise<Map<string, SearchDocument | null>> {
  const [editions, records, copies] = await Promise.all([
    listEditionsByIds(db, ids),
    listRecordsOfEditions(db, ids),
    countCopies(db, ids),
  ])
  const recordsOf = Map.groupBy(
    records.filter((record) => record.suppressedAt === null),
    (record) => record.editionId,
  )
  const copiesOf = Map.groupBy(copies, (row) => row.editionId)
  const libraryIds = new Set([...records.map((record) => record.libraryId), ...copies.map((row) => row.libraryId)])
  const places = new Map((await listPlacesOfLibraries(db, [...libraryIds])).map((row) => [row.id, row]))
  const documents = new Map<string, SearchDocument | null>(ids.map((id) => [id, null]))
  for (const edition of editions) {
    const own = recordsOf.get(edition.id)
    if (own === undefined) continue
    const held = copiesOf.get(edition.id) ?? []
    const libraries = [...new Set([...own.map((record) => record.libraryId), ...held.map((row) => row.libraryId)])]
    const known = libraries.flatMap((id) => places.get(id) ?? [])
    const readings = own.map(readingOf)
    // Composed by the networks' own rules when the edition was written.
    const { brief } = edition
    documents.set(edition.id, {
      ...documentOf(readings, brief, newestKey(edition.createdAt, edition.id), libraries.length),
      id: edition.id,
      facets: {
        ...facetsOf(brief),
        library: libraries,
        network: [...new Set(known.map((row) => row.networkCode))],
        province: [...new Set(known.flatMap((row) => row.provinceCode ?? []))],
        availability: availabilityOf(held),
      },
    })
  }
  return documents
}

const readingOf = (record: RecordRow): Reading => readRecord(record.parsed, record.family)

function availabilityOf(copies: readonly { copies: number; available: number }[]): string[] {
  if (copies.length === 0) return ['unknown']
  return copies.some((row) => row.available > 0) ? ['available'] : ['not-available']
}
