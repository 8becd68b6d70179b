import { lookForWaiting } from '#areas/catalogue/service/import/importing.ts'
import { changeHarvest, listHarvests, setImportSize } from '#areas/catalogue/store/harvest/harvests.ts'
import { changeSource } from '#areas/catalogue/store/harvest/sources.ts'
import { findImport, finishImport } from '#areas/catalogue/store/imports.ts'
import { append } from '#platform/journal.ts'
import { change, type Run, warned } from './run.ts'
import { heedVanished } from './vanishing.ts'

/** Closes a harvest whose pages are all read. */
export async function finish(run: Run): Promise<void> {
  const { platform, source, harvest } = run
  const until = await windowEnd(run)
  await heedVanished(run)
  const { withdrawn } = run.harvest
  await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    await changeHarvest(tx, harvest.id, { state: 'done', token: null, finishedAt: at })
    if (until !== null) await changeSource(tx, source.id, { harvestedUntil: until })
    await finishImport(tx, harvest.importId, 'done', null, at)
    await setImportSize(tx, harvest.importId)
    const done = (await findImport(tx, harvest.importId))!
    if (done.added + done.updated > 0) await lookForWaiting(tx, platform, run.job.by)
    await append(tx, {
      at,
      by: run.job.by,
      organisation: source.libraryId,
      action: 'catalogue.harvest-done',
      subject: { type: 'import', id: harvest.importId },
      facts: {
        read: done.doneRecords,
        added: done.added,
        updated: done.updated,
        unchanged: done.unchanged,
        refused: done.refused,
        withdrawn,
        restored: harvest.restored,
      },
    })
  })
}

const AHEAD = 24 * 60 * 60 * 1000

/** Where the next harvest begins; null leaves it where it was, so that nothing a server kept back is lost. */
async function windowEnd(run: Run): Promise<Date | null> {
  const { harvest, source, platform } = run
  const { listed, announced } = harvest
  if (announced !== null && announced !== listed) {
    await change(run, { warnings: warned(run, 'catalogue.harvest-size', { announced, listed }) })
    // Once more, in case the list broke off; a server that only counts badly is not asked for ever.
    if (listed < announced && !(await fellShortBefore(run))) return null
  }
  if (harvest.askedUntil !== null) return null
  const began = harvest.createdAt
  const { answeredAt } = harvest
  if (answeredAt === null || answeredAt.getTime() > platform.clock().getTime() + AHEAD) {
    await change(run, { warnings: warned(run, 'catalogue.harvest-clock') })
    return began
  }
  const before = source.harvestedUntil
  return before !== null && before > answeredAt ? before : answeredAt
}

async function fellShortBefore({ platform, source, harvest }: Run): Promise<boolean> {
  const before = (await listHarvests(platform.db, source.id, 2)).find((one) => one.id !== harvest.id)
  return before?.state === 'done' && before.listed === harvest.listed && before.announced === harvest.announced
}
