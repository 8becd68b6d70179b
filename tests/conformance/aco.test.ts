import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { test } from 'node:test'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { searchCatalogue, searchQuery } from '#areas/catalogue/service/search/searching.ts'
import { putLibrary } from '#areas/libraries/service/keeping.ts'
import type { Platform } from '#platform/platform.ts'
import { aUnion, SYSTEM } from '#tests/support/catalogue.ts'
import { sharedData } from '#tests/support/shared-data.ts'

/** Libraries and how many records SOURCE.md counts of each. */
const LIBRARIES: readonly (readonly [code: string, records: number])[] = [
  ['aeadna', 45],
  ['NIC', 435],
  ['UaCaAUL', 1_076],
  ['NNU', 1_369],
  ['NNC', 3_055],
  ['NjP', 3_450],
  ['LeBAU', 3_934],
]

async function takeIn(platform: Platform, folder: string, code: string) {
  const fileName = `local_${code}.xml.gz`
  const bytes = createReadStream(`${folder}/${fileName}`)
  const { id } = await beginImport(platform, SYSTEM, { library: `AQR:${code}`, fileName, bytes, dryRun: false })
  await platform.jobs.drain(['catalogue.import'])
  const { state, doneRecords, added, updated, unchanged, refused } = await getImport(platform, SYSTEM, { id })
  return { state, read: doneRecords, added, updated, unchanged, refused }
}

const SPELLINGS = [
  ['يوسف العبيدي', 'یوسف العبیدی', 'يوسـف العُبيدى'],
  ['تاريخ الأدب العربي', 'تاریخ الادب العربی', 'تاريخِ الأدب العربـى'],
  ['الأغاني', 'الاغانی', 'الأغانى'],
] as const

test('the Arabic Collections Online go in under their own codes, join, and are found in any spelling', async (t) => {
  const folder = sharedData(t, 'marc/aco')
  if (folder === null) return
  const { platform } = await aUnion(t)
  const began = performance.now()
  for (const [code, records] of LIBRARIES) {
    await putLibrary(platform, SYSTEM, { network: 'AQR', draft: { code, name: code } })
    const counts = { read: records, added: records, updated: 0, unchanged: 0, refused: 0 }
    assert.deepEqual(await takeIn(platform, folder, code), { state: 'done', ...counts }, code)
  }
  const seconds = (performance.now() - began) / 1000
  const all = LIBRARIES.reduce((sum, [, records]) => sum + records, 0)
  t.diagnostic(`${all} records in ${seconds.toFixed(1)} s: ${Math.round(all / seconds)} records/s`)
  for (const [code, records] of LIBRARIES) {
    const counts = { read: records, added: 0, updated: 0, unchanged: records, refused: 0 }
    assert.deepEqual(await takeIn(platform, folder, code), { state: 'done', ...counts }, `${code} again`)
  }
  const editions = await platform.db.selectFrom('catalogue.edition').select('record_count').execute()
  assert.equal(
    editions.reduce((sum, edition) => sum + edition.record_count, 0),
    all,
  )
  t.diagnostic(
    `${editions.length} editions, ${editions.filter((one) => one.record_count > 1).length} of several records`,
  )
  await platform.search.ready('catalogue')
  for (const spellings of SPELLINGS) {
    // At once, so that all ask the same state of an index that is still merging its segments.
    const answers = await Promise.all(
      spellings.map((q) => searchCatalogue(platform, SYSTEM, searchQuery({ q, limit: '100' }))),
    )
    const found = answers.map(({ total, hits }) => ({ total, ids: hits.map((hit) => hit.id) }))
    assert.ok(found[0]!.total > 10, spellings[0])
    for (const other of found) assert.deepEqual(other, found[0], spellings[0])
  }
})
