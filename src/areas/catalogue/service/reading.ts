import type { Brief, Copy, Edition, Holding } from '#areas/catalogue/contract.ts'
import { CITATION_STYLES, type CitationPart, type CitationStyle, cite } from '#areas/catalogue/rules/citations.ts'
import { composeBy, type FieldRules, type Statement } from '#areas/catalogue/rules/grouping/composing.ts'
import { workScopes } from '#areas/catalogue/rules/policies.ts'
import { headingKey, readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { type Addresses, schemaOrg } from '#areas/catalogue/rules/schema-org.ts'
import { listComposers } from '#areas/catalogue/service/grouping/composers.ts'
import { type RelatedEditions, relatedTo } from '#areas/catalogue/service/grouping/works.ts'
import {
  type EditionRow,
  findEdition,
  findSuccessor,
  listEditionsByIds,
  listNewest,
} from '#areas/catalogue/store/editions.ts'
import { listFieldRules } from '#areas/catalogue/store/field-rules.ts'
import { listShownHeads, type RecordHead } from '#areas/catalogue/store/members.ts'
import { listHeadings } from '#areas/catalogue/store/querying/headings.ts'
import {
  findRecord,
  findRecordBytes,
  type ItemRow,
  listItemsOfEditions,
  type RecordRow,
} from '#areas/catalogue/store/records.ts'
import { librariesByIds, libraryRow, type NearPlace, placeNear } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import { isId } from '#platform/id.ts'
import { type HistoryPage, listFor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'

/** A source record of an edition with what it says by itself. */
export interface SourceRecord {
  row: RecordRow
  reading: Reading
  library: { id: string; code: string; name: string; networkName: string }
}

/** A source record by its names. */
export interface SourceHead {
  row: Pick<RecordHead, 'id' | 'controlNumber' | 'family' | 'updatedAt'>
  library: SourceRecord['library']
}

/** An edition as its page shows it: the public records and copies, nearest library first when a place is given. */
export interface EditionPage {
  id: string
  brief: Brief
  createdAt: Date
  updatedAt: Date
  summary: string | null
  notes: string[]
  contents: string[]
  urls: { href: string; label: string | null }[]
  classification: string[]
  holdings: Holding[]
  /** Every record by its names, the oldest first. */
  records: SourceHead[]
  /** The records it is composed of: all, or of very many the fullest. */
  composing: SourceRecord[]
  /** Which of `composing` each statement of the brief was taken from. */
  statements: readonly Statement[]
  related: RelatedEditions
  near: NearPlace | null
  /** Whether the reader works at a catalogue's desk, where the group is decided about. */
  isForStaff: boolean
}

/**
 * One edition; anybody may read it. An edition that was joined into another is refused as `catalogue.edition-moved`
 * (missing, facts: id of the one it is in now), an unknown or suppressed one as `catalogue.edition-unknown`.
 */
export async function getEditionPage(
  platform: Platform,
  actor: Actor,
  input: { id: string; near?: string | undefined },
): Promise<EditionPage> {
  const edition = await publicEdition(platform, input.id)
  const near = input.near === undefined || input.near === '' ? null : await placeNear(platform, input.near)
  const [records, items, rules, related] = await Promise.all([
    listShownHeads(platform.db, [edition.id]),
    listItemsOfEditions(platform.db, [edition.id]),
    listFieldRules(platform.db),
    relatedTo(platform, edition),
  ])
  const { rows } = await listComposers(platform.db, [edition.id], rules)
  const libraryIds = [...new Set([...records.map((row) => row.libraryId), ...items.map((item) => item.libraryId)])]
  const libraries = new Map((await librariesByIds(platform, libraryIds, near)).map((row) => [row.id, row]))
  const shown = new Set(records.map((row) => row.id))
  const publicItems = items.filter((item) => item.suppressedAt === null && shown.has(item.recordId))
  const holders = [...new Set([...records.map((row) => row.libraryId), ...publicItems.map((item) => item.libraryId)])]
  const holdings: Holding[] = holders.flatMap((id) => {
    const library = libraries.get(id)
    if (library === undefined) return []
    return {
      library: {
        id,
        code: library.code,
        name: library.name,
        network: library.networkName,
        province: library.provinceName,
        city: library.cityName,
      },
      km: library.km,
      copies: publicItems.filter((item) => item.libraryId === id).map(copyOf),
    }
  })
  const named = ({ libraryId }: Pick<RecordHead, 'libraryId'>): SourceRecord['library'] => {
    const library = libraries.get(libraryId)
    return {
      id: libraryId,
      code: library?.code ?? '',
      name: library?.name ?? '',
      networkName: library?.networkName ?? '',
    }
  }
  const sources = (rows.get(edition.id) ?? []).map(
    (row): SourceRecord => ({ row, reading: readRecord(row.parsed, row.family), library: named(row) }),
  )
  return {
    id: edition.id,
    brief: edition.brief,
    createdAt: edition.createdAt,
    updatedAt: edition.updatedAt,
    ...gathered(sources.map((source) => source.reading)),
    holdings: holdings.sort(byDistance),
    records: records.map((row) => ({ row, library: named(row) })),
    composing: sources,
    statements: statementsOf(sources, libraries, rules),
    related,
    near,
    isForStaff: workScopes(actor).length > 0,
  }
}

function statementsOf(
  sources: readonly SourceRecord[],
  libraries: ReadonlyMap<string, { networkId: string }>,
  rules: FieldRules,
): readonly Statement[] {
  const sourced = sources.map(({ row, reading }) => ({
    reading,
    network: libraries.get(row.libraryId)?.networkId ?? null,
  }))
  return composeBy(sourced, rules).statements
}

async function publicEdition(platform: Platform, id: string): Promise<EditionRow> {
  const edition = isId(id) ? await findEdition(platform.db, id) : undefined
  if (edition?.isPublic) return edition
  const successor = isId(id) ? await findSuccessor(platform.db, id) : undefined
  if (successor !== undefined) throw new Refusal('missing', 'catalogue.edition-moved', { id: successor })
  throw new Refusal('missing', 'catalogue.edition-unknown')
}

const copyOf = (item: ItemRow): Copy => ({
  id: item.id,
  callNumber: item.callNumber,
  shelf: item.shelf ?? item.branch,
  barcode: item.barcode,
  volume: item.volume,
  status: item.status,
})

const byDistance = (a: Holding, b: Holding) =>
  (a.km ?? Number.POSITIVE_INFINITY) - (b.km ?? Number.POSITIVE_INFINITY) ||
  (a.library.name < b.library.name ? -1 : a.library.name > b.library.name ? 1 : 0)

function gathered(readings: readonly Reading[]) {
  const all = <T>(read: (reading: Reading) => readonly T[]) => [
    ...new Map(readings.flatMap(read).map((one) => [JSON.stringify(one), one])).values(),
  ]
  return {
    summary: readings.find((reading) => reading.summary !== null)?.summary ?? null,
    notes: all((reading) => reading.notes).slice(0, 30),
    contents: all((reading) => reading.contents).slice(0, 5),
    urls: all((reading) => reading.urls).slice(0, 20),
    classification: all((reading) => reading.classification).slice(0, 10),
  }
}

/** The edition as the API answers it; refusals as `getEditionPage`. */
export async function getEdition(
  platform: Platform,
  actor: Actor,
  input: { id: string; near?: string | undefined },
): Promise<Edition> {
  const page = await getEditionPage(platform, actor, input)
  return {
    id: page.id,
    brief: page.brief,
    summary: page.summary,
    notes: page.notes,
    holdings: page.holdings,
    records: page.records.map(({ row, library }) => ({
      id: row.id,
      library: library.code,
      controlNumber: row.controlNumber,
      family: row.family,
      updatedAt: row.updatedAt,
    })),
    related: { work: page.related.workId, editions: page.related.count, groups: page.related.groups },
  }
}

/** The newest editions, of the whole union or of one library. */
export async function listNewTitles(
  platform: Platform,
  _actor: Actor,
  input: { library?: string; limit: number },
): Promise<EditionRow[]> {
  const library = input.library === undefined ? null : await libraryRow(platform, input.library)
  return await listNewest(platform.db, Math.min(input.limit, 100), library?.id ?? null)
}

/** An author or subject by its key or any spelling; refuses `catalogue.heading-unknown` (missing). */
export async function getHeading(
  platform: Platform,
  _actor: Actor,
  input: { kind: 'author' | 'subject'; key: string },
) {
  const key = headingKey(input.key)
  const [heading] = await listHeadings(platform.db, input.kind, [key])
  if (heading === undefined)
    throw new Refusal('missing', 'catalogue.heading-unknown', { name: input.key.slice(0, 100) })
  return heading
}

/** Editions by id, in the order asked for; unknown ones are left out. */
export async function editionsByIds(platform: Platform, ids: readonly string[]): Promise<EditionRow[]> {
  const found = new Map((await listEditionsByIds(platform.db, ids)).map((edition) => [edition.id, edition]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** One source record of a public edition, as it is; refuses `catalogue.record-unknown` (missing). */
export async function getSourceRecord(platform: Platform, _actor: Actor, input: { id: string }): Promise<SourceRecord> {
  const row = isId(input.id) ? await findRecord(platform.db, input.id) : undefined
  if (row === undefined || row.suppressedAt !== null) throw new Refusal('missing', 'catalogue.record-unknown')
  const library = await libraryRow(platform, row.libraryId)
  return {
    row,
    reading: readRecord(row.parsed, row.family),
    library: { id: library.id, code: library.code, name: library.name, networkName: library.networkName },
  }
}

/** The bytes of a public source record as its library sent them; refuses `catalogue.record-unknown` (missing). */
export async function getSourceBytes(platform: Platform, actor: Actor, input: { id: string }): Promise<Buffer> {
  await getSourceRecord(platform, actor, input)
  return (await findRecordBytes(platform.db, input.id))!
}

/** What happened to a record, newest first. */
export async function recordHistory(platform: Platform, id: string, page: HistoryPage = {}) {
  return await listFor(platform.db, { type: 'record', id }, page)
}

/** A citation of an edition in one style. */
export interface Citation {
  style: CitationStyle
  parts: readonly CitationPart[]
}

/** How to cite an edition, in each style. */
export function citationsOf(brief: Brief): Citation[] {
  return CITATION_STYLES.map((style) => ({ style, parts: cite(brief, style) }))
}

/** An edition in schema.org's words. */
export function linkedDataOf(
  { brief, holdings }: EditionPage,
  addresses: Addresses,
): Readonly<Record<string, unknown>> {
  return schemaOrg(brief, addresses, holdings)
}
