import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { refusedReasons } from '#areas/catalogue/service/import/refused.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { keptUntil } from '#areas/catalogue/unanswered-lists.ts'
import { isRefusal } from '#lib/refusal.ts'
import { listFor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { whole } from '#tests/support/marc-records.ts'
import { chooseColumns, readSample } from './columns.ts'
import { undoList } from './counting.ts'
import { sweepUnanswered } from './unanswered.ts'
import { listWaitingFor } from './waiting.ts'

const begin = (platform: Platform, text: string, form: 'titles' | 'isbns', dryRun = false, library = 'NLA:11') =>
  beginImport(platform, SYSTEM, { library, fileName: 'list.csv', bytes: whole(Buffer.from(text)), dryRun, form })

async function drained(platform: Platform, id: string) {
  await platform.jobs.drain(['catalogue.import', 'catalogue.waiting-isbns'])
  const { state, doneRecords, added, updated, unchanged, refused, repaired } = await getImport(platform, SYSTEM, { id })
  return { state, read: doneRecords, added, updated, unchanged, refused, repaired }
}

const COUNTS = { state: 'done', read: 0, added: 0, updated: 0, unchanged: 0, refused: 0, repaired: 0 }

async function takeTitles(platform: Platform, text: string, dryRun = false) {
  const { id } = await begin(platform, text, 'titles')
  const { columns } = await readSample(platform, SYSTEM, { id })
  const row = await chooseColumns(platform, SYSTEM, { id, fields: columns.fields, dryRun })
  return { id: row.id, columns, counts: await drained(platform, row.id) }
}

const LIST = `عنوان,نویسنده,شابک,تعداد
بوستان,سعدی,9789640000014,2
گلستان,سعدی,978-964-00-0002-9,
,بی‌نام,,
بوستان,سعدی,9789640000014,2
شاهنامه,فردوسی,,۱
`

test('a table waits for its columns, is tried, taken in, and sent again writes nothing twice', async (t) => {
  const { platform } = await aUnion(t)
  const { id } = await begin(platform, LIST, 'titles')
  assert.equal((await getImport(platform, SYSTEM, { id })).state, 'mapping')
  assert.equal((await drained(platform, id)).state, 'mapping')

  const tried = await takeTitles(platform, LIST, true)
  assert.deepEqual(tried.columns.fields, ['title', 'author', 'isbn', 'copies'])
  const counts = { ...COUNTS, read: 5, added: 3, refused: 2, repaired: 1 }
  assert.deepEqual(tried.counts, counts)
  assert.equal((await platform.db.selectFrom('catalogue.record').select('id').execute()).length, 0)

  const taken = await chooseColumns(platform, SYSTEM, { id: tried.id, fields: tried.columns.fields, dryRun: false })
  assert.notEqual(taken.id, tried.id)
  assert.deepEqual(await drained(platform, taken.id), counts)
  const items = await platform.db.selectFrom('catalogue.item').select('item_key').execute()
  assert.equal(items.length, 4)

  const again = await takeTitles(platform, LIST)
  assert.deepEqual(again.counts, { ...COUNTS, read: 5, unchanged: 3, refused: 2, repaired: 1 })
  assert.equal((await platform.db.selectFrom('catalogue.record').select('id').execute()).length, 3)
  const facts = await listFor(platform.db, { type: 'import', id: taken.id })
  assert.deepEqual(facts.map(({ action }) => action).sort(), ['catalogue.import-begun', 'catalogue.import-done'])
})

test('the rest comes back as a table of its own with a reason for every row', async (t) => {
  const { platform } = await aUnion(t)
  const { id } = await takeTitles(platform, LIST)
  const { name, csv } = await refusedReasons(platform, SYSTEM, { id, lang: 'fa' })
  assert.equal(name, 'refused-list.csv')
  assert.deepEqual(csv.replace('\ufeff', '').trim().split('\r\n'), [
    'عنوان,نویسنده,شابک,تعداد,دلیل',
    ',بی‌نام,,,ردیف ۴ عنوان ندارد.',
    'بوستان,سعدی,9789640000014,2,ردیف ۵ همان ردیف ۲ است. اگر نسخهٔ دیگری است، بارکد یا شمارهٔ ثبت آن را بنویسید، یا تعداد نسخه‌ها را در یک ردیف.',
  ])
})

test('what a librarian says of the columns is remembered for the library alone', async (t) => {
  const { platform } = await aUnion(t)
  const text = 'کد,شرح,متفرقه\n1,بوستان,الف\n'
  const { id } = await begin(platform, text, 'titles')
  await chooseColumns(platform, SYSTEM, { id, fields: ['accession', 'title', null], dryRun: false })
  const next = await begin(platform, text, 'titles')
  assert.deepEqual((await readSample(platform, SYSTEM, { id: next.id })).columns.fields, ['accession', 'title', null])
  const other = await begin(platform, text, 'titles', false, 'NLA:12')
  assert.notDeepEqual((await readSample(platform, SYSTEM, { id: other.id })).columns.fields, [
    'accession',
    'title',
    null,
  ])
})

test('a table without a title column, and somebody else’s table, are refused', async (t) => {
  const { platform, places } = await aUnion(t)
  const { id } = await begin(platform, LIST, 'titles')
  const refusedAs = (code: string) => (error: unknown) => isRefusal(error) && error.code === code
  await assert.rejects(
    chooseColumns(platform, SYSTEM, { id, fields: ['author'], dryRun: true }),
    refusedAs('catalogue.list-title-missing'),
  )
  const stranger = aWorker(places['AQR:31']!)
  await assert.rejects(readSample(platform, stranger, { id }), refusedAs('catalogue.work-by-own-staff'))
})

test('scanned numbers become copies where the union knows the book, and wait where it does not', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'AQR:31', [aBook('9', 'بوستان', '020 ## $a9789640000014', '852 ## $aX$p77', '999 ## $alocal')])
  const scanned = '۹۷۸۹۶۴۰۰۰۰۰۱۴\n9640000019\n9789640000021\n9789640000019\n'
  const { id } = await begin(platform, scanned, 'isbns')
  assert.deepEqual(await drained(platform, id), { ...COUNTS, read: 3, added: 1, refused: 2 })
  const [own] = await platform.db
    .selectFrom('catalogue.record')
    .where('control_number', '=', 'isbn-9789640000014')
    .select(['id', 'edition_id'])
    .execute()
  const items = await platform.db.selectFrom('catalogue.item').where('record_id', '=', own!.id).selectAll().execute()
  assert.deepEqual(items.map(({ barcode, copy_number }) => [barcode, copy_number]).sort(), [
    [null, '1'],
    [null, '2'],
  ])
  const [theirs] = await platform.db
    .selectFrom('catalogue.record')
    .where('control_number', '=', '9')
    .select('edition_id')
    .execute()
  assert.equal(own!.edition_id, theirs!.edition_id)
  const waiting = await listWaitingFor(platform, SYSTEM, { limit: 10 })
  assert.deepEqual(
    waiting.map(({ isbn, copies, libraryCode }) => [isbn, copies, libraryCode]),
    [['9789640000021', 1, '11']],
  )

  // The record comes, from whomever: what waited is taken in by itself, once.
  await takeIn(platform, 'AQR:31', [aBook('10', 'گلستان', '020 ## $a978-964-00-0002-1')])
  await platform.jobs.drain(['catalogue.waiting-isbns', 'catalogue.import', 'catalogue.waiting-isbns'])
  assert.deepEqual(await listWaitingFor(platform, SYSTEM, { limit: 10 }), [])
  const numbers = await platform.db
    .selectFrom('catalogue.record')
    .where('control_number', 'like', 'isbn-%')
    .select('control_number')
    .orderBy('control_number')
    .execute()
  assert.deepEqual(
    numbers.map((one) => one.control_number),
    ['isbn-9789640000014', 'isbn-9789640000021'],
  )
})

