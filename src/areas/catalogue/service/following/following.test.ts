import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ChangesInput, type EditionChanges, EXPORT_FORMATS } from '#areas/catalogue/contract/following.ts'
import { joinGroups } from '#areas/catalogue/service/grouping/deciding.ts'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { changesPage } from '#areas/catalogue/service.ts'
import { lockGrouping } from '#areas/catalogue/store/editions.ts'
import { findRecord } from '#areas/catalogue/store/records.ts'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { followChanges, settleChanges } from './changes.ts'
import { exportRecords } from './export.ts'

const follow = (platform: Platform, given: Record<string, unknown> = {}): Promise<EditionChanges> =>
  followChanges(platform, ANONYMOUS, ChangesInput.parse(given))

const kinds = (answer: EditionChanges) => answer.changes.map((one) => one.change)

async function recordIds(platform: Platform): Promise<Record<string, { id: string; editionId: string }>> {
  const rows = await platform.db.selectFrom('catalogue.record').select(['id', 'control_number', 'edition_id']).execute()
  return Object.fromEntries(rows.map((row) => [row.control_number, { id: row.id, editionId: row.edition_id }]))
}

test('a follower hears of every edition once, in order, and then only of what changed', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان'), aBook('2', 'گلستان'), aBook('3', 'شاهنامه')])
  const first = await follow(platform, { limit: 2 })
  assert.deepEqual([kinds(first), first.more], [['put', 'put'], true])
  const second = await follow(platform, { after: first.next, limit: 2 })
  assert.deepEqual([kinds(second), second.more], [['put'], false])
  assert.deepEqual(await follow(platform, { after: second.next }), { changes: [], next: second.next, more: false })
  const { 2: changed } = await recordIds(platform)
  await takeIn(platform, 'NLA:11', [aBook('2', 'گلستان سعدی')])
  const third = await follow(platform, { after: second.next })
  assert.deepEqual(
    third.changes.map((one) => one.id),
    [changed!.editionId],
  )
  assert.equal((await follow(platform)).changes.length, 3, 'each edition stands in the feed once')
})

test('hiding the last record makes an edition gone, showing it brings it back', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  const { 1: record } = await recordIds(platform)
  await suppressRecord(platform, SYSTEM, { id: record!.id, isSuppressed: true })
  assert.deepEqual(kinds(await follow(platform)), ['gone'])
  assert.deepEqual(kinds(await follow(platform, { library: 'NLA:11' })), ['gone'])
  assert.deepEqual(kinds(await follow(platform, { library: 'NLA:12' })), [])
  await suppressRecord(platform, SYSTEM, { id: record!.id, isSuppressed: false })
  assert.deepEqual(kinds(await follow(platform)), ['put'])
})

test('what was never public is never told', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  await platform.db.deleteFrom('catalogue.edition_change').execute()
  await platform.db.updateTable('catalogue.record').set({ suppressed_at: new Date() }).execute()
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان سعدی')])
  assert.deepEqual((await follow(platform)).changes, [])
})

test('whoever follows one library hears when an edition leaves it', async (t) => {
  const { platform } = await aUnion(t)
  const book = (number: string) => aBook(number, 'بوستان', '020 ## $a9789640000007', '035 ## $a(OCoLC)77')
  await takeIn(platform, 'NLA:11', [book('1')])
  await takeIn(platform, 'AQR:31', [book('9')])
  const ids = await recordIds(platform)
  assert.equal(ids[1]!.editionId, ids[9]!.editionId)
  assert.deepEqual(kinds(await follow(platform, { network: 'AQR' })), ['put'])
  await suppressRecord(platform, SYSTEM, { id: ids[9]!.id, isSuppressed: true })
  assert.deepEqual(kinds(await follow(platform, { network: 'AQR' })), ['gone'])
  assert.deepEqual(kinds(await follow(platform, { network: 'NLA' })), ['put'])
  assert.deepEqual(kinds(await follow(platform)), ['put'])
})

test('an edition that became part of another says which', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  await takeIn(platform, 'AQR:31', [aBook('9', 'شاهنامه')])
  const { 1: one, 9: other } = await recordIds(platform)
  assert.deepEqual(kinds(await follow(platform)), ['put', 'put'])
  await platform.db.transaction().execute(async (tx) => {
    await lockGrouping(tx)
    const [record, second] = [await findRecord(tx, one!.id), await findRecord(tx, other!.id)]
    await joinGroups(platform, tx, SYSTEM, {
      record: record!,
      other: second!,
      note: '',
      organisation: record!.libraryId,
    })
  })
  const { changes } = await follow(platform)
  assert.deepEqual(
    changes.map(({ id, change, into }) => ({ id, change, into })).sort((a, b) => (a.change < b.change ? -1 : 1)),
    [
      { id: other!.editionId, change: 'joined', into: one!.editionId },
      { id: one!.editionId, change: 'put', into: null },
    ],
  )
})

test('nothing committed late ever appears behind a follower', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان'), aBook('2', 'گلستان')])
  const { 1: slow, 2: quick } = await recordIds(platform)
  const gate = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const before = await follow(platform)
  const late = platform.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('catalogue.edition_change')
      .set({ seq: null, changed_at: null })
      .where('edition_id', '=', slow!.editionId)
      .execute()
    written.resolve()
    await gate.promise
  })
  await written.promise
  await platform.db
    .updateTable('catalogue.edition_change')
    .set({ seq: null, changed_at: null })
    .where('edition_id', '=', quick!.editionId)
    .execute()
  const while_ = await follow(platform, { after: before.next })
  assert.deepEqual(
    while_.changes.map((one) => one.id),
    [quick!.editionId],
  )
  gate.resolve()
  await late
  const after = await follow(platform, { after: while_.next })
  assert.deepEqual(
    after.changes.map((one) => one.id),
    [slow!.editionId],
  )
})

