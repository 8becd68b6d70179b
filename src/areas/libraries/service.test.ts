import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addPoints, closePoint, recordTotal } from '#areas/libraries/service/figures.ts'
import { exportLibraries, importLibraries } from '#areas/libraries/service/importing.ts'
import { addNetwork, closeLibrary, putLibrary, reopenLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { isRefusal } from '#lib/refusal.ts'
import { writeCsv, writeXlsxSheet } from '#lib/sheets/write-sheet.ts'
import type { Platform } from '#platform/platform.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { directoryQuery, getLibrary, getNetwork, placeNear, searchDirectory, surveyDirectory } from './service.ts'

const system = systemActor('tests')
const refusedAs = (code: string, field?: string) => (error: unknown) =>
  isRefusal(error) && error.code === code && (field === undefined || error.facts.field === field)
const bytes = (text: string) => new TextEncoder().encode(text)
const find = async (q: string, more = {}) =>
  (await searchDirectory(platform, system, directoryQuery({ q, ...more }))).libraries.map((one) => one.code)

let platform: Platform
const cleanups: (() => Promise<void>)[] = []

describe('the directory on a real database', () => {
  before(async () => {
    ;({ platform } = await aPeyvand({ after: (work: () => Promise<void>) => void cleanups.push(work) }))
    await addNetwork(platform, system, { code: 'n1', name: 'نهاد کتابخانه‌های عمومی', nameEn: 'Public libraries' })
    await addNetwork(platform, system, { code: 'n2', name: 'آستان قدس' })
  })
  // The list grows while it is walked: what must come last puts itself at the end.
  after(async () => {
    for (const work of cleanups) await work()
  })

  test('a network is added once and renamed by its code', async () => {
    const first = await addNetwork(platform, system, { code: '۹۹', name: 'شبکهٔ آزمون' })
    assert.equal(first.outcome, 'added')
    assert.equal(first.network.code, '99')
    assert.equal((await addNetwork(platform, system, { code: '99', name: 'شبکهٔ آزمون' })).outcome, 'unchanged')
    assert.equal((await addNetwork(platform, system, { code: '99', name: 'نام تازه' })).outcome, 'updated')
    await assert.rejects(
      addNetwork(platform, system, { code: 'a b', name: 'x' }),
      refusedAs('libraries.code-malformed'),
    )
    await assert.rejects(addNetwork(platform, system, { code: 'ab', name: '' }), refusedAs('libraries.name-missing'))
  })

  test('a library takes its province, county and coordinates from its city, and the same call changes nothing', async () => {
    const draft = { code: '۱۰۱', name: 'کتابخانهٔ عمومی شهید بهشتی', city: 'نيشابور', kind: 'institutional' as const }
    const added = await putLibrary(platform, system, { network: 'n1', draft })
    assert.equal(added.outcome, 'added')
    const library = await getLibrary(platform, system, { id: added.id })
    assert.deepEqual([library.code, library.province?.name, library.city], ['101', 'خراسان رضوی', 'نیشابور'])
    assert.ok(Math.abs(library.lat! - 36.2) < 0.2 && Math.abs(library.lon! - 58.8) < 0.2)
    assert.equal((await putLibrary(platform, system, { network: 'n1', draft })).outcome, 'unchanged')
    assert.equal((await getLibrary(platform, system, { id: 'n1:101' })).id, added.id)
    assert.equal((await getLibrary(platform, system, { id: 'N1:101' })).id, added.id)
    assert.equal((await getNetwork(platform, system, { code: 'N1' })).code, 'n1')
  })

  test('a draft that cannot stand is refused with its field', async () => {
    const put = (draft: object) =>
      putLibrary(platform, system, { network: 'n1', draft: { code: '1', name: 'نام', ...draft } as never })
    await assert.rejects(put({ code: '../x y' }), refusedAs('libraries.code-malformed', 'code'))
    await assert.rejects(put({ name: '' }), refusedAs('libraries.name-missing', 'name'))
    await assert.rejects(put({ province: 'ناکجاآباد' }), refusedAs('libraries.province-unknown', 'province'))
    await assert.rejects(put({ province: 'تهران', city: 'مشهد' }), refusedAs('libraries.city-unknown', 'city'))
    await assert.rejects(put({ email: 'no' }), refusedAs('libraries.value-malformed', 'email'))
    await assert.rejects(put({ hours: { sat: [['14:00', '08:00']] } }), refusedAs('libraries.hours-in-disorder'))
    await assert.rejects(
      putLibrary(platform, system, { network: 'none', draft: { code: '1', name: 'نام' } }),
      refusedAs('libraries.network-unknown'),
    )
  })

  test('another province empties the city of the old one; coordinates follow the city unless they were given', async () => {
    const put = (draft: object) =>
      putLibrary(platform, system, { network: 'n1', draft: { code: '102', name: 'رازی', ...draft } })
    const { id } = await put({ city: 'مشهد' })
    const mashhad = await getLibrary(platform, system, { id })
    await put({ province: 'یزد' })
    const moved = await getLibrary(platform, system, { id })
    assert.deepEqual([moved.province?.name, moved.city, moved.county], ['یزد', null, null])
    await put({ city: 'یزد' })
    const yazd = await getLibrary(platform, system, { id })
    assert.ok(Math.abs(yazd.lat! - mashhad.lat!) > 2)
    await put({ lat: 31.5, lon: 54.1 })
    await put({ name: 'زکریای رازی' })
    const renamed = await getLibrary(platform, system, { id })
    assert.deepEqual([renamed.lat, renamed.lon], [31.5, 54.1])
    assert.deepEqual(
      renamed.history.map((event) => event.kind),
      ['moved', 'renamed'],
    )
  })

  const FILE = writeCsv(
    [
      'کد',
      'نام کتابخانه',
      'نوع',
      'استان',
      'شهر',
      'خدمات',
      'ساعت کار',
      'تاریخ افتتاح',
      'عرض جغرافیایی',
      'طول جغرافیایی',
    ],
    [
      [
        '۲۰۱',
        'کتابخانهٔ پروین اعتصامی',
        'نهادی',
        'تهران',
        'تهران',
        'امانت؛ سالن مطالعه',
        'شنبه تا چهارشنبه ۸-۱۴',
        '۱۳۷۵/۲/۱۰',
        '35.7',
        '51.4',
      ],
      ['202', 'کتابخانهٔ علامه دهخدا', 'مشارکتی', 'قزوین', 'قزوین', null, null, null, null, null],
      ['203', 'بی‌نوع', 'چیز دیگر', 'قزوین', null, null, null, null, null, null],
      ['202', 'دوباره', null, null, null, null, null, null, null, null],
      [null, 'بی‌کد', null, null, null, null, null, null, null, null],
      ['204', 'روز بد', null, null, null, null, null, '۱۳۷۵/۱۳/۱', null, null],
      ['205', 'ساعت بد', null, null, null, null, 'همیشه', null, null, null],
    ],
  )

  test('a file is previewed, taken, and taken again without change; refusals name row, column and value', async () => {
    const dry = await importLibraries(platform, system, { network: 'n1', bytes: bytes(FILE), dryRun: true })
    assert.deepEqual([dry.read, dry.added, dry.updated, dry.unchanged], [7, 2, 0, 0])
    assert.deepEqual(
      dry.refused.map((row) => [row.row, row.column, row.value, row.code]),
      [
        [4, 'نوع', 'چیز دیگر', 'libraries.kind-unknown'],
        [5, 'کد', '202', 'libraries.code-repeated'],
        [6, 'کد', '', 'libraries.code-missing'],
        [7, 'تاریخ افتتاح', '۱۳۷۵/۱۳/۱', 'libraries.day-malformed'],
        [8, 'ساعت کار', 'همیشه', 'libraries.hours-malformed'],
      ],
    )
    assert.deepEqual(await find('پروین'), [])
    const taken = await importLibraries(platform, system, { network: 'n1', bytes: bytes(FILE), dryRun: false })
    assert.deepEqual([taken.added, taken.refused.length], [2, 5])
    const again = await importLibraries(platform, system, { network: 'n1', bytes: bytes(FILE), dryRun: false })
    assert.deepEqual([again.added, again.updated, again.unchanged], [0, 0, 2])
    const library = await getLibrary(platform, system, { id: 'n1:201' })
    assert.equal(library.openedOn, '1996-04-29')
    assert.deepEqual(library.hours?.wed, [['08:00', '14:00']])
    assert.deepEqual(library.services, ['loan', 'reading-room'])
    assert.deepEqual(
      library.history.map((event) => event.kind),
      ['opened'],
    )
  })

  test('every fault of a row is told, and the first rows that will change', async () => {
    const text = [
      'code,name,kind,province,county,city,email,opened_on',
      '401,الف,چیز,قزوین,ناکجا,ناپیدا,نادرست,۱۳۷۵/۱۳/۱',
      ',ب,,ناکجاآباد,,,,',
      '402,پ,نهادی,قزوین,,قزوین,,',
      '201,نام تازه,,,,,,',
      '402,ت,چیز,,,,,',
    ].join('\n')
    const taken = await importLibraries(platform, system, { network: 'n1', bytes: bytes(text), dryRun: true })
    assert.deepEqual(
      taken.refused.map((row) => [row.row, [row, ...row.also].map(({ column, code }) => [column, code])]),
      [
        [
          2,
          [
            ['kind', 'libraries.kind-unknown'],
            ['opened_on', 'libraries.day-malformed'],
            ['email', 'libraries.value-malformed'],
            ['county', 'libraries.county-unknown'],
            ['city', 'libraries.city-unknown'],
          ],
        ],
        [
          3,
          [
            ['code', 'libraries.code-missing'],
            ['province', 'libraries.province-unknown'],
          ],
        ],
        [
          6,
          [
            ['kind', 'libraries.kind-unknown'],
            ['code', 'libraries.code-repeated'],
          ],
        ],
      ],
    )
    assert.deepEqual(
      taken.first.map(({ code, name, city, isNew }) => [code, name, city?.name, isNew]),
      [
        ['402', 'پ', 'قزوین', true],
        ['201', 'نام تازه', 'تهران', false],
      ],
    )
    const many = Array.from({ length: 25 }, (_, i) => `5${i + 10},کتابخانهٔ ${i}`)
    const file = bytes(['code,name', ...many].join('\n'))
    const all = await importLibraries(platform, system, { network: 'n1', bytes: file, dryRun: true })
    assert.deepEqual([all.added, all.first.length], [25, 20])
  })

  test('an export read back changes nothing, as CSV and as XLSX', async () => {
    const { header, rows } = await exportLibraries(platform, system, { network: 'n1' })
    assert.ok(rows.length >= 4)
    for (const file of [bytes(writeCsv(header, rows)), await writeXlsxSheet(header, rows, true)]) {
      const back = await importLibraries(platform, system, { network: 'n1', bytes: file, dryRun: false })
      assert.deepEqual([back.added, back.updated, back.unchanged, back.refused], [0, 0, rows.length, []])
    }
  })

  test('without a network named, the column says it, row by row', async () => {
    const file = bytes('network,code,name\nn1,301,الف\nn2,301,ب\n,302,پ\nn9,303,ت\n')
    const taken = await importLibraries(platform, system, { bytes: file, dryRun: false })
    assert.deepEqual(
      [taken.added, taken.refused.map((row) => row.code)],
      [2, ['libraries.network-missing', 'libraries.network-unknown']],
    )
    assert.equal((await getLibrary(platform, system, { id: 'n2:301' })).name, 'ب')
    await assert.rejects(
      importLibraries(platform, system, { bytes: bytes('code,name\n1,x\n'), dryRun: false }),
      refusedAs('libraries.network-unsaid'),
    )
    await assert.rejects(getLibrary(platform, system, { id: '301' }), refusedAs('libraries.code-ambiguous'))
  })

  test('a file that is none is refused whole', async () => {
    const take = (text: string) =>
      importLibraries(platform, system, { network: 'n1', bytes: bytes(text), dryRun: false })
    await assert.rejects(take('%PDF-1.7\u0000\u0001'), refusedAs('sheets.not-a-table'))
    await assert.rejects(take('a,b\n1,2\n'), refusedAs('libraries.columns-missing'))
  })

  test('two imports of one file at once add it once', async () => {
    const file = bytes('code,name,opened_on\n401,یک,1390/01/01\n402,دو,1390/01/02\n')
    const both = await Promise.all(
      [1, 2].map(() => importLibraries(platform, system, { network: 'n1', bytes: file, dryRun: false })),
    )
    assert.equal(
      both.reduce((sum, one) => sum + one.added, 0),
      2,
    )
    assert.equal(
      both.reduce((sum, one) => sum + one.unchanged, 0),
      2,
    )
  })

  test('every Persian spelling finds the library, and so do city, code and Latin name', async () => {
    await putLibrary(platform, system, {
      network: 'n1',
      draft: { code: '501', name: 'کتابخانهٔ آیت‌الله خامنه‌ای', nameEn: 'Ayatollah Khamenei Library', city: 'بیرجند' },
    })
    for (const spelling of [
      'آيت‌الله خامنه‌اي',
      'ايت الله خامنه اي',
      'آیت‌الله',
      'بيرجند',
      '۵۰۱',
      '٥٠١',
      'khamenei',
      'Birjand',
    ])
      assert.deepEqual(await find(spelling), ['501'], spelling)
    assert.deepEqual(await find('%'), await find(''))
  })

  test('near a city the nearest comes first with its distance; the city may be named, coded or given as a point', async () => {
    const byName = await searchDirectory(platform, system, directoryQuery({ near: 'كرج' }))
    assert.equal(byName.libraries[0]?.code, '201')
    assert.ok(byName.libraries[0]!.km! > 25 && byName.libraries[0]!.km! < 60)
    const city = await placeNear(platform, 'کرج')
    assert.equal((await placeNear(platform, city.value)).name, 'کرج')
    assert.equal((await placeNear(platform, '۳۵.۷,۵۱.۴')).lat, 35.7)
    await assert.rejects(placeNear(platform, 'هیچستان'), refusedAs('libraries.place-unknown'))
  })

  test('filters narrow, and the survey counts what each would leave', async () => {
    assert.deepEqual(await find('', { province: ['26'], kind: ['participatory'] }), ['202'])
    assert.deepEqual(await find('', { service: ['loan', 'reading-room'] }), ['201'])
    const survey = await surveyDirectory(platform, system, directoryQuery({ q: 'پروین' }))
    assert.equal(survey.kinds.get('institutional'), 1)
    assert.equal(survey.services.get('loan'), 1)
    assert.deepEqual(
      survey.dots.map(({ name, count }) => [name, count]),
      [['تهران', 1]],
    )
    const inProvince = await surveyDirectory(platform, system, directoryQuery({ province: ['23'] }))
    assert.ok(inProvince.counties.length > 10)
  })

  test('a library closes, opens again and merges, and its history tells', async () => {
    const { id } = await putLibrary(platform, system, {
      network: 'n1',
      draft: { code: '601', name: 'سعدی', city: 'شیراز', openedOn: '2000-01-01' },
    })
    await putLibrary(platform, system, { network: 'n1', draft: { code: '602', name: 'حافظ', city: 'شیراز' } })
    await assert.rejects(
      closeLibrary(platform, system, { id, on: '1999-01-01' }),
      refusedAs('libraries.closed-before-opened'),
    )
    await assert.rejects(
      closeLibrary(platform, system, { id, on: '2027-01-01' }),
      refusedAs('libraries.day-to-come', 'on'),
    )
    await closeLibrary(platform, system, { id, on: '2020-05-01' })
    assert.deepEqual(await find('سعدی'), [])
    assert.deepEqual(await find('سعدی', { closed: true }), ['601'])
    await assert.rejects(
      closeLibrary(platform, system, { id, on: '2020-05-02' }),
      refusedAs('libraries.closed-already'),
    )
    await assert.rejects(
      reopenLibrary(platform, system, { id, on: '2019-05-02' }),
      refusedAs('libraries.reopened-before-closed'),
    )
    await reopenLibrary(platform, system, { id, on: '2021-05-01' })
    await assert.rejects(reopenLibrary(platform, system, { id, on: '2021-05-01' }), refusedAs('libraries.open-already'))
    for (const [into, code] of [
      ['601', 'libraries.merged-into-itself'],
      ['n2:301', 'libraries.merged-across-networks'],
      ['7777', 'libraries.library-unknown'],
    ] as const)
      await assert.rejects(closeLibrary(platform, system, { id, on: '2022-01-01', into }), refusedAs(code, 'into'))
    await closeLibrary(platform, system, { id, on: '2022-01-01', into: '۶۰۲' })
    const merged = await getLibrary(platform, system, { id })
    assert.equal(merged.mergedInto?.code, '602')
    assert.deepEqual(
      merged.history.map((event) => event.kind),
      ['opened', 'closed', 'reopened', 'merged'],
    )
    await assert.rejects(
      reopenLibrary(platform, system, { id, on: '2023-01-01' }),
      refusedAs('libraries.reopen-merged'),
    )
  })

  test('figures are dated with their source; the same day is corrected, never doubled', async () => {
    const total = { measure: 'libraries' as const, value: 3794, countedOn: '2025-08-22', source: 'iranpl.ir' }
    await recordTotal(platform, system, { network: 'n1', total })
    await recordTotal(platform, system, { network: 'n1', total: { ...total, value: 3795 } })
    const { totals } = await getNetwork(platform, system, { code: 'n1' })
    assert.deepEqual(totals, [{ ...total, value: 3795 }])
    await assert.rejects(
      recordTotal(platform, system, { network: 'n1', total: { ...total, countedOn: '2026-12-22' } }),
      refusedAs('libraries.day-to-come', 'countedOn'),
    )
  })

  test('a mobile library has stops in order; one ends and leaves the list', async () => {
    const { id } = await putLibrary(platform, system, {
      network: 'n1',
      draft: { code: '701', name: 'سیار', kind: 'mobile' },
    })
    const stop = (name: string) => ({ kind: 'stop' as const, name, lat: null, lon: null, note: null, hours: null })
    await addPoints(platform, system, { library: id, points: [stop('الف'), stop('ب')] })
    await addPoints(platform, system, { library: id, points: [stop('پ')] })
    const { servicePoints } = await getLibrary(platform, system, { id })
    assert.deepEqual(
      servicePoints.map(({ name }) => name),
      ['الف', 'ب', 'پ'],
    )
    await closePoint(platform, system, { library: id, point: servicePoints[1]!.id, on: '2026-01-01' })
    assert.equal((await getLibrary(platform, system, { id })).servicePoints.length, 2)
    await assert.rejects(
      closePoint(platform, system, { library: id, point: 'x', on: '2026-01-01' }),
      refusedAs('libraries.point-unknown'),
    )
    await assert.rejects(
      addPoints(platform, system, { library: 'n1:201', points: [stop('ت')] }),
      refusedAs('libraries.stops-are-mobile'),
    )
  })
})
