import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { findHarvest, type HarvestRow } from '#areas/catalogue/store/harvest/harvests.ts'
import { findSource } from '#areas/catalogue/store/harvest/sources.ts'
import { listRefusals } from '#areas/catalogue/store/import/refusals.ts'
import { findImport } from '#areas/catalogue/store/imports.ts'
import { isRefusal } from '#lib/refusal.ts'
import { listFor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, SYSTEM, type Union } from '#tests/support/catalogue.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { anOaiServer, type OaiServer, type Offered } from '#tests/support/oai-server.ts'
import { runHarvest } from './harvesting.ts'
import { HARVEST_LIMITS, type HarvestLimits } from './limits.ts'
import { beginDue } from './schedule.ts'
import { beginHarvest, type HarvestRequest, keepSource, setDaily } from './sources.ts'
import { undoWithdrawals } from './withdrawing.ts'

/** Impatient, so that a test of a server that never answers ends soon. */
const LIMITS: HarvestLimits = { ...HARVEST_LIMITS, pause: 5, attempts: 3 }

const offered = (n: number, title = `کتاب ${n}`, datestamp = '2026-11-01T00:00:00Z'): Offered => ({
  identifier: `oai:lib:${n}`,
  datestamp,
  marc: aBook(`${n}`, title),
})

interface Harvesting extends Union {
  server: OaiServer
  source: string
}

async function aHarvesting(t: TestContext, records: Offered[], set?: string): Promise<Harvesting> {
  const union = await aUnion(t, { env: { PEYVAND_PRIVATE_HOSTS: '127.0.0.1' } })
  const server = await anOaiServer(t, records)
  const { id } = await keepSource(union.platform, SYSTEM, { library: 'NLA:11', url: server.url, set })
  return { ...union, server, source: id }
}

/** Harvests from beginning to end, or to its refusal, which is answered beside the row. */
async function harvest(on: Harvesting, wishes: Partial<HarvestRequest> = {}, limits = LIMITS) {
  const begun = await beginHarvest(on.platform, SYSTEM, { id: on.source, ...wishes })
  const job = {
    id: begun.jobId!,
    data: { harvestId: begun.id },
    by: SYSTEM,
    attempt: 1,
    before: { done: 0, total: null, note: null },
    signal: new AbortController().signal,
    report: async () => {},
  }
  const code = await runHarvest(on.platform, job, limits).then(
    () => null,
    (error: unknown) => {
      if (isRefusal(error)) return error.code
      throw error
    },
  )
  const row = (await findHarvest(on.platform.db, begun.id))!
  return { row, code, counts: await countsOf(on.platform, row) }
}

async function countsOf(platform: Platform, row: HarvestRow) {
  const { doneRecords, added, updated, unchanged, refused } = (await findImport(platform.db, row.importId))!
  return { read: doneRecords, added, updated, unchanged, refused }
}

async function records(platform: Platform) {
  const found = await sql<{ number: string; isHidden: boolean; id: string }>`
    select control_number as number, suppressed_at is not null as "isHidden", id from catalogue.record order by length(control_number), 1`.execute(
    platform.db,
  )
  return found.rows
}

const numbers = async (platform: Platform) => (await records(platform)).map((row) => row.number)

test('all pages are taken in; the next harvest asks only for changes, somewhat before the last answer', async (t) => {
  const on = await aHarvesting(
    t,
    [1, 2, 3, 4, 5, 6, 7].map((n) => offered(n)),
  )
  const first = await harvest(on)
  assert.deepEqual([first.code, first.row.state, first.row.pages, first.row.warnings], [null, 'done', 3, []])
  assert.deepEqual(first.counts, { read: 7, added: 7, updated: 0, unchanged: 0, refused: 0 })
  on.server.records[1] = offered(2, 'نام تازه', '2026-11-22T07:59:30Z')
  on.server.records.push(offered(8, 'کتاب ۸', '2026-11-22T07:55:00Z'))
  on.server.asked = []
  const second = await harvest(on)
  assert.equal(on.server.asked.find((q) => q.get('verb') === 'ListRecords')?.get('from'), '2026-11-22T07:49:00Z')
  assert.deepEqual(second.counts, { read: 2, added: 1, updated: 1, unchanged: 0, refused: 0 })
  const third = await harvest(on, { isFull: true })
  assert.deepEqual(third.counts, { read: 8, added: 0, updated: 0, unchanged: 8, refused: 0 })
  assert.deepEqual(await numbers(on.platform), ['1', '2', '3', '4', '5', '6', '7', '8'])
})

