import * as cqlIndexes from '#areas/catalogue/rules/cql/indexes.ts'
import { recordIdsOf } from '#areas/catalogue/rules/cql/record-ids.ts'
import { type ScanIndex, scanOf } from '#areas/catalogue/rules/cql/scan.ts'
import { type SortKey, sortKeysOf, sortOf } from '#areas/catalogue/rules/cql/sort.ts'
import * as cqlStop from '#areas/catalogue/rules/cql/stop.ts'
import { queryOf, treeOf } from '#areas/catalogue/rules/cql/to-tree.ts'
import * as changes from '#areas/catalogue/service/following/changes.ts'
import * as union from '#areas/catalogue/service/following/union.ts'
import * as deep from '#areas/catalogue/service/querying/deep.ts'
import * as queried from '#areas/catalogue/service/querying/queried.ts'
import * as scanned from '#areas/catalogue/service/querying/scanned.ts'
import {
  type ChangesAsked,
  countChanges,
  type EditionChange,
  earliestChange,
  findChange,
  lastSeq,
  listChanges,
  seqBefore,
} from '#areas/catalogue/store/followers.ts'
import type { CqlQuery } from '#lib/cql/query.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'

// The door of the room: what later areas and the protocols may ask of the catalogue.

/** A public edition as machines take it: one MARC 21 record, and where it comes from. */
export type UnionItem = union.UnionItem

/** Public editions by id as MARC 21; those that are not public are left out. */
export async function unionItems(platform: Platform, ids: readonly string[]): Promise<Map<string, UnionItem>> {
  return await union.unionItems(platform, ids)
}

/**
 * Gives committed changes their place and datestamp; answers the moment up to which a follower who reads now knows
 * everything: what is committed later is stamped at that moment or after it.
 */
export async function settleChanges(platform: Platform): Promise<Date> {
  return await changes.settleChanges(platform)
}

/** Whether an edition is gone for somebody who follows everything (`null`), or one library or network. */
export function isGone(change: Pick<EditionChange, 'isPublic' | 'setIds'>, set: string | null): boolean {
  return changes.isGone(change, set)
}

/** The newest change of one edition, or undefined for one that was never public. */
export async function changeOf(platform: Platform, id: string) {
  return await findChange(platform.db, id)
}

/** A page of settled changes in their order; call `settleChanges` first. */
export async function changesPage(platform: Platform, asked: ChangesAsked, limit: number): Promise<EditionChange[]> {
  return await listChanges(platform.db, asked, limit)
}

/** How many changes a list will hold. */
export async function countOfChanges(platform: Platform, asked: ChangesAsked): Promise<number> {
  return await countChanges(platform.db, asked)
}

/** The place in the order just before a moment. */
export async function placeBefore(platform: Platform, from: Date): Promise<number> {
  return await seqBefore(platform.db, from)
}

/** The highest place ever given. */
export async function lastPlace(platform: Platform): Promise<number> {
  return await lastSeq(platform.db)
}

/** The oldest datestamp there is; null in an empty catalogue. */
export async function oldestDatestamp(platform: Platform): Promise<Date | null> {
  return await earliestChange(platform.db)
}

/** What a query language asks of the union catalogue, and what it is answered. */
export type QueryAsked = queried.QueryAsked
export type QueryAnswer = queried.QueryAnswer

/**
 * Asks the index with a tree or a text; null while it is being built. The deepest hit is `DEEPEST_HIT`, but for an order in
 * which everything is reached.
 */
export async function queryCatalogue(platform: Platform, asked: QueryAsked): Promise<QueryAnswer | null> {
  return await queried.queryCatalogue(platform, asked)
}

export const DEEPEST_HIT = deep.DEEPEST

/** Whether a list in this order can be read beyond `DEEPEST_HIT`. */
export function reachesEverything(keys: readonly SortKey[] | null): boolean {
  return deep.reachesEverything(keys)
}

/** How many editions can be searched now. */
export function countSearchable(platform: Platform): number {
  return queried.countSearchable(platform)
}

export type ScanTerm = scanned.ScanTerm

/** The terms of an index around one, each with how many public editions have it; null while the index is made ready. */
export async function scanCatalogue(platform: Platform, asked: scanned.ScanAsked): Promise<ScanTerm[] | null> {
  return await scanned.scanCatalogue(platform, asked)
}

/** What stops a query, here and in what follows: a diagnostic of info:srw/diagnostic/1/ and its place. */
export const CqlStop = cqlStop.CqlStop

/** The indexes of CQL and their context sets. */
export type CqlIndex = cqlIndexes.CqlIndex
export const CQL_INDEXES = cqlIndexes.INDEXES
export const CQL_SETS = cqlIndexes.CONTEXT_SETS

/** Reads CQL. */
export function cqlQuery(text: string): CqlQuery {
  return queryOf(text)
}

/** A query as `queryCatalogue` takes it. */
export function cqlTree(query: CqlQuery): QueryTree {
  return treeOf(query)
}

/** The order asked for by `sortBy`; null where none is. */
export function cqlSort(query: CqlQuery): readonly SortKey[] | null {
  return sortOf(query)
}

/** The order asked for by `sortKeys` of SRU 1.1; null where none is. */
export function cqlSortKeys(text: string): readonly SortKey[] | null {
  return sortKeysOf(text)
}

/** The editions that a query asks for by their numbers and nothing else; null for any other query. */
export function cqlRecordIds(query: CqlQuery): readonly string[] | null {
  return recordIdsOf(query)
}

/** The index and term that a scan asks for. */
export function cqlScan(query: CqlQuery): { index: ScanIndex; term: string } {
  return scanOf(query)
}
