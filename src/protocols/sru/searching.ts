import {
  cqlRecordIds,
  cqlSort,
  cqlSortKeys,
  cqlTree,
  DEEPEST_HIT,
  type QueryAnswer,
  queryCatalogue,
  reachesEverything,
  type UnionItem,
  unionItems,
} from '#areas/catalogue/service.ts'
import type { CqlQuery } from '#lib/cql/query.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { stop } from './diagnostics.ts'
import { DIAGNOSTIC_SCHEMA, diagnosticXml, element, recordXml, textElement } from './envelope.ts'
import { facetsWanted, facetsXml } from './facets.ts'
import { FORMATS, formatAsked, type RecordFormat } from './formats.ts'
import type { SearchAsked, SruVersion } from './request.ts'

/** The parts of a searchRetrieveResponse, before and after its echo. */
export interface SearchParts {
  readonly before: string
  readonly after: string
}

const EXACT = 'info:srw/vocabulary/resultCountPrecision/1/exact'

/** Answers a searchRetrieve; `query` is null for plain search terms. Stops with a diagnostic. */
export async function searchParts(
  platform: Platform,
  version: SruVersion,
  asked: SearchAsked,
  query: CqlQuery | null,
): Promise<SearchParts> {
  const { startRecord, maximumRecords, recordSchema } = asked
  const format = recordSchema === null ? FORMATS[0]! : (formatAsked(recordSchema) ?? stop(66, recordSchema))
  const sort = (query === null ? null : cqlSort(query)) ?? cqlSortKeys(asked.sortKeys ?? '')
  const wanted = facetsWanted(asked.facetLimit)
  const offset = startRecord - 1
  // Whoever has a number gets its record from the catalogue itself, however new it is.
  const isPlain = sort === null && Object.keys(wanted).length === 0
  const ids = query === null || !isPlain ? null : cqlRecordIds(query)
  const window = { sort, offset, limit: maximumRecords, facets: wanted }
  const where = query === null || ids !== null ? null : cqlTree(query)
  if (offset > DEEPEST_HIT && !reachesEverything(sort)) {
    stop(61, `beyond ${DEEPEST_HIT + 1} only sortBy peyvand.newest goes on: sort so, narrow the search, or use OAI-PMH`)
  }
  const found =
    ids !== null
      ? await byNumber(platform, ids, offset, maximumRecords)
      : await queryCatalogue(platform, where === null ? { ...window, text: asked.query } : { ...window, where })
  if (found === null) return stop(2, 'the search index is being built')
  const { total } = found
  if (total > 0 && startRecord > total) stop(61, String(startRecord), total)
  const items = await unionItems(platform, found.ids)
  const records = found.ids.map((id, i) =>
    oneRecord(platform, version, { id, item: items.get(id), format, position: startRecord + i, asked }),
  )
  const next = startRecord + records.length
  return {
    before:
      textElement('numberOfRecords', total) +
      element('records', records.join('')) +
      textElement('nextRecordPosition', next <= total && records.length > 0 ? next : null),
    after: version === '2.0' ? textElement('resultCountPrecision', EXACT) + facetsXml(found, wanted) : '',
  }
}

interface OneRecord {
  readonly id: string
  readonly item: UnionItem | undefined
  readonly format: RecordFormat
  readonly position: number
  readonly asked: SearchAsked
}

function oneRecord(platform: Platform, version: SruVersion, one: OneRecord): string {
  const { id, item, format, position, asked } = one
  const { isEscaped } = asked
  // Withdrawn between the search and now: a diagnostic stands in its place, so that positions hold.
  if (item === undefined) {
    const xml = diagnosticXml(version, { number: 65, details: id })
    return recordXml(version, { schema: DIAGNOSTIC_SCHEMA, xml, isEscaped, position })
  }
  const xml = format.write(item, `${platform.config.origin}/editions/${id}`)
  return recordXml(version, { schema: format.identifier, xml, isEscaped, position })
}

async function byNumber(
  platform: Platform,
  numbers: readonly string[],
  offset: number,
  limit: number,
): Promise<QueryAnswer> {
  const asked = numbers.filter(isId)
  const known = await unionItems(platform, asked)
  const ids = asked.filter((id) => known.has(id))
  return { total: ids.length, ids: ids.slice(offset, offset + limit), facets: null }
}
