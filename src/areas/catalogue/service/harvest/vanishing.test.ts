import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { findHarvest } from '#areas/catalogue/store/harvest/harvests.ts'
import { isRefusal } from '#lib/refusal.ts'
import { listFor } from '#platform/journal.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn, type Union } from '#tests/support/catalogue.ts'
import { anOaiServer, type OaiServer, type Offered, oaiAnswer } from '#tests/support/oai-server.ts'
import { runHarvest } from './harvesting.ts'
import { HARVEST_LIMITS } from './limits.ts'
import { beginHarvest, getSource, keepSource } from './sources.ts'
import { getVanished, hideVanished, questionOf, VANISHED_JOB } from './vanishing.ts'
import { undoWithdrawals } from './withdrawing.ts'

const LIMITS = { ...HARVEST_LIMITS, pause: 5, attempts: 2 }

const offered = (n: number, datestamp = '2026-11-01T00:00:00Z'): Offered => ({
  identifier: `oai:lib:${n}`,
  datestamp,
  marc: aBook(`${n}`, `کتاب ${n}`),
})

interface Harvesting extends Union {
  server: OaiServer
  source: string
  tick: () => void
}

/** A library that harvested so many records once. */
async function harvested(t: TestContext, size: number): Promise<Harvesting> {
  let now = new Date('2026-11-22T08:00:00Z').getTime()
  const tick = () => {
    now += 60_000
  }
  const union = await aUnion(t, { env: { PEYVAND_PRIVATE_HOSTS: '127.0.0.1' }, now: () => new Date(now) })
  const server = await anOaiServer(
    t,
    Array.from({ length: size }, (_, i) => offered(i + 1)),
  )
  server.pageSize = 20
  const { id } = await keepSource(union.platform, SYSTEM, { library: 'NLA:11', url: server.url })
  const on = { ...union, server, source: id, tick }
  await whole(on)
  return on
}

/** Harvests everything; answers the row, its warnings and what is hidden afterwards. */
async function whole(on: Harvesting, stop?: AbortSignal) {
  on.tick()
  const begun = await beginHarvest(on.platform, SYSTEM, { id: on.source, isFull: true })
  const signal = stop ?? new AbortController().signal
  const before = { done: 0, total: null, note: null }
  const job = { id: begun.jobId!, data: { harvestId: begun.id }, by: SYSTEM, attempt: 1, before, signal }
  await runHarvest(on.platform, { ...job, report: async () => {} }, LIMITS).catch((error: unknown) => {
    if (!isRefusal(error)) throw error
  })
  const row = (await findHarvest(on.platform.db, begun.id))!
  return { row, said: row.warnings.map((one) => one.code), hidden: await hidden(on) }
}

async function hidden({ platform }: Harvesting): Promise<string[]> {
  const found = await sql<{ n: string }>`
    select control_number as n from catalogue.record where suppressed_at is not null order by length(control_number), 1`.execute(
    platform.db,
  )
  return found.rows.map((row) => row.n)
}

test('what a whole list no longer has, and the server confirms, is hidden, journalled, undone, and not hidden twice', async (t) => {
  const on = await harvested(t, 40)
  on.server.records.splice(0, 2)
  const gone = await whole(on)
  assert.deepEqual([gone.hidden, gone.said, gone.row.withdrawn], [['1', '2'], ['catalogue.harvest-hidden'], 2])
  const record = await sql<{ id: string }>`select id from catalogue.record where control_number = '1'`.execute(
    on.platform.db,
  )
  const [entry] = await listFor(on.platform.db, { type: 'record', id: record.rows[0]!.id })
  assert.deepEqual([entry!.action, entry!.facts.identifier], ['catalogue.record-vanished', 'oai:lib:1'])
  assert.equal(await undoWithdrawals(on.platform, SYSTEM, { harvest: gone.row.id }), 2)
  assert.deepEqual((await whole(on)).hidden, [])
  // What comes again is news, and so is its next disappearance.
  on.server.records.push(offered(1, '2026-11-23T00:00:00Z'))
  assert.deepEqual((await whole(on)).hidden, [])
  on.server.records.pop()
  assert.deepEqual((await whole(on)).hidden, ['1'])
  on.server.records.push(offered(1, '2026-11-24T00:00:00Z'))
  assert.deepEqual((await whole(on)).hidden, [])
})

test('a server that lists half of its records and still has the others is not believed', async (t) => {
  const on = await harvested(t, 8)
  on.server.held = on.server.records
  on.server.records = on.server.records.slice(0, 4)
  const { said, hidden, row } = await whole(on)
  assert.deepEqual([hidden, said, row.state], [[], ['catalogue.harvest-left-out'], 'done'])
  assert.deepEqual(row.warnings[0]!.facts, { records: 4, asked: 4, found: 4 })
})

