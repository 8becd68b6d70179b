import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerAsk } from '#areas/catalogue/service/grouping/answering.ts'
import { getAsk, listAskCases, listAsksFor } from '#areas/catalogue/service/grouping/asking.ts'
import { getEditionPage } from '#areas/catalogue/service/reading.ts'
import { listDecisions } from '#areas/catalogue/store/decisions.ts'
import { isRefusal } from '#lib/refusal.ts'
import { listFor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn, type Union } from '#tests/support/catalogue.ts'
import { pinRecord, placeRecord, splitRecord } from './deciding.ts'
import { undoDecision } from './undoing.ts'

const refusesWith = (code: string) => (error: unknown) => isRefusal(error) && error.code === code

/** One book as two libraries describe it: only one of them names a volume, so that a machine cannot tell. */
const author = '100 1# $aسعدی، مصلح بن عبدالله'
const first = aBook('1', 'بوستان', author, '260 ## $aتهران :$bخوارزمی،$c1383', '300 ## $a624 ص', '852 ## $p1')
const second = aBook('2', 'بوستان$nج. ۱', author, '260 ## $aتهران :$bخوارزمی،$c1383', '300 ## $a624 ص', '852 ## $p2')

async function doubt(t: Parameters<typeof aUnion>[0]) {
  const union = await aUnion(t)
  await takeIn(union.platform, 'NLA:11', [first])
  await takeIn(union.platform, 'AQR:31', [second])
  const [ask] = await listAsksFor(union.platform, SYSTEM, { queue: 'open', limit: 10 })
  assert.ok(ask, 'the pair is asked about')
  return { ...union, ask }
}

const recordsOf = (platform: Platform) =>
  platform.db
    .selectFrom('catalogue.record')
    .select(['id', 'edition_id', 'placed_by', 'library_id'])
    .orderBy('control_number')
    .execute()

const workers = ({ places }: Union) => ({
  public: aWorker(places['NLA:11']!, 'librarian', { id: '00000000-0000-7000-8000-000000000011' }),
  astan: aWorker(places['AQR:31']!, 'librarian', { id: '00000000-0000-7000-8000-000000000031' }),
  officer: aWorker(places['AQR:31']!, 'network-officer', { id: '00000000-0000-7000-8000-000000000099' }),
})

test('two libraries of one mind join the groups; undoing gives both editions back under their addresses', async (t) => {
  const { platform, ask, ...union } = await doubt(t)
  const { public: one, astan: other } = workers({ platform, ...union })
  const before = await recordsOf(platform)
  assert.deepEqual(await answerAsk(platform, one, { id: ask.id, answer: 'same' }), { state: 'open' })
  assert.deepEqual(await listAsksFor(platform, one, { queue: 'open', limit: 10 }), [], 'nobody is asked twice')
  assert.equal((await recordsOf(platform))[0]!.edition_id, before[0]!.edition_id)
  assert.deepEqual(await answerAsk(platform, other, { id: ask.id, answer: 'same' }), {
    state: 'agreed',
    outcome: 'same',
  })
  const joined = await recordsOf(platform)
  assert.equal(joined[0]!.edition_id, joined[1]!.edition_id)
  const gone = before[1]!.edition_id
  await assert.rejects(getEditionPage(platform, SYSTEM, { id: gone }), refusesWith('catalogue.edition-moved'))
  const [decision] = await listDecisions(platform.db, null, { limit: 5, offset: 0 })
  await undoDecision(platform, one, { id: decision!.id })
  assert.deepEqual(await recordsOf(platform), before)
  assert.equal((await getEditionPage(platform, SYSTEM, { id: gone })).id, gone)
  assert.equal((await getAsk(platform, one, { id: ask.id })).row.state, 'open')
  await assert.rejects(undoDecision(platform, one, { id: decision!.id }), refusesWith('catalogue.nothing-to-undo'))
  const history = await listFor(platform.db, { type: 'record', id: before[0]!.id })
  assert.deepEqual(
    history.map((entry) => entry.action),
    [
      'catalogue.decision-undone',
      'catalogue.decided-join',
      'catalogue.answered-same',
      'catalogue.answered-same',
      'catalogue.record-added',
    ],
  )
})

