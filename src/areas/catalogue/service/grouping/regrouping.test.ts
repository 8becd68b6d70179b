import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#lib/refusal.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { pinRecord, splitRecord } from './deciding.ts'
import { beginRegrouping, getRegrouping } from './regrouping.ts'

const lines = ['100 1# $aسعدی', '020 ## $a9789640000014', '260 ## $bخوارزمی،$c1383', '300 ## $a624 ص']

test('a run over what the present rules made changes nothing, and a second one is another run', async (t) => {
  const { platform, places } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان', ...lines), aBook('2', 'گلستان')])
  await takeIn(platform, 'AQR:31', [aBook('1', 'بوستان', ...lines)])
  await takeIn(platform, 'NLA:12', [aBook('1', 'بوستان', ...lines)])
  const rows = () =>
    platform.db.selectFrom('catalogue.record').select(['id', 'edition_id', 'placed_by']).orderBy('id').execute()
  const own = await platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('library_id', '=', places['NLA:12']!.library)
    .executeTakeFirstOrThrow()
  await splitRecord(platform, SYSTEM, { id: own.id })
  const before = await rows()
  const begun = await beginRegrouping(platform, SYSTEM)
  assert.equal((await beginRegrouping(platform, SYSTEM)).id, begun.id, 'a run under way is gone on with')
  await platform.jobs.drain(['catalogue.regroup'])
  const done = await getRegrouping(platform, SYSTEM, { id: begun.id })
  assert.deepEqual([done.state, done.total, done.done, done.moved, done.joined], ['done', 4, 4, 0, 0])
  assert.deepEqual(await rows(), before)
  assert.notEqual((await beginRegrouping(platform, SYSTEM)).id, begun.id)
  const librarian = aWorker(places['NLA:11']!, 'librarian')
  await assert.rejects(
    beginRegrouping(platform, librarian),
    (error) => isRefusal(error) && error.code === 'catalogue.regroup-by-administrators',
  )
})

test('a pinned record stays where it is although the rules would move it', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان', ...lines), aBook('2', 'شیمی آلی', '100 1# $aموریسن')])
  const [one, two] = await platform.db
    .selectFrom('catalogue.record')
    .select(['id', 'edition_id'])
    .orderBy('control_number')
    .execute()
  // As rules of another day might have left it.
  await platform.db
    .updateTable('catalogue.record')
    .set({ edition_id: one!.edition_id })
    .where('id', '=', two!.id)
    .execute()
  await pinRecord(platform, SYSTEM, { id: two!.id })
  await beginRegrouping(platform, SYSTEM)
  await platform.jobs.drain(['catalogue.regroup'])
  const after = await platform.db.selectFrom('catalogue.record').select(['id', 'edition_id']).execute()
  assert.equal(after.find((row) => row.id === two!.id)!.edition_id, one!.edition_id)
  assert.notEqual(after.find((row) => row.id === one!.id)!.edition_id, one!.edition_id, 'the other one moves away')
})