test('a list shorter than announced, without identifiers, or of a server that answers no name hides nothing', async (t) => {
  const on = await harvested(t, 8)
  const all = on.server.records
  on.server.records = all.slice(0, 6)
  on.server.completeListSize = 8
  assert.ok((await whole(on)).said.includes('catalogue.harvest-missing'))
  on.server.completeListSize = null
  on.server.records = [...all.slice(0, 6), { ...offered(77), identifier: '' }]
  const unnamed = await whole(on)
  assert.deepEqual(unnamed.said, ['catalogue.harvest-unnamed', 'catalogue.harvest-missing'])
  on.server.records = all.slice(0, 6)
  on.server.misbehave = (question, response) => {
    if (question.get('verb') !== 'GetRecord') return false
    response.writeHead(500).end()
    return true
  }
  const silent = await whole(on)
  assert.deepEqual([silent.row.state, silent.said], ['done', ['catalogue.harvest-missing']])
  on.server.misbehave = (question, response) => {
    if (question.get('verb') !== 'GetRecord') return false
    response.end(oaiAnswer('<error code="badVerb"/>'))
    return true
  }
  const odd = await whole(on)
  assert.deepEqual([odd.said, odd.hidden], [['catalogue.harvest-missing'], []])
})

test('many, or all, are hidden by a person’s word only, and shown again by one', async (t) => {
  const on = await harvested(t, 40)
  const all = on.server.records
  on.server.records = []
  assert.deepEqual((await whole(on)).said, ['catalogue.harvest-many-missing'])
  on.server.records = all.slice(0, 20)
  const half = await whole(on)
  assert.deepEqual([half.said, half.hidden], [['catalogue.harvest-many-missing'], []])
  const { source, harvests } = await getSource(on.platform, SYSTEM, { id: on.source })
  assert.deepEqual([questionOf(harvests)?.records, questionOf(harvests)?.of], [20, 40])
  assert.equal((await getVanished(on.platform, SYSTEM, { id: source.id })).numbers.length, 20)
  const stranger = aWorker(on.places['AQR:31']!, 'network-officer')
  await assert.rejects(hideVanished(on.platform, stranger, { id: source.id }), isRefusal)
  await hideVanished(on.platform, aWorker(on.places['NLA:11']!), { id: source.id })
  await on.platform.jobs.drain([VANISHED_JOB])
  assert.equal((await hidden(on)).length, 20)
  await assert.rejects(hideVanished(on.platform, SYSTEM, { id: source.id }), /nothing-vanished/)
  assert.equal(await undoWithdrawals(on.platform, SYSTEM, { harvest: half.row.id }), 20)
  assert.deepEqual(await hidden(on), [])
})

test('a record under a new identifier, in a file sent since, or hidden by a person has not vanished', async (t) => {
  const on = await harvested(t, 40)
  on.server.records = on.server.records.map((one, i) => (i === 0 ? { ...one, identifier: 'oai:moved:1' } : one))
  on.server.records.splice(1, 2)
  await takeIn(on.platform, 'NLA:11', [aBook('2', 'کتاب ۲ با تغییر')])
  const third = await sql<{ id: string }>`select id from catalogue.record where control_number = '3'`.execute(
    on.platform.db,
  )
  await suppressRecord(on.platform, SYSTEM, { id: third.rows[0]!.id, isSuppressed: true })
  const { said, hidden: found, row } = await whole(on)
  assert.deepEqual([said, found, row.withdrawn], [[], ['3'], 0])
})

test('a harvest of changes hides nothing, and one broken off before it closes is closed without reading its pages again', async (t) => {
  const on = await harvested(t, 40)
  on.server.records.splice(0, 1)
  on.tick()
  await beginHarvest(on.platform, SYSTEM, { id: on.source })
  await on.platform.jobs.drain(['catalogue.harvest'])
  assert.deepEqual(await hidden(on), [])
  const stop = new AbortController()
  on.server.misbehave = (question) => {
    if (question.get('verb') === 'GetRecord') stop.abort(new Error('the process stops'))
    return false
  }
  await assert.rejects(whole(on, stop.signal))
  on.server.misbehave = () => false
  on.server.asked = []
  const { row, hidden: found } = await whole(on)
  assert.deepEqual([row.state, row.listed, found], ['done', 39, ['1']])
  assert.ok(!on.server.asked.some((one) => one.get('verb') === 'ListRecords'))
})