test('two libraries that differ leave it to the officer, who decides alone; what is kept apart never meets again', async (t) => {
  const { platform, ask, ...union } = await doubt(t)
  const { public: one, astan: other, officer } = workers({ platform, ...union })
  await answerAsk(platform, one, { id: ask.id, answer: 'same' })
  assert.deepEqual(await answerAsk(platform, other, { id: ask.id, answer: 'different' }), {
    state: 'officer',
    because: 'differ',
  })
  await assert.rejects(
    answerAsk(platform, one, { id: ask.id, answer: 'different' }),
    refusesWith('catalogue.ask-with-officer'),
  )
  assert.equal((await listAskCases(platform, officer)).officer[0]?.count, 1)
  await answerAsk(platform, officer, { id: ask.id, answer: 'different' })
  // No volume now: the machine alone would join them.
  await takeIn(platform, 'AQR:31', [{ ...first, fields: [{ tag: '001', value: '2' }, ...first.fields.slice(1)] }])
  const [a, b] = await recordsOf(platform)
  assert.notEqual(a!.edition_id, b!.edition_id)
  assert.deepEqual(await listAsksFor(platform, SYSTEM, { queue: 'open', limit: 10 }), [])
})

test('a record is put into another edition by its own library, stays there over imports, and goes back', async (t) => {
  const { platform, ...union } = await doubt(t)
  const { public: one, astan: other } = workers({ platform, ...union })
  const before = await recordsOf(platform)
  const [mine, theirs] = [before[0]!, before[1]!]
  await assert.rejects(
    placeRecord(platform, other, { id: mine.id, edition: theirs.edition_id }),
    refusesWith('catalogue.place-by-own-staff'),
  )
  const decision = await placeRecord(platform, one, { id: mine.id, edition: theirs.edition_id, note: 'دیدم' })
  await takeIn(platform, 'NLA:11', [aBook('1', 'چیزی دیگر')])
  const moved = (await recordsOf(platform)).find((row) => row.id === mine.id)!
  assert.deepEqual([moved.edition_id, moved.placed_by], [theirs.edition_id, 'person'])
  await assert.rejects(
    placeRecord(platform, one, { id: mine.id, edition: theirs.edition_id }),
    refusesWith('catalogue.same-group'),
  )
  const later = await splitRecord(platform, one, { id: mine.id })
  await assert.rejects(undoDecision(platform, one, { id: decision.id }), refusesWith('catalogue.decision-overtaken'))
  await undoDecision(platform, one, { id: later.id })
  await undoDecision(platform, one, { id: decision.id })
  assert.deepEqual(
    (await recordsOf(platform)).find((row) => row.id === mine.id),
    mine,
  )
})

test('a pinned record is not moved, and an undone pin is', async (t) => {
  const { platform, places } = await aUnion(t)
  const book = aBook('1', 'بوستان', author, '020 ## $a9789640000014', '260 ## $bخوارزمی،$c1383')
  await takeIn(platform, 'NLA:11', [book])
  await takeIn(platform, 'NLA:12', [book])
  const own = aWorker(places['NLA:12']!, 'librarian')
  const mine = (await recordsOf(platform)).find((row) => row.library_id === places['NLA:12']!.library)!
  const pin = await pinRecord(platform, own, { id: mine.id })
  const other = aBook('1', 'شیمی آلی', '100 1# $aموریسن، رابرت', '020 ## $a9789640000021')
  await takeIn(platform, 'NLA:12', [other])
  const edition = async () => (await recordsOf(platform)).find((row) => row.id === mine.id)!.edition_id
  assert.equal(await edition(), mine.edition_id)
  await undoDecision(platform, own, { id: pin.id })
  await takeIn(platform, 'NLA:12', [aBook('1', 'شیمی آلی پیشرفته', '100 1# $aموریسن، رابرت', '020 ## $a9789640000021')])
  assert.notEqual(await edition(), mine.edition_id)
})
