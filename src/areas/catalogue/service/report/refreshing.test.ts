import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { isRefusal } from '#lib/refusal.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { eachToMend, getLibraryReport, listLibraryQuality, listToMend, readReport } from './reading.ts'
import { isReportDue, refreshReport } from './refreshing.ts'

const GOOD = ['100 1# $aسعدی', '260 ## $bخوارزمی،$c1383', '650 #4 $aشعر', '082 04 $a8فا1']
const good = (n: string, title: string, ...more: string[]) => aBook(n, title, ...GOOD, ...more)

test('the figures count records, editions, copies, networks and provinces, and what two networks share', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [
    good('1', 'بوستان', '020 ## $a9789640000014', '852 ## $p1', '852 ## $p2'),
    good('2', 'گلستان', '020 ## $a9789640000021'),
  ])
  await takeIn(platform, 'NLA:21', [good('9', 'دیوان', '020 ## $a9789640000038')])
  await takeIn(platform, 'AQR:31', [good('5', 'بوستان', '020 ## $a9789640000014', '852 ## $p7')])
  const { checked } = await refreshReport(platform)
  assert.equal(checked, 4)
  const { report } = (await readReport(platform, SYSTEM))!
  const { figures } = report
  assert.deepEqual(
    [figures.records, figures.editions, figures.shared, figures.copies, figures.libraries, figures.checked],
    [4, 3, 1, 3, 3, 4],
  )
  assert.deepEqual(figures.overlap, [
    { networks: ['NLA'], editions: 2 },
    { networks: ['AQR', 'NLA'], editions: 1 },
  ])
  assert.deepEqual(
    figures.networks.map((one) => [one.code, one.records, one.editions, one.only, one.copies, one.libraries]),
    [
      ['NLA', 3, 3, 2, 2, 2],
      ['AQR', 1, 1, 0, 1, 1],
    ],
  )
  assert.deepEqual(
    figures.provinces.map((one) => [one.editions, one.copies, one.libraries]),
    [
      [2, 3, 2],
      [1, 0, 1],
    ],
  )
  assert.deepEqual(figures.fields, [
    { field: 8, network: null, editions: 3 },
    { field: 8, network: 'AQR', editions: 1 },
    { field: 8, network: 'NLA', editions: 3 },
  ])
  assert.deepEqual(figures.subjects, [{ key: 'شعر', label: 'شعر', editions: 3 }])
  assert.deepEqual(figures.languages, [{ code: 'per', editions: 3 }])
  assert.deepEqual(figures.faults, {})
  assert.equal(figures.score, 100)
})

test('faults are found, listed and taken off the list when mended; only changed records are checked again', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform, places } = await aUnion(t, { now: () => now })
  const worker = aWorker(places['NLA:11']!)
  await takeIn(platform, 'NLA:11', [
    good('1', 'بوستان', '020 ## $a9789640000015'),
    good('2', 'گلستان', '020 ## $a9789640000021'),
    good('3', 'گلستان', '020 ## $a9789640000021'),
  ])
  await refreshReport(platform)
  const mend = (fault: 'isbn-wrong' | 'duplicate') =>
    listToMend(platform, worker, { library: 'NLA:11', fault, limit: 50 })
  assert.deepEqual(
    (await mend('isbn-wrong')).map((one) => [one.controlNumber, one.title, one.faults]),
    [['1', 'بوستان', ['isbn-wrong']]],
  )
  const twice = await mend('duplicate')
  assert.deepEqual(twice.map((one) => one.controlNumber).sort(), ['2', '3'])
  const [first] = await listLibraryQuality(platform, worker)
  assert.deepEqual(first!.faults, { 'isbn-wrong': 1, duplicate: 2 })
  assert.equal(Math.round(first!.score), Math.round((90 + 80 + 80) / 3))
  now = new Date('2026-11-22T09:00:00Z')
  await takeIn(platform, 'NLA:11', [good('1', 'بوستان', '020 ## $a9789640000014')])
  await suppressRecord(platform, SYSTEM, { id: twice[0]!.id, isSuppressed: true })
  const { checked } = await refreshReport(platform)
  assert.equal(checked, 1)
  assert.deepEqual([await mend('isbn-wrong'), await mend('duplicate')], [[], []])
  const { trend } = await getLibraryReport(platform, worker, { library: 'NLA:11' })
  assert.deepEqual(
    trend.map((one) => [one.records, Math.round(one.score)]),
    [
      [3, 83],
      [2, 100],
    ],
  )
  now = new Date('2026-11-22T10:00:00Z')
  assert.equal((await refreshReport(platform)).checked, 0)
  assert.equal((await getLibraryReport(platform, worker, { library: 'NLA:11' })).trend.length, 2)
})