test('the list sent again is unchanged, and what the library has in its own record stays there', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'AQR:31', [aBook('9', 'بوستان', '020 ## $a9789640000014')])
  await takeIn(platform, 'NLA:11', [aBook('5', 'گلستان', '020 ## $a9789640000021')])
  const scanned = '9789640000014,2\n9789640000021\n'
  const first = await begin(platform, scanned, 'isbns')
  assert.deepEqual(await drained(platform, first.id), { ...COUNTS, read: 2, added: 1, refused: 1 })
  const again = await begin(platform, scanned, 'isbns')
  assert.deepEqual(await drained(platform, again.id), { ...COUNTS, read: 2, unchanged: 1, refused: 1 })
  const { csv } = await refusedReasons(platform, SYSTEM, { id: again.id, lang: 'en' })
  assert.match(csv, /9789640000021,1,The library has ISBN 9789640000021 in its own record “5”/)
})

test('a table whose columns nobody says is removed with its file after two weeks, one that was tried or answered is not', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform } = await aUnion(t, { now: () => now })
  const waiting = await begin(platform, LIST, 'titles')
  const answered = await takeTitles(platform, `${LIST},,,\n`, true)
  now = new Date('2026-12-06T07:59:00Z')
  assert.equal(await sweepUnanswered(platform), 0)
  const page = (await getImport(platform, SYSTEM, { id: waiting.id })).createdAt
  assert.equal(keptUntil(page).toISOString(), '2026-12-06T08:00:00.000Z')
  now = new Date('2026-12-06T08:01:00Z')
  assert.equal(await sweepUnanswered(platform), 1)
  assert.equal(await sweepUnanswered(platform), 0)
  await assert.rejects(getImport(platform, SYSTEM, { id: waiting.id }), /import-unknown/)
  assert.equal((await getImport(platform, SYSTEM, { id: answered.id })).state, 'done')
  now = new Date('2026-12-06T08:02:00Z')
  await platform.files.sweep()
  await assert.rejects(platform.files.open(waiting.fileId!), /files.missing/)
  const [told] = await listFor(platform.db, { type: 'import', id: waiting.id })
  assert.deepEqual([told!.action, told!.facts.file], ['catalogue.list-removed', 'list.csv'])
})

