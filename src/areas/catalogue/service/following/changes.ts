import type { ChangesInput, EditionChanges } from '#areas/catalogue/contract/following.ts'
import { type EditionChange, lastSeq, listChanges, stampChanges } from '#areas/catalogue/store/followers.ts'
import { getNetwork, libraryByCode } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Platform } from '#platform/platform.ts'

const STAMPED_AT_ONCE = 20_000
const ROUND = 15_000
const LOOK_EVERY = 1000
const MOST_WAITING = 200

let waiting = 0

/**
 * Gives committed changes their place and datestamp; answers the moment up to which a follower who reads now knows
 * everything: what is committed later is stamped at that moment or after it.
 */
export async function settleChanges(platform: Platform, most = STAMPED_AT_ONCE): Promise<Date> {
  const { at } = await platform.db.transaction().execute((tx) => stampChanges(tx, platform.clock(), most))
  return at
}

/** Stamps changes also while nobody asks, so that a datestamp is near the change; called once when a process opens. */
export function defineStamping(platform: Platform): void {
  const work = async () => {
    for (;;) {
      const { stamped } = await platform.db
        .transaction()
        .execute((tx) => stampChanges(tx, platform.clock(), STAMPED_AT_ONCE))
      if (stamped < STAMPED_AT_ONCE) return
    }
  }
  platform.rounds.push({ name: 'stamping changes', pause: ROUND, work })
}

/**
 * The change feed. Refuses `libraries.library-unknown` and `libraries.network-unknown`, and `catalogue.feed-ahead` (conflict)
 * for an `after` this catalogue never gave, as after it was restored from a backup.
 */
export async function followChanges(platform: Platform, actor: Actor, input: ChangesInput): Promise<EditionChanges> {
  const after = Number(input.after ?? 0)
  const set = await setOf(platform, actor, input)
  if (after > (await lastSeq(platform.db))) throw new Refusal('conflict', 'catalogue.feed-ahead', { after })
  let found: EditionChange[] = []
  for (let left = waiting < MOST_WAITING ? input.wait : 0; ; left -= 1) {
    await settleChanges(platform)
    found = await listChanges(platform.db, { after, set }, input.limit + 1)
    if (found.length > 0 || left <= 0) break
    waiting += 1
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY)).finally(() => {
      waiting -= 1
    })
  }
  const shown = found.slice(0, input.limit)
  return {
    changes: shown.map((change) => ({ id: change.editionId, ...kindOf(change, set), changedAt: change.changedAt })),
    next: String(shown.at(-1)?.seq ?? after),
    more: found.length > shown.length,
  }
}

function kindOf(change: EditionChange, set: string | null) {
  if (!change.isPublic && change.successor !== null) return { change: 'joined', into: change.successor } as const
  return { change: isGone(change, set) ? 'gone' : 'put', into: null } as const
}

/** Whether an edition is gone for somebody who follows everything (`null`), or one library or network. */
export function isGone(change: Pick<EditionChange, 'isPublic' | 'setIds'>, set: string | null): boolean {
  return !change.isPublic || (set !== null && !change.setIds.includes(set))
}

async function setOf(
  platform: Platform,
  actor: Actor,
  { library, network }: { library?: string | undefined; network?: string | undefined },
): Promise<string | null> {
  if (library !== undefined) return (await libraryByCode(platform, library)).id
  if (network !== undefined) return (await getNetwork(platform, actor, { code: network })).id
  return null
}

/** Where the feed stands now: a follower who loads everything after reading this misses nothing by going on from here. */
export async function feedPosition(platform: Platform): Promise<string> {
  await settleChanges(platform)
  return String(await lastSeq(platform.db))
}
