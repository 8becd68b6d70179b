import { maySuppress } from '#areas/catalogue/rules/policies.ts'
import {
  countHarvested,
  countSeen,
  countVanished,
  listVanished,
  putHarvested,
} from '#areas/catalogue/store/harvest/harvested.ts'
import {
  changeHarvest,
  findHarvest,
  findUnfinishedHarvest,
  type HarvestNote,
  type HarvestRow,
  listHarvests,
} from '#areas/catalogue/store/harvest/harvests.ts'
import { lockSource, type SourceRow } from '#areas/catalogue/store/harvest/sources.ts'
import { libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { append, type JournalActor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { ask } from './asking.ts'
import { change, type Run, warned } from './run.ts'
import { getSource } from './sources.ts'
import { setWithdrawn } from './withdrawing.ts'

/** The job that hides what a person agreed to hide. */
export const VANISHED_JOB = 'catalogue.harvest-vanished'

/** So many records may vanish without a person's word: this many, or this share of all that stand. */
const FEW = 3
const SHARE = 0.1
/** So many of the vanished are asked for one by one before the rest is believed. */
const ASKED = 50
const AT_ONCE = 500

/** The warnings that say what became of records that a whole harvest no longer found. */
const NOTES = {
  /** Nothing was hidden, because the list was not known to be whole. */
  unsure: 'catalogue.harvest-missing',
  /** Nothing was hidden, because the server still has what its list left out. */
  leftOut: 'catalogue.harvest-left-out',
  /** A person is asked. */
  many: 'catalogue.harvest-many-missing',
  hidden: 'catalogue.harvest-hidden',
} as const

/**
 * What a whole harvest no longer found on offer is hidden, as a deletion would hide it: only when the list was whole, the
 * server itself says of each (or of fifty) that it is gone, and they are few; otherwise a warning says what was seen. Many
 * are hidden by a person's word (`hideVanished`).
 */
export async function heedVanished(run: Run): Promise<void> {
  const { platform, source, harvest } = run
  if (!harvest.isFull || harvest.askedFrom !== null || harvest.askedUntil !== null) return
  const of = { sourceId: source.id, libraryId: source.libraryId, harvestId: harvest.id }
  const records = await countVanished(platform.db, of)
  if (records === 0) return
  const note = (code: string, facts: HarvestNote['facts']) => change(run, { warnings: warned(run, code, facts) })
  const isWhole = harvest.announced === null || harvest.listed >= harvest.announced
  if (!isWhole || harvest.warnings.some((one) => one.code === 'catalogue.harvest-unnamed')) {
    return await note(NOTES.unsure, { records })
  }
  const left = await stillThere(run)
  if (left === null) return await note(NOTES.unsure, { records })
  if (left.found > 0) return await note(NOTES.leftOut, { records, ...left })
  const standing = await countHarvested(platform.db, source.id)
  const seen = await countSeen(platform.db, of)
  if (seen === 0 || (records > FEW && records > standing * SHARE)) {
    return await note(NOTES.many, { records, of: standing })
  }
  const hidden = await hideAll(platform, source, harvest, run.job.by, run.job.signal)
  await note(NOTES.hidden, { records: hidden })
}

/** Asks for some of the vanished by name; null when the server's answers say neither yes nor no. */
async function stillThere({ platform, source, harvest, asker }: Run): Promise<{ asked: number; found: number } | null> {
  const of = { sourceId: source.id, libraryId: source.libraryId, harvestId: harvest.id }
  const some = await listVanished(platform.db, of, { limit: ASKED, after: '' })
  let found = 0
  for (const { identifier } of some) {
    const question = { verb: 'GetRecord', identifier, metadataPrefix: harvest.format ?? 'marcxml' }
    try {
      const { errors, records } = await ask(asker, question)
      const isGone = errors.some((one) => one.code === 'idDoesNotExist') || records.some((one) => one.isDeleted)
      if (!isGone && (errors.length > 0 || records.length === 0)) return null
      if (!isGone) found++
    } catch (error) {
      asker.signal.throwIfAborted()
      if (isRefusal(error)) return null
      throw error
    }
  }
  return { asked: some.length, found }
}

async function hideAll(
  platform: Platform,
  source: SourceRow,
  harvest: HarvestRow,
  by: JournalActor,
  signal: AbortSignal,
): Promise<number> {
  const of = { sourceId: source.id, libraryId: source.libraryId, harvestId: harvest.id }
  let [hidden, after] = [0, '']
  for (;;) {
    signal.throwIfAborted()
    const some = await platform.db.transaction().execute(async (tx) => {
      const rows = await listVanished(tx, of, { limit: AT_ONCE, after })
      const on = { source, harvestId: harvest.id, by, at: platform.clock(), isVanished: true }
      const gone = await setWithdrawn(tx, on, rows, true)
      // As a deletion: once a person shows it again, the next whole harvest does not hide it for the same reason.
      const isGone = (number: string | null) => number !== null && gone.has(number)
      const put = rows.map((row) => ({
        ...row,
        isDeleted: true,
        withdrawnBy: isGone(row.controlNumber) ? harvest.id : null,
      }))
      await putHarvested(tx, source.id, put)
      const { withdrawn = 0 } = (await findHarvest(tx, harvest.id)) ?? {}
      await changeHarvest(tx, harvest.id, { withdrawn: withdrawn + gone.size })
      return { last: rows.at(-1)?.identifier, hidden: gone.size }
    })
    hidden += some.hidden
    if (some.last === undefined) return hidden
    after = some.last
  }
}

/** Records that vanished and that a person is asked about. */
export interface VanishedQuestion {
  harvest: HarvestRow
  records: number
  of: number
}

/** True for a warning that asks a person. */
export const isQuestion = (warning: HarvestNote) => warning.code === NOTES.many

/** The open question of a source among its harvests, newest first; null when the last whole harvest left none. */
export function questionOf(harvests: readonly HarvestRow[]): VanishedQuestion | null {
  const harvest = harvests.find((one) => one.isFull && one.state === 'done' && one.askedUntil === null)
  const asked = harvest?.warnings.find(isQuestion)
  if (harvest === undefined || asked === undefined) return null
  return { harvest, records: Number(asked.facts.records), of: Number(asked.facts.of) }
}

/** Some records that vanished, for whoever decides; refusals as `getSource`, and `catalogue.nothing-vanished`. */
export async function getVanished(platform: Platform, actor: Actor, input: { id: string }) {
  const { source, harvests } = await getSource(platform, actor, input)
  const question = questionOf(harvests)
  if (question === null) throw new Refusal('conflict', 'catalogue.nothing-vanished')
  const of = { sourceId: source.id, libraryId: source.libraryId, harvestId: question.harvest.id }
  const some = await listVanished(platform.db, of, { limit: 20, after: '' })
  return { source, question, numbers: some.flatMap((row) => row.controlNumber ?? []) }
}

/**
 * Hides what the last whole harvest of a source no longer found, on a person's word; answers the job. `undoWithdrawals`
 * shows them again. Refuses `catalogue.nothing-vanished`, `catalogue.harvest-running` and those who may not hide records.
 */
export async function hideVanished(platform: Platform, actor: Actor, input: { id: string }): Promise<string> {
  const { source } = await getSource(platform, actor, input)
  maySuppress(actor, placeOfLibrary(await libraryRow(platform, source.libraryId)))
  return await platform.db.transaction().execute(async (tx) => {
    await lockSource(tx, source.id)
    if ((await findUnfinishedHarvest(tx, source.id)) !== undefined) {
      throw new Refusal('conflict', 'catalogue.harvest-running')
    }
    const question = questionOf(await listHarvests(tx, source.id, 30))
    if (question === null) throw new Refusal('conflict', 'catalogue.nothing-vanished')
    const { harvest, records, of } = question
    await append(tx, {
      at: platform.clock(),
      by: actor,
      organisation: source.libraryId,
      action: 'catalogue.vanished-agreed',
      subject: { type: 'import', id: harvest.importId },
      facts: { url: source.url, records, of },
    })
    const rest = harvest.warnings.filter((one) => !isQuestion(one))
    await changeHarvest(tx, harvest.id, { warnings: [...rest, { code: NOTES.hidden, facts: { records } }] })
    const sent = { by: actor, singletonKey: harvest.id }
    return await platform.jobs.send(tx, VANISHED_JOB, { harvestId: harvest.id, sourceId: source.id }, sent)
  })
}

/** Tells the jobs how vanished records are hidden; called once when a process opens. */
export function defineVanishedJob(platform: Platform): void {
  platform.jobs.define<{ harvestId: string; sourceId: string }>(VANISHED_JOB, async ({ data, by, signal }) => {
    const harvest = await findHarvest(platform.db, data.harvestId)
    const source = await platform.db.transaction().execute((tx) => lockSource(tx, data.sourceId))
    if (harvest === undefined || source === undefined) throw new Refusal('missing', 'catalogue.harvest-unknown')
    return { hidden: await hideAll(platform, source, harvest, by, signal) }
  })
}
