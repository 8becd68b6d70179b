import type { Brief } from '#areas/catalogue/contract.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { compose, type Reading } from '#areas/catalogue/rules/reading.ts'
import { listEditionsByIds, listIdsAfter } from '#areas/catalogue/store/editions.ts'
import {
  countCopies,
  listPlacesOfLibraries,
  listRecordsOfEditions,
  type RecordRow,
} from '#areas/catalogue/store/records.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Db } from '#platform/db.ts'
import type { SearchSource } from '#platform/search/follow.ts'
import type { IndexSchema, SearchDocument } from '#platform/search/types.ts'
import { INDEX_NAME } from './index-name.ts'

/** What the union catalogue is searched by. The title outweighs the rest; notes only help a search that names them. */
export const SCHEMA: IndexSchema = {
  name: INDEX_NAME,
  version: 2,
  fields: {
    title: { weight: 6, b: 0.4, leads: true, names: ['عنوان', 'ti'] },
    author: { weight: 4, b: 0.3, names: ['پدیدآور', 'نویسنده', 'مؤلف', 'au'] },
    subject: { weight: 2.5, b: 0.5, names: ['موضوع', 'su'] },
    publisher: { weight: 1, b: 0.3, names: ['ناشر', 'نشر', 'pb'] },
    identifier: { weight: 5, kind: 'code', names: ['شابک', 'isbn', 'شناسه', 'id'] },
    note: { weight: 0.5, b: 0.75, names: ['یادداشت'] },
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
    const brief = compose(readings)
    documents.set(edition.id, {
      ...documentOf(readings, brief, edition.createdAt, libraries.length),
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

function documentOf(
  readings: readonly Reading[],
  brief: Brief,
  createdAt: Date,
  libraries: number,
): Pick<SearchDocument, 'fields' | 'leads' | 'sorts'> {
  const all = (read: (reading: Reading) => readonly (string | null)[]) =>
    [...new Set(readings.flatMap(read))].filter((text): text is string => text !== null && text !== '')
  const proper = all((r) => [r.brief.title, r.brief.titleAlternate])
  const other = all((r) => [r.brief.subtitle, r.brief.part, ...r.also.title])
  return {
    fields: {
      title: [...new Set([...proper, ...other])],
      author: all((r) => [...r.brief.authors.flatMap((a) => [a.name, a.alternate]), r.brief.responsibility]),
      subject: all((r) => r.brief.subjects.map((subject) => subject.label)),
      publisher: all((r) => [r.brief.publisher, r.brief.place]),
      identifier: all((r) => r.also.identifier),
      note: all((r) => r.also.note),
    },
    // A subtitle «شاهنامه» does not make a study the Shahnameh.
    leads: { title: proper.length },
    sorts: {
      title: sortKey([brief.title, brief.part, brief.subtitle].filter((text) => text !== null).join(' ')),
      year: brief.year,
      newest: createdAt.getTime(),
      libraries,
    },
  }
}

function facetsOf(brief: Brief) {
  return {
    kind: [brief.kind],
    language: brief.languages,
    subject: brief.subjects.map((subject) => subject.key),
    author: brief.authors.map((author) => author.key).filter((key) => key !== ''),
    year: brief.year === null ? [] : [String(brief.year)],
  }
}

function availabilityOf(copies: readonly { copies: number; available: number }[]): string[] {
  if (copies.length === 0) return ['unknown']
  return copies.some((row) => row.available > 0) ? ['available'] : ['not-available']
}
