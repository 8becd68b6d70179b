import { matchKey } from '#areas/catalogue/rules/grouping/match-key.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { listKeyHits, listPassedOver } from '#areas/catalogue/store/groups.ts'
import type { Actor } from '#areas/people/contract.ts'
import { candidateKeys } from '#lib/matching/candidate-keys.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import type { Platform } from '#platform/platform.ts'
import { titleOfRecord } from './history.ts'
import { MOST_EDITIONS_OF_KEY } from './placing.ts'

/** A record that was compared with fewer than it might have been. */
export interface PassedOverRecord {
  id: string
  controlNumber: string
  title: string
  /** How many of its keys were passed over when it was placed. */
  count: number
  /** The kinds of key (`ty`: title and year) that too many editions share now; see `candidateKeys`. */
  kinds: string[]
}

const MOST_SHOWN = 20

/** The first records of an import some of whose keys were passed over, and why; refusals as `getImport`. */
export async function passedOverBy(
  platform: Platform,
  actor: Actor,
  input: { id: string },
): Promise<{ records: PassedOverRecord[]; hasMore: boolean }> {
  const row = await getImport(platform, actor, input)
  if (row.passedOver === 0) return { records: [], hasMore: false }
  const found = await listPassedOver(platform.db, row, MOST_SHOWN + 1)
  const keyed = found.slice(0, MOST_SHOWN).map((one) => ({
    one,
    keys: candidateKeys(readCard(one.parsed, one.family)).map((key) => ({ key, hash: matchKey(key) })),
  }))
  const asked = [...new Set(keyed.flatMap(({ keys }) => keys.map(({ hash }) => hash)))]
  const hits = Map.groupBy(await listKeyHits(platform.db, asked, MOST_EDITIONS_OF_KEY), (hit) => hit.key)
  const isFull = (hash: number) => (hits.get(hash)?.length ?? 0) > MOST_EDITIONS_OF_KEY
  const records = keyed.map(({ one, keys }) => ({
    id: one.id,
    controlNumber: one.controlNumber,
    title: titleOfRecord(one),
    count: one.placement.passedOver ?? 0,
    kinds: [...new Set(keys.flatMap(({ key, hash }) => (isFull(hash) ? key.split(':', 1) : [])))],
  }))
  return { records, hasMore: found.length > MOST_SHOWN }
}