test('nothing new is no fault, and the window moves on', async (t) => {
  const on = await aHarvesting(t, [offered(1)])
  await harvest(on)
  on.server.responseDate = '2026-11-22T07:59:59Z'
  const { code, row, counts } = await harvest(on)
  assert.deepEqual([code, row.state, counts.read], [null, 'done', 0])
  const source = await findSource(on.platform.db, on.source)
  assert.equal(source?.harvestedUntil?.toISOString(), '2026-11-22T07:59:59.000Z')
})

test('a deleted record is hidden and shown again with its source; a person’s word wins until there is news', async (t) => {
  const on = await aHarvesting(t, [offered(1), offered(2)])
  await harvest(on)
  const gone = { identifier: 'oai:lib:1', datestamp: '2026-11-22T07:59:30Z', marc: null }
  on.server.records[0] = gone
  const { row } = await harvest(on)
  assert.equal(row.withdrawn, 1)
  const [one] = await records(on.platform)
  assert.deepEqual([one!.number, one!.isHidden], ['1', true])
  const [entry] = await listFor(on.platform.db, { type: 'record', id: one!.id })
  assert.deepEqual([entry!.action, entry!.facts.identifier], ['catalogue.record-withdrawn', 'oai:lib:1'])
  // A person shows it again: the same old deletion is not news.
  await suppressRecord(on.platform, SYSTEM, { id: one!.id, isSuppressed: false })
  await harvest(on, { isFull: true })
  assert.equal((await records(on.platform))[0]!.isHidden, false)
  on.server.records[0] = { ...gone, datestamp: '2026-11-22T08:30:00Z' }
  await harvest(on)
  assert.equal((await records(on.platform))[0]!.isHidden, true)
  on.server.records[0] = offered(1, 'کتاب ۱', '2026-11-22T09:00:00Z')
  const back = await harvest(on)
  assert.equal(back.row.restored, 1)
  assert.equal((await records(on.platform))[0]!.isHidden, false)
})

test('what a harvest withdrew is shown again in one go, and what a person hid stays hidden', async (t) => {
  const on = await aHarvesting(
    t,
    [1, 2, 3].map((n) => offered(n)),
  )
  await harvest(on)
  await suppressRecord(on.platform, SYSTEM, { id: (await records(on.platform))[2]!.id, isSuppressed: true })
  on.server.records = on.server.records.map((one) => ({ ...one, marc: null, datestamp: '2026-11-22T08:10:00Z' }))
  const { row } = await harvest(on)
  assert.equal(row.withdrawn, 2)
  assert.equal(await undoWithdrawals(on.platform, SYSTEM, { harvest: row.id }), 2)
  assert.deepEqual(
    (await records(on.platform)).map((one) => one.isHidden),
    [false, false, true],
  )
  await assert.rejects(undoWithdrawals(on.platform, SYSTEM, { harvest: row.id }), /nothing-to-undo/)
})

test('a server that suddenly deletes nearly everything is not believed without a person', async (t) => {
  const on = await aHarvesting(
    t,
    Array.from({ length: 130 }, (_, i) => offered(i + 1)),
  )
  on.server.pageSize = 50
  await harvest(on)
  on.server.records = on.server.records.map((one) => ({ ...one, marc: null, datestamp: '2026-11-22T08:10:00Z' }))
  const stopped = await harvest(on)
  assert.deepEqual([stopped.code, stopped.row.state], ['catalogue.harvest-many-withdrawn', 'refused'])
  assert.ok((await records(on.platform)).filter((one) => one.isHidden).length <= 100)
  const agreed = await harvest(on, { mayWithdrawMany: true })
  assert.equal(agreed.row.state, 'done')
  assert.ok((await records(on.platform)).every((one) => one.isHidden))
})

