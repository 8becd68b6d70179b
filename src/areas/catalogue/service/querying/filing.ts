import { filingKey } from '#areas/catalogue/rules/read-record.ts'
import { fileHeadings, listUnfiled } from '#areas/catalogue/store/querying/headings.ts'
import type { Platform } from '#platform/platform.ts'

const AT_ONCE = 2000
const LOOK_EVERY = 10 * 60 * 1000

/** Names the round that files headings written before they had a place in the alphabet. */
export function defineFiling(platform: Platform): void {
  platform.rounds.push({ name: 'filing headings', pause: LOOK_EVERY, work: () => fileAll(platform) })
}

/** Files what has no place yet. */
export async function fileAll(platform: Platform): Promise<void> {
  for (;;) {
    const unfiled = await listUnfiled(platform.db, null, AT_ONCE)
    if (unfiled.length === 0) return
    await fileHeadings(
      platform.db,
      unfiled.map(({ kind, key, label }) => ({ kind, key, filingKey: filingKey(label) })),
    )
  }
}

/** Whether all headings of a kind have their place: a list with holes would be none. */
export async function isFiled(platform: Platform, kind: 'author' | 'subject'): Promise<boolean> {
  return (await listUnfiled(platform.db, kind, 1)).length === 0
}
