import { listUnanswered, removeUnanswered } from '#areas/catalogue/store/import/unanswered.ts'
import { KEPT_DAYS } from '#areas/catalogue/unanswered-lists.ts'
import { systemActor } from '#areas/people/contract.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const AT_ONCE = 100

/** Removes tables that nobody said the columns of, with their files; the journal keeps that they came. Returns how many. */
export async function sweepUnanswered(platform: Platform): Promise<number> {
  const at = platform.clock()
  const before = new Date(at.getTime() - KEPT_DAYS * DAY)
  const found = await listUnanswered(platform.db, before, AT_ONCE)
  let removed = 0
  for (const { id } of found) {
    await platform.db.transaction().execute(async (tx) => {
      // Somebody may have said it in this very moment.
      const gone = await removeUnanswered(tx, id, before)
      if (gone === undefined) return
      if (gone.fileId !== null) await platform.files.discard(tx, gone.fileId)
      await append(tx, {
        at,
        by: systemActor('lists'),
        organisation: gone.libraryId,
        action: 'catalogue.list-removed',
        subject: { type: 'import', id },
        facts: { file: gone.fileName, days: KEPT_DAYS },
      })
      removed++
    })
  }
  return removed
}

/** Names the round that removes such tables; called once when a process opens. */
export function defineLists(platform: Platform): void {
  platform.rounds.push({
    name: 'removing tables without columns',
    pause: HOUR,
    work: async () => void (await sweepUnanswered(platform)),
  })
}