test('a record without a number is known by its identifier, and found again by it', async (t) => {
  const nameless = aRecord(['008=250903s2004    ir a          000 0 per d', '245 10 $aبی‌شماره'])
  const on = await aHarvesting(t, [{ identifier: 'oai:lib:x', datestamp: '2026-11-01T00:00:00Z', marc: nameless }])
  await harvest(on)
  on.server.records[0] = { ...on.server.records[0]!, marc: { ...nameless, fields: nameless.fields.slice(0, 1) } }
  const { counts } = await harvest(on, { isFull: true })
  assert.equal(counts.updated, 1)
  assert.deepEqual(await numbers(on.platform), ['oai:lib:x'])
})

test('one number under two identifiers, other sets, no content and no MARC are refused each with its reason', async (t) => {
  const on = await aHarvesting(
    t,
    [
      { ...offered(1), sets: ['mine'] },
      { ...offered(2), sets: ['mine:part'] },
      { ...offered(3), sets: ['theirs'] },
      { ...offered(4), identifier: 'oai:lib:other', marc: aBook('1', 'همان شماره'), sets: ['mine'] },
    ],
    'mine',
  )
  on.server.misbehave = (question) => {
    question.delete('set')
    return false
  }
  on.server.pageSize = 2
  const { row, counts } = await harvest(on)
  assert.deepEqual(counts, { read: 4, added: 2, updated: 0, unchanged: 0, refused: 2 })
  assert.deepEqual(
    (await listRefusals(on.platform.db, row.importId, { limit: 10 })).map((one) => [one.recordNumber, one.code]),
    [
      [3, 'catalogue.harvest-other-set'],
      [4, 'catalogue.control-number-repeated'],
    ],
  )
})

test('a harvest cut off goes on behind its last page; one whose token is gone begins its window again', async (t) => {
  const on = await aHarvesting(
    t,
    [1, 2, 3, 4, 5, 6, 7].map((n) => offered(n)),
  )
  let isDown = false
  on.server.misbehave = (question, response) => {
    isDown ||= question.get('resumptionToken')?.endsWith('|6') === true
    if (!isDown) return false
    response.destroy()
    return true
  }
  const stopped = await harvest(on)
  assert.deepEqual(
    [stopped.code, stopped.row.state, stopped.counts.read],
    ['catalogue.harvest-broken-off', 'stopped', 6],
  )
  let refusedOnce = false
  on.server.misbehave = (question, response) => {
    if (question.get('resumptionToken') === null || refusedOnce) return false
    refusedOnce = true
    response.end(oaiErrorText)
    return true
  }
  const ended = await harvest(on)
  assert.equal(ended.row.id, stopped.row.id)
  assert.deepEqual([ended.code, ended.row.state, ended.row.restarts], [null, 'done', 1])
  assert.deepEqual(
    ended.row.warnings.map((one) => one.code),
    ['catalogue.harvest-began-again'],
  )
  assert.deepEqual(await numbers(on.platform), ['1', '2', '3', '4', '5', '6', '7'])
})

const oaiErrorText = `<OAI-PMH><responseDate>2026-11-22T08:00:00Z</responseDate><request/><error code="badResumptionToken">gone</error></OAI-PMH>`

test('a daily source is begun when its day has come, once', async (t) => {
  const on = await aHarvesting(t, [offered(1)])
  await setDaily(on.platform, SYSTEM, { id: on.source, isDaily: true })
  assert.equal(await beginDue(on.platform), 1)
  assert.equal(await beginDue(on.platform), 0)
  await on.platform.jobs.drain(['catalogue.harvest'])
  assert.deepEqual(await numbers(on.platform), ['1'])
})