test('a datestamp is never earlier than what a follower was told, also when a clock goes back', async (t) => {
  let now = new Date('2026-11-22T08:00:10Z')
  const { platform } = await aUnion(t, { now: () => now })
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  const told = await settleChanges(platform)
  now = new Date('2026-11-22T08:00:03Z')
  await takeIn(platform, 'NLA:11', [aBook('2', 'گلستان')])
  await settleChanges(platform)
  const page = await changesPage(platform, { after: 0 }, 10)
  assert.equal(page.length, 2)
  assert.ok(page.every((change) => change.changedAt.getTime() >= told.getTime()))
})

test('a cursor this catalogue never gave is refused, and so is a library nobody knows', async (t) => {
  const { platform } = await aUnion(t)
  await assert.rejects(follow(platform, { after: '999' }), { code: 'catalogue.feed-ahead' })
  await assert.rejects(follow(platform, { library: 'NLA:nowhere' }), { code: 'libraries.library-unknown' })
  assert.throws(() => ChangesInput.parse({ after: '1; drop table' }))
  assert.throws(() => ChangesInput.parse({ wait: '9999' }))
})

test('a server stamps changes by itself', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  await platform.rounds.find((round) => round.name === 'stamping changes')!.work()
  assert.equal((await changesPage(platform, { after: 0 }, 10)).length, 1)
})

async function textOf(platform: Platform, actor: Actor, more: object = {}): Promise<string> {
  const { bytes } = await exportRecords(platform, actor, { format: 'jsonl', ...more })
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

const numbers = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).peyvand)
    .filter((facts) => facts.end !== true)
    .map((facts) => `${facts.library}/${facts.controlNumber}`)
    .sort()

test('the export holds what the caller may have: the public records, and the hidden ones of where they work', async (t) => {
  const { platform, places } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان'), aBook('2', 'گلستان')])
  await takeIn(platform, 'AQR:31', [aBook('9', 'شاهنامه')])
  const ids = await recordIds(platform)
  for (const number of ['2', '9']) await suppressRecord(platform, SYSTEM, { id: ids[number]!.id, isSuppressed: true })
  const nla = places['NLA:11']!
  const expectations: [Actor, string[]][] = [
    [ANONYMOUS, ['NLA:11/1']],
    [aWorker(nla, 'cataloguer'), ['NLA:11/1', 'NLA:11/2']],
    [aWorker(nla, 'librarian', { kind: 'key' }), ['NLA:11/1', 'NLA:11/2']],
    [aWorker(places['NLA:12']!, 'cataloguer'), ['NLA:11/1']],
    [aWorker(places['NLA:12']!, 'province-officer'), ['NLA:11/1', 'NLA:11/2']],
    [aWorker(places['NLA:12']!, 'network-officer', { kind: 'key' }), ['NLA:11/1', 'NLA:11/2']],
    [aWorker(places['NLA:12']!, 'network-officer', { secondFactor: false }), ['NLA:11/1']],
    [aWorker(places['AQR:31']!, 'network-officer'), ['AQR:31/9', 'NLA:11/1']],
    [aWorker(nla, 'administrator'), ['AQR:31/9', 'NLA:11/1', 'NLA:11/2']],
  ]
  for (const [actor, expected] of expectations) {
    const told = `${actor.kind} ${actor.grants.map((grant) => grant.role).join()}`
    assert.deepEqual(numbers(await textOf(platform, actor)), expected, told)
  }
  assert.deepEqual(numbers(await textOf(platform, SYSTEM, { network: 'NLA' })), ['NLA:11/1', 'NLA:11/2'])
  assert.deepEqual(numbers(await textOf(platform, SYSTEM, { library: 'AQR:31' })), ['AQR:31/9'])
})

test('an export that was cut goes on behind the last whole record, without loss or repeats', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(
    platform,
    'NLA:11',
    Array.from({ length: 1203 }, (_, i) => aBook(String(i), `کتاب ${i}`)),
  )
  const whole = (await textOf(platform, ANONYMOUS)).trim().split('\n')
  const end = JSON.parse(whole.at(-1)!).peyvand
  assert.deepEqual([whole.length, end.end, end.records], [1204, true, 1203])
  for (const cutAt of [1, 499, 500, 777]) {
    const kept = whole.slice(0, cutAt)
    const after = JSON.parse(kept.at(-1)!).peyvand.id
    const rest = (await textOf(platform, ANONYMOUS, { after })).trim().split('\n')
    assert.deepEqual([...kept, ...rest.slice(0, -1)], whole.slice(0, -1))
  }
  await assert.rejects(textOf(platform, ANONYMOUS, { after: 'x' }), { code: 'catalogue.export-after' })
  for (const as of ['marc21', 'unimarc'] as const) {
    const [line = ''] = (await textOf(platform, ANONYMOUS, { as })).split('\n')
    const { fields, peyvand } = JSON.parse(line)
    const tags: string[] = fields.flatMap(Object.keys)
    assert.ok(tags.includes(as === 'marc21' ? '245' : '200'), tags.join())
    assert.equal(peyvand.family, as)
  }
  for (const format of EXPORT_FORMATS) assert.ok((await textOf(platform, ANONYMOUS, { format })).length > 100_000)
})
