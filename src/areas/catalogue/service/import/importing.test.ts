import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitRecord } from '#areas/catalogue/service/grouping/deciding.ts'
import { returnRecord } from '#areas/catalogue/service/grouping/undoing.ts'
import { suppressItem, suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { getEditionPage } from '#areas/catalogue/service/reading.ts'
import { searchCatalogue, searchQuery } from '#areas/catalogue/service/search/searching.ts'
import { summaryOf } from '#areas/catalogue/service/summary.ts'
import { isRefusal } from '#lib/refusal.ts'
import { listFor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, aWorker, fileOf, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { aPersianRecord, isoBytes, whole } from '#tests/support/marc-records.ts'
import { beginImport } from './importing.ts'

const counts = ({ doneRecords, added, updated, unchanged, refused }: Awaited<ReturnType<typeof takeIn>>) => ({
  read: doneRecords,
  added,
  updated,
  unchanged,
  refused,
})

const records = (platform: Platform) =>
  platform.db.selectFrom('catalogue.record').selectAll().orderBy('library_id').orderBy('control_number').execute()
const editions = (platform: Platform) => platform.db.selectFrom('catalogue.edition').selectAll().orderBy('id').execute()
const items = (platform: Platform) => platform.db.selectFrom('catalogue.item').selectAll().orderBy('item_key').execute()

async function recordOf(platform: Platform, number: string, library?: string) {
  const found = platform.db.selectFrom('catalogue.record').selectAll().where('control_number', '=', number)
  return await (library === undefined ? found : found.where('library_id', '=', library)).executeTakeFirstOrThrow()
}

const refusesWith = (code: string) => (error: unknown) => isRefusal(error) && error.code === code

test('records are added, then unchanged, then updated one by one', async (t) => {
  const { platform } = await aUnion(t)
  const books = [aBook('1', 'بوستان'), aBook('2', 'گلستان'), aBook('3', 'دیوان')]
  const first = await takeIn(platform, 'NLA:11', books)
  assert.deepEqual(counts(first), { read: 3, added: 3, updated: 0, unchanged: 0, refused: 0 })
  assert.equal(first.state, 'done')
  const before = await records(platform)
  const again = await takeIn(platform, 'NLA:11', books)
  assert.deepEqual(counts(again), { read: 3, added: 0, updated: 0, unchanged: 3, refused: 0 })
  assert.deepEqual(await records(platform), before)
  const third = await takeIn(platform, 'NLA:11', [books[0]!, aBook('2', 'گلستان سعدی'), books[2]!])
  assert.deepEqual(counts(third), { read: 3, added: 0, updated: 1, unchanged: 2, refused: 0 })
  const after = await records(platform)
  assert.deepEqual(
    after.map((row) => row.id),
    before.map((row) => row.id),
  )
  assert.deepEqual(after[1]!.bytes, isoBytes(aBook('2', 'گلستان سعدی')))
  assert.equal(after[1]!.edition_id, before[1]!.edition_id, 'a corrected title keeps its address')
})

test('another library’s record with the same number is another record', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  const other = await takeIn(platform, 'NLA:12', [aBook('1', 'شیمی آلی')])
  assert.equal(other.added, 1)
  assert.equal((await records(platform)).length, 2)
})

test('a repeated control number is refused, also far behind the first; records without one are known by content', async (t) => {
  const { platform } = await aUnion(t)
  const many = Array.from({ length: 600 }, (_, i) => aPersianRecord(i))
  const summary = await takeIn(platform, 'NLA:11', [...many, aBook('000000000', 'دوباره')])
  assert.deepEqual(counts(summary), { read: 601, added: 600, updated: 0, unchanged: 0, refused: 1 })
  const [refused] = (await summaryOf(platform, summary, 'en')).refused
  assert.equal(refused?.record, 601)
  assert.equal(refused?.offset, fileOf(...many).length)
  assert.match(refused?.reason ?? '', /The control number “000000000” stands earlier/)
  const nameless = ['بوستان', 'گلستان'].map((title) => {
    const { leader, fields } = aBook('x', title)
    return { leader, fields: fields.slice(1) }
  })
  assert.equal((await takeIn(platform, 'NLA:12', nameless)).added, 2)
  assert.equal((await takeIn(platform, 'NLA:12', nameless)).unchanged, 2)
})

test('a copy keeps its id and whether it is hidden when its record comes again; one no longer named goes', async (t) => {
  const { platform } = await aUnion(t)
  const lines = ['852 ## $p1001$hPIR1', '852 ## $p1002$hPIR1']
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان', ...lines)])
  const [one, two] = await items(platform)
  await suppressItem(platform, SYSTEM, { record: one!.record_id, item: one!.id, isSuppressed: true })
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان سعدی', '852 ## $p1003$hPIR2', '852 ## $p1001$hPIR2')])
  const after = await items(platform)
  assert.deepEqual(
    after.map((item) => item.barcode),
    ['1001', '1003'],
  )
  assert.equal(after[0]!.id, one!.id)
  assert.equal(after[0]!.call_number, 'PIR2')
  assert.notEqual(after[0]!.suppressed_at, null)
  assert.ok(!after.some((item) => item.id === two!.id))
})

test('records of one edition join, a record between two editions joins them, and the old address leads on', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان', '020 ## $a9789640000014')])
  await takeIn(platform, 'NLA:12', [aBook('1', 'بوستان', '020 ## $a9789640000021')])
  const [older, newer] = (await records(platform)).sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
  assert.equal((await editions(platform)).length, 2)
  const bridge = aBook('9', 'بوستان', '020 ## $a9789640000014', '020 ## $a9789640000021', '245 10 $aبوستان')
  await takeIn(platform, 'AQR:31', [bridge])
  const left = await editions(platform)
  const all = await records(platform)
  const ids = new Set(all.map((row) => row.edition_id))
  if (ids.size === 1) {
    assert.equal(left.length, 1)
    assert.deepEqual([left[0]!.record_count, left[0]!.library_count], [3, 3])
    const gone = [older!, newer!].map((row) => row.edition_id).find((id) => id !== left[0]!.id)!
    await assert.rejects(getEditionPage(platform, SYSTEM, { id: gone }), refusesWith('catalogue.edition-moved'))
  } else {
    assert.fail('the record that carries both identifiers joined nothing')
  }
})

