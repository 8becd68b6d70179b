import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { listComposers } from '#areas/catalogue/service/grouping/composers.ts'
import { listEditionsByIds, listIdsAfter } from '#areas/catalogue/store/editions.ts'
import { listFieldRules } from '#areas/catalogue/store/field-rules.ts'
import { listLeadingKeys, listShownHeads, type RecordHead } from '#areas/catalogue/store/members.ts'
import { countCopies, listPlacesOfLibraries, type RecordRow } from '#areas/catalogue/store/records.ts'
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
  const [editions, heads, copies, rules] = await Promise.all([
    listEditionsByIds(db, ids),
    listShownHeads(db, ids),
    countCopies(db, ids),
    listFieldRules(db),
  ])
  const { rows } = await listComposers(db, ids, rules)
  const headsOf = Map.groupBy(heads, (head) => head.editionId)
  const unread = await unreadNumbers(db, headsOf, rows)
  const copiesOf = Map.groupBy(copies, (row) => row.editionId)
  const libraryIds = new Set([...heads.map((head) => head.libraryId), ...copies.map((row) => row.libraryId)])
  const places = new Map((await listPlacesOfLibraries(db, [...libraryIds])).map((row) => [row.id, row]))
  const documents = new Map<string, SearchDocument | null>(ids.map((id) => [id, null]))
  for (const edition of editions) {
    const own = headsOf.get(edition.id)
    const read = rows.get(edition.id)
    if (own === undefined || read === undefined) continue
    const held = copiesOf.get(edition.id) ?? []
    const libraries = [...new Set([...own.map((record) => record.libraryId), ...held.map((row) => row.libraryId)])]
    const known = libraries.flatMap((id) => places.get(id) ?? [])
    const readings = read.map(readingOf)
    // Composed by the networks' own rules when the edition was written.
    const { brief } = edition
    const said = documentOf(readings, brief, newestKey(edition.createdAt, edition.id), libraries.length)
    const { identifier = [] } = said.fields
    documents.set(edition.id, {
      ...said,
      fields: { ...said.fields, identifier: [...new Set([...identifier, ...(unread.get(edition.id) ?? [])])] },
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

// Of very many records only the fullest are read; the others are found by their numbers all the same.
async function unreadNumbers(
  db: Db,
  heads: ReadonlyMap<string, readonly RecordHead[]>,
  read: ReadonlyMap<string, readonly RecordRow[]>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const large = [...heads.keys()].filter((id) => heads.get(id)!.length > (read.get(id)?.length ?? 0))
  const leading = await listLeadingKeys(db, large)
  return new Map(
    large.map((id) => {
      const keys = leading.get(id)?.keys ?? []
      const own = heads.get(id)!.map((head) => head.controlNumber)
      return [id, [...own, ...keys.map((key) => key.slice(key.indexOf(':') + 1))]]
    }),
  )
}

const readingOf = (record: RecordRow): Reading => readRecord(record.parsed, record.family)

function availabilityOf(copies: readonly { copies: number; available: number }[]): string[] {
  if (copies.length === 0) return ['unknown']
  return copies.some((row) => row.available > 0) ? ['available'] : ['not-available']
}
