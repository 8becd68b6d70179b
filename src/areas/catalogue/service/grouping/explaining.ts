import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { findRecord, type RecordRow } from '#areas/catalogue/store/records.ts'
import { librariesByIds } from '#areas/libraries/service.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { compare } from '#lib/matching/compare.ts'
import type { Verdict } from '#lib/matching/verdict.ts'
import type { Platform } from '#platform/platform.ts'

/** Why a record stands where it does, when the machine put it there. */
export interface Explanation {
  /** The record it was put beside, and the verdict on the two by the present rules; null for one that founded its edition. */
  beside: { id: string; title: string; library: string; score: number; verdict: Verdict } | null
  /** Keys that were passed over because very many editions share them. */
  passedOver: number
}

/** Explains a record's place; null when a person chose it. */
export async function explainPlace(platform: Platform, row: RecordRow): Promise<Explanation | null> {
  if (row.placedBy === 'person') return null
  const passedOver = row.placement.passedOver ?? 0
  const other = row.placement.with === undefined ? undefined : await findRecord(platform.db, row.placement.with)
  if (other === undefined || other.editionId !== row.editionId) return { beside: null, passedOver }
  const verdict = compare(readCard(row.parsed, row.family), readCard(other.parsed, other.family))
  const [library] = await librariesByIds(platform, [other.libraryId])
  const { title } = readRecord(other.parsed, other.family).brief
  const beside = {
    id: other.id,
    title,
    library: library?.name ?? '',
    score: row.placement.score ?? verdict.score,
    verdict,
  }
  return { beside, passedOver }
}