test('what a person took apart stays apart over later imports, and goes back when asked', async (t) => {
  const { platform, places } = await aUnion(t)
  const book = aBook('1', 'بوستان', '020 ## $a9789640000014')
  await takeIn(platform, 'NLA:11', [book])
  await takeIn(platform, 'NLA:12', [book])
  const library = places['NLA:12']!.library
  const before = await recordOf(platform, '1', library)
  await splitRecord(platform, SYSTEM, { id: before.id, note: 'چاپ دیگری است' })
  const changed = aBook('1', 'بوستان', '020 ## $a9789640000014', '300 ## $a200 ص')
  await takeIn(platform, 'NLA:12', [changed])
  await takeIn(platform, 'NLA:11', [changed])
  await takeIn(platform, 'AQR:31', [book])
  const split = await recordOf(platform, '1', library)
  assert.equal(split.placed_by, 'person')
  assert.notEqual(split.edition_id, before.edition_id)
  assert.equal((await recordOf(platform, '1', places['NLA:11']!.library)).edition_id, before.edition_id)
  await returnRecord(platform, SYSTEM, { id: split.id })
  assert.equal((await recordOf(platform, '1', library)).edition_id, before.edition_id)
  await assert.rejects(returnRecord(platform, SYSTEM, { id: split.id }), refusesWith('catalogue.nothing-to-undo'))
})