test('it is due after an import and after a day, and not before', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform } = await aUnion(t, { now: () => now })
  assert.equal(await readReport(platform, SYSTEM), null)
  assert.equal(await isReportDue(platform), false)
  await takeIn(platform, 'NLA:11', [good('1', 'بوستان')])
  assert.equal(await isReportDue(platform), true)
  now = new Date('2026-11-22T08:01:00Z')
  await refreshReport(platform)
  assert.equal(await isReportDue(platform), false)
  now = new Date('2026-11-22T08:01:30Z')
  await takeIn(platform, 'NLA:11', [good('2', 'گلستان')])
  assert.equal(await isReportDue(platform), false)
  now = new Date('2026-11-22T08:03:00Z')
  assert.equal(await isReportDue(platform), true)
  await refreshReport(platform)
  now = new Date('2026-11-23T09:00:00Z')
  assert.equal(await isReportDue(platform), true)
})

test('lists to mend are for the library’s own staff and the officers above it', async (t) => {
  const { platform, places } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  await refreshReport(platform)
  const own = places['NLA:11']!
  const refusalOf = async (work: () => Promise<unknown>) => {
    try {
      await work()
      return null
    } catch (error) {
      if (isRefusal(error)) return error.code
      throw error
    }
  }
  const matrix = [
    [aWorker(own), true],
    [aWorker(own, 'librarian'), true],
    [aWorker(own, 'province-officer'), true],
    [aWorker(own, 'network-officer'), true],
    [aWorker(own, 'administrator'), true],
    [aWorker(places['NLA:12']!), false],
    [aWorker(places['NLA:21']!, 'province-officer'), false],
    [aWorker(places['AQR:31']!, 'network-officer'), false],
  ] as const
  const asked = { library: 'NLA:11', fault: 'missing-subject' } as const
  for (const [who, may] of matrix) {
    const code = may ? null : 'catalogue.work-by-own-staff'
    assert.equal(await refusalOf(() => listToMend(platform, who, { ...asked, limit: 5 })), code)
    assert.equal(await refusalOf(() => getLibraryReport(platform, who, asked)), code)
    assert.equal(await refusalOf(() => eachToMend(platform, who, asked).next()), code)
    assert.equal((await listLibraryQuality(platform, who)).length, may ? 1 : 0)
  }
})

test('a report that is broken off while it checks is made again as if it had not been, and the long list is read page by page', async (t) => {
  const { platform, places } = await aUnion(t)
  const books = Array.from({ length: 1_100 }, (_, i) => good(String(i + 1), `دفتر ${'آبپتثجچحخد'[i % 10]}${i}`))
  await takeIn(platform, 'NLA:11', books)
  const stop = new AbortController()
  const seen: number[] = []
  const follow = async (checked: number, total: number) => {
    seen.push(checked)
    assert.equal(total, 1_100)
    if (checked >= 500) stop.abort(new Error('the process stops'))
  }
  await assert.rejects(refreshReport(platform, follow, stop.signal), /the process stops/)
  assert.ok(seen.at(-1)! < 1_100)
  const { checked, report } = await refreshReport(platform)
  assert.ok(checked > 0 && checked < 1_100, String(checked))
  assert.deepEqual([report.figures.checked, report.figures.faults['missing-isbn']], [1_100, 1_100])
  const asked = { library: 'NLA:11', fault: 'missing-isbn' } as const
  const found: string[] = []
  for (let after: string | undefined; ; after = found.at(-1)) {
    const page = await listToMend(platform, aWorker(places['NLA:11']!), { ...asked, limit: 300, after })
    if (page.length === 0) break
    found.push(...page.map((one) => one.id))
  }
  assert.equal(found.length, 1_100)
  assert.equal(new Set(found).size, 1_100)
  const odd = await listToMend(platform, SYSTEM, { ...asked, limit: 1, after: 'no place at all' })
  assert.equal(odd[0]?.id, found[0])
})