async function copiesIn(platform: Platform) {
  const { rows } = await sql<{ n: string; copies: number }>`
    select substring(r.control_number from 15) as n, count(*)::int as copies from catalogue.record r
    join catalogue.item i on i.record_id = r.id where r.control_number like 'isbn-%' and r.suppressed_at is null
    group by 1 order by 1`.execute(platform.db)
  return Object.fromEntries(rows.map(({ n, copies }) => [n, copies]))
}

test('lists of shelves add up, the same one counts once, one of the whole library takes their place, and each can be taken back', async (t) => {
  const { platform, places } = await aUnion(t)
  await takeIn(platform, 'AQR:31', [
    aBook('1', 'بوستان', '020 ## $a9789640000014'),
    aBook('2', 'گلستان', '020 ## $a9789640000021'),
    aBook('3', 'دیوان', '020 ## $a9789640000038'),
  ])
  const [A, B, C, WAITS] = ['9789640000014', '9789640000021', '9789640000038', '9789640000045']
  const send = async (text: string, scope?: 'part' | 'whole', dryRun = false) => {
    const list = {
      library: 'NLA:11',
      fileName: 'scan.txt',
      bytes: whole(Buffer.from(text)),
      dryRun,
      form: 'isbns' as const,
    }
    const { id } = await beginImport(platform, SYSTEM, { ...list, ...(scope && { scope }) })
    const counts = await drained(platform, id)
    return { id, counts }
  }
  const worker = aWorker(places['NLA:11']!)
  const takeBack = async (id: string) => {
    const { text, ...list } = await undoList(platform, worker, { id })
    if (text === '') return
    const bytes = whole(Buffer.from(text))
    await drained(
      platform,
      (await beginImport(platform, worker, { ...list, bytes, dryRun: false, form: 'isbns', scope: null })).id,
    )
  }
  const first = await send(`${A}\n${A}\n${B}\n${WAITS}\n`)
  assert.deepEqual(await copiesIn(platform), { '0014': 2, '0021': 1 })
  assert.equal((await send(`${A}\n${A}\n${B}\n${WAITS}\n`)).counts.unchanged, 2)
  assert.deepEqual(await copiesIn(platform), { '0014': 2, '0021': 1 })
  const second = await send(`${A}\n${C}\n`)
  assert.deepEqual(await copiesIn(platform), { '0014': 3, '0021': 1, '0038': 1 })
  const tried = await send(`${B}\n`, 'whole', true)
  assert.equal(tried.counts.unchanged, 1)
  assert.deepEqual(await copiesIn(platform), { '0014': 3, '0021': 1, '0038': 1 })
  const all = await send(`${A}\n${B}\n${B}\n`, 'whole')
  assert.deepEqual(await copiesIn(platform), { '0014': 1, '0021': 2 })
  assert.deepEqual(await listWaitingFor(platform, SYSTEM, { limit: 10 }), [])
  await send(`${C}\n`)
  assert.deepEqual(await copiesIn(platform), { '0014': 1, '0021': 2, '0038': 1 })
  await takeBack(all.id)
  assert.deepEqual(await copiesIn(platform), { '0014': 3, '0021': 1, '0038': 2 })
  await takeBack(second.id)
  assert.deepEqual(await copiesIn(platform), { '0014': 2, '0021': 1, '0038': 1 })
  await takeBack(first.id)
  assert.deepEqual(await copiesIn(platform), { '0038': 1 })
  await assert.rejects(undoList(platform, worker, { id: first.id }), /list-undone-already/)
  await assert.rejects(undoList(platform, aWorker(places['AQR:31']!), { id: all.id }), isRefusal)
  const actions = (await listFor(platform.db, { type: 'import', id: first.id })).map((one) => one.action)
  assert.ok(actions.includes('catalogue.list-undone'))
})
