import * as changes from '#areas/catalogue/service/following/changes.ts'
import * as union from '#areas/catalogue/service/following/union.ts'
import * as queried from '#areas/catalogue/service/search/queried.ts'
import * as scanned from '#areas/catalogue/service/search/scanned.ts'
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
import type { Platform } from '#platform/platform.ts'

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

/** Asks the index with a tree or a text; null while it is being built. The deepest hit is `DEEPEST_HIT`. */
export async function queryCatalogue(platform: Platform, asked: QueryAsked): Promise<QueryAnswer | null> {
  return await queried.queryCatalogue(platform, asked)
}

export const DEEPEST_HIT = queried.DEEPEST

/** How many editions can be searched now. */
export function countSearchable(platform: Platform): number {
  return queried.countSearchable(platform)
}

export type ScanIndex = scanned.ScanIndex
export type ScanTerm = scanned.ScanTerm

/** The terms of an index around one, each with how many public editions have it. */
export async function scanCatalogue(platform: Platform, asked: scanned.ScanAsked): Promise<ScanTerm[]> {
  return await scanned.scanCatalogue(platform, asked)
}