test('the search sees what came, what changed, what was hidden and what is shown again', async (t) => {
  const { platform } = await aUnion(t)
  const found = async (q: string) => {
    await platform.search.ready('catalogue')
    return (await searchCatalogue(platform, SYSTEM, searchQuery({ q, asTyped: true }))).hits.map((hit) => hit.title)
  }
  assert.deepEqual(await found('بوستان'), [])
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان'), aBook('2', 'گلستان')])
  const until = async (q: string, titles: string[]) => {
    for (let i = 0; i < 100; i++) {
      if (JSON.stringify(await found(q)) === JSON.stringify(titles)) return
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    assert.deepEqual(await found(q), titles)
  }
  await until('بوستان', ['بوستان'])
  await takeIn(platform, 'NLA:11', [aBook('1', 'کتاب‌های سعدی')])
  await until('کتابهای سعدی', ['کتاب‌های سعدی'])
  await until('بوستان', [])
  const { id } = await recordOf(platform, '2')
  await suppressRecord(platform, SYSTEM, { id, isSuppressed: true })
  await until('گلستان', [])
  await suppressRecord(platform, SYSTEM, { id, isSuppressed: false })
  await until('گلستان', ['گلستان'])
})

test('every added and updated record has one entry in the journal, unchanged ones none', async (t) => {
  const { platform, places } = await aUnion(t)
  const librarian = aWorker(places['NLA:11']!, 'librarian')
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')], { actor: librarian })
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')], { actor: librarian })
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان سعدی')], { actor: librarian })
  const { id } = await recordOf(platform, '1')
  const history = await listFor(platform.db, { type: 'record', id })
  assert.deepEqual(
    history.map((entry) => [entry.action, entry.by.id, entry.organisation]),
    ['catalogue.record-updated', 'catalogue.record-added'].map((action) => [
      action,
      librarian.id,
      places['NLA:11']!.library,
    ]),
  )
})

test('a dry run says what would happen and writes nothing but its report', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  const before = [await records(platform), await editions(platform), await items(platform)]
  const journal = await platform.db.selectFrom('platform.journal_entry').select('action').execute()
  const tried = await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان سعدی'), aBook('2', 'گلستان'), aBook('2', 'باز')], {
    dryRun: true,
  })
  assert.deepEqual(counts(tried), { read: 3, added: 1, updated: 1, unchanged: 0, refused: 1 })
  assert.deepEqual([await records(platform), await editions(platform), await items(platform)], before)
  const after = await platform.db.selectFrom('platform.journal_entry').select('action').execute()
  assert.deepEqual(
    after
      .slice(journal.length)
      .map((entry) => entry.action)
      .sort(),
    ['catalogue.import-done', 'catalogue.import-tried'],
  )
  const real = await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان سعدی'), aBook('2', 'گلستان'), aBook('2', 'باز')])
  assert.deepEqual(counts(real), counts(tried))
})

test('copies name other libraries of the network only in a file its officers send', async (t) => {
  const { platform, places } = await aUnion(t)
  const book = aBook('1', 'بوستان', '852 ## $a12$p1001', '852 ## $aelsewhere$p1002')
  const officer = aWorker(places['NLA:11']!, 'network-officer')
  await takeIn(platform, 'NLA:11', [book], { actor: officer })
  const [first, second] = await items(platform)
  assert.deepEqual([first!.library_id, second!.library_id], [places['NLA:12']!.library, places['NLA:11']!.library])
  await takeIn(platform, 'NLA:21', [book], { actor: aWorker(places['NLA:21']!) })
  const own = (await items(platform)).filter((item) => item.library_id === places['NLA:21']!.library)
  assert.equal(own.length, 2)
})

test('one file sent twice at once doubles nothing, and two files of one book found one edition', async (t) => {
  const { platform } = await aUnion(t)
  const file = fileOf(
    ...Array.from({ length: 700 }, (_, i) =>
      aBook(`${i}`, `کتاب ${i}`, `035 ## $a(OCoLC)${90_000 + i}`, `852 ## $p${i}`),
    ),
  )
  const request = (library: string) => ({ library, fileName: 'a.mrc', bytes: whole(file), dryRun: false })
  const [one, two, other] = await Promise.all([
    beginImport(platform, SYSTEM, request('NLA:11')),
    beginImport(platform, SYSTEM, request('NLA:11')),
    beginImport(platform, SYSTEM, request('NLA:12')),
  ])
  await Promise.all([1, 2, 3].map(() => platform.jobs.drain(['catalogue.import'])))
  const states = await platform.db
    .selectFrom('catalogue.import')
    .select(['id', 'state', 'added', 'unchanged'])
    .execute()
  assert.deepEqual([...new Set(states.map((row) => row.state))], ['done'])
  assert.equal((await records(platform)).length, 1400)
  const all = await editions(platform)
  assert.ok(all.every((edition) => edition.record_count === 2))
  const written = states.filter((row) => row.id !== other.id).reduce((sum, row) => sum + row.added, 0)
  assert.equal(written, 700, `${one.id} ${two.id}`)
})
