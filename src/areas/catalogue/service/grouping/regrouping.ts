import { fullnessOf } from '#areas/catalogue/rules/grouping/composing.ts'
import { mayRegroup } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { recompose } from '#areas/catalogue/service/import/composing.ts'
import { lockGrouping } from '#areas/catalogue/store/editions.ts'
import { listRecordsAfter, putPlaces, type StoredRecord } from '#areas/catalogue/store/groups.ts'
import { moveRecords } from '#areas/catalogue/store/records.ts'
import {
  addRegrouping,
  countRegrouping,
  findRegrouping,
  findUnfinishedRegrouping,
  lockRegrouping,
  type RegroupingCounts,
  type RegroupingRow,
  setRegroupingJob,
  stopRegroupings,
} from '#areas/catalogue/store/regroupings.ts'
import type { Actor } from '#areas/people/contract.ts'
import { describe } from '#lib/marc/description/describe.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import type { RunningJob } from '#platform/jobs/run.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { CARD_VERSION, cardText, matchKeysOf } from './cards.ts'
import { placeAll, settleAsks } from './placing.ts'

const REGROUP_JOB = 'catalogue.regroup'

/** Records of one transaction. */
const BATCH = 300

/**
 * Sends the job that applies the present rules to all stored records, in the caller's transaction. A run that was under
 * way is stopped: the new one does all of it again.
 */
export async function sendRegrouping(platform: Platform, tx: Tx, actor: Actor): Promise<string> {
  const at = platform.clock()
  await stopRegroupings(tx, at)
  const id = newId()
  await addRegrouping(tx, { id, byName: actor.name }, at)
  const job = await platform.jobs.send(tx, REGROUP_JOB, { regroupingId: id }, { by: actor, singletonKey: id })
  await setRegroupingJob(tx, id, job)
  await append(tx, {
    at,
    by: actor,
    organisation: null,
    action: 'catalogue.regrouping-begun',
    subject: { type: 'regrouping', id },
  })
  return id
}

/**
 * Begins to apply the present rules to all stored records, or goes on with a run that was interrupted. What people placed
 * stays, and what they keep apart stays apart. Refuses `catalogue.regroup-by-administrators`.
 */
export async function beginRegrouping(platform: Platform, actor: Actor): Promise<RegroupingRow> {
  mayRegroup(actor)
  return await platform.db.transaction().execute(async (tx) => {
    const begun = await findUnfinishedRegrouping(tx)
    if (begun === undefined) {
      const id = await sendRegrouping(platform, tx, actor)
      return (await findRegrouping(tx, id))!
    }
    // Its job may have ended with the process that did it.
    const job = await platform.jobs.send(
      tx,
      REGROUP_JOB,
      { regroupingId: begun.id },
      { by: actor, singletonKey: begun.id },
    )
    await setRegroupingJob(tx, begun.id, job)
    return { ...begun, jobId: job }
  })
}

/** A run as it stands. */
export async function getRegrouping(platform: Platform, actor: Actor, input: { id: string }): Promise<RegroupingRow> {
  mayRegroup(actor)
  const row = await findRegrouping(platform.db, input.id)
  if (row === undefined) throw new Refusal('missing', 'catalogue.regrouping-unknown')
  return row
}

async function run(platform: Platform, job: RunningJob<{ regroupingId: string }>): Promise<RegroupingCounts> {
  const id = job.data.regroupingId
  for (;;) {
    job.signal.throwIfAborted()
    const row = await platform.db.transaction().execute((tx) => regroupBatch(platform, tx, id))
    const { done, total, moved, joined, asked, passedOver } = row
    const counts = { done, moved, joined, asked, passedOver }
    await job.report({ done, total, note: { moved, joined, asked } })
    if (row.state !== 'running') return counts
  }
}

// One transaction: whatever ends the process, the run goes on behind the last record that is done.
async function regroupBatch(platform: Platform, tx: Tx, id: string): Promise<RegroupingRow> {
  await lockGrouping(tx)
  const row = await lockRegrouping(tx, id)
  if (row === undefined) throw new Refusal('missing', 'catalogue.regrouping-unknown')
  if (row.state !== 'running') return row
  const at = platform.clock()
  const records = await listRecordsAfter(tx, row.after, BATCH)
  const last = records.at(-1)
  if (last === undefined) {
    await countRegrouping(tx, id, row, { finishedAt: at })
    return { ...row, state: 'done', finishedAt: at }
  }
  const found = await regroup(tx, records, at)
  const counts: RegroupingCounts = {
    done: row.done + records.length,
    moved: row.moved + found.moved,
    joined: row.joined + found.joined,
    asked: row.asked + found.asked,
    passedOver: row.passedOver + found.passedOver,
  }
  await countRegrouping(tx, id, counts, { after: last.id })
  await append(
    tx,
    found.journal.map(({ record, from, to }) => ({
      at,
      by: { kind: 'system', id: null, name: 'catalogue regroup' },
      organisation: record.libraryId,
      action: 'catalogue.record-regrouped',
      subject: { type: 'record', id: record.id },
      facts: { regrouping: id, from, to },
    })),
  )
  return { ...row, ...counts, after: last.id }
}

async function regroup(tx: Tx, records: readonly StoredRecord[], at: Date) {
  const read = new Map(
    records.map((record) => {
      const described = describe(record.parsed, record.family)
      const card = readCard(record.parsed, record.family, described)
      const reading = readRecord(record.parsed, record.family, described)
      return [record.id, { record, reading, card, keys: matchKeysOf(card) }]
    }),
  )
  const batch = [...read.values()].map(({ record, card, keys }) => ({
    id: record.id,
    card,
    keys,
    current: { editionId: record.editionId, placedBy: record.placedBy },
  }))
  const placed = await placeAll(tx, batch, at)
  await putPlaces(
    tx,
    batch.map(({ id, card }) => {
      const { editionId, placement } = placed.of.get(id)!
      const fullness = fullnessOf(read.get(id)!.reading)
      const version = CARD_VERSION
      return { id, editionId, card: cardText(card), version, fullness, placement: JSON.stringify(placement) }
    }),
  )
  for (const [editionId, ids] of placed.moves) await moveRecords(tx, ids, editionId, 'machine', {})
  await recompose(tx, [...placed.touched], { read, successors: placed.successors }, at)
  const asked = await settleAsks(tx, placed, at)
  const journal = [...read.values()].flatMap(({ record }) => {
    const to = placed.of.get(record.id)!.editionId
    return record.placedBy === 'machine' && to !== record.editionId ? [{ record, from: record.editionId, to }] : []
  })
  const along = [...placed.moves.values()].reduce((sum, ids) => sum + ids.length, 0)
  return {
    journal,
    moved: journal.length + along,
    joined: placed.successors.size,
    asked,
    passedOver: placed.passedOver,
  }
}

/** Tells the jobs how regrouping is done; called once when a process opens. */
export function defineRegroupJob(platform: Platform): void {
  platform.jobs.define<{ regroupingId: string }>(REGROUP_JOB, (job) => run(platform, job), { concurrency: 1 })
}
