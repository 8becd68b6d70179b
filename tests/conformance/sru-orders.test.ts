import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { shallower } from '#areas/catalogue/service/querying/deep.ts'
import { fileAll } from '#areas/catalogue/service/querying/filing.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { searchCatalogue, searchQuery } from '#areas/catalogue/service/search/searching.ts'
import type { Platform } from '#platform/platform.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.test'

const dated = (number: number, title: string, year: number | null, ...lines: string[]) =>
  aRecord([`001=${number}`, `008=250903s${year ?? '||||'}    ir a          000 0 per d`, `245 10 $a${title}`, ...lines])

type Ask = (params: Record<string, string>) => Promise<string>

async function aShelf(t: TestContext, books: readonly ReturnType<typeof dated>[]) {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  await takeIn(platform, 'NLA:11', [...books])
  await platform.search.ready(INDEX_NAME)
  const app = createApp(platform, { protocols: PROTOCOLS })
  const ask: Ask = async (params) =>
    await (await app.fetch(new Request(`${HOST}/sru?${new URLSearchParams(params)}`))).text()
  return { platform, ask }
}

const all = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map((found) => found[1] ?? '')
const total = (xml: string) => Number(/<numberOfRecords>(\d+)/.exec(xml)?.[1])
const titles = (xml: string) => all(xml, /<datafield tag="245"[^>]*>\s*<subfield code="a">([^<]+)/g)
const numbers = (xml: string) => all(xml, /<controlfield tag="001">([^<]+)/g)
const diagnostics = (xml: string) => all(xml, /<uri>info:srw\/diagnostic\/1\/(\d+)<\/uri>/g).map(Number)

test('the number of an edition stands anywhere in a query, and in the search box', async (t) => {
  const { platform, ask } = await aShelf(t, [
    dated(1, 'گلستان', 2001),
    dated(2, 'بوستان', 2002),
    // As alike as two can be: imported in one moment, of one title.
    dated(3, 'دیوان', 2003, '100 1  $aحافظ'),
    dated(4, 'دیوان', 1990, '100 1  $aصائب تبریزی'),
  ])
  const [hafez = ''] = numbers(await ask({ query: 'dc.creator = حافظ' }))
  const [garden = ''] = numbers(await ask({ query: 'dc.title = گلستان' }))
  const expected: Readonly<Record<string, number>> = {
    [`rec.id = ${hafez} and dc.title = دیوان`]: 1,
    [`dc.title = دیوان and rec.id = ${hafez.toUpperCase()}`]: 1,
    [`rec.id = ${hafez} and dc.title = گلستان`]: 0,
    [`dc.title = دیوان not rec.id = ${hafez}`]: 1,
    [`dc.title = بوستان or rec.id = ${hafez}`]: 2,
    [`cql.allRecords = 1 not rec.id any "${hafez} ${garden}"`]: 2,
    [`rec.identifier <> ${hafez}`]: 3,
    [`rec.id all "${hafez} ${garden}"`]: 0,
    [`(rec.id = ${hafez} or rec.id = ${garden}) and dc.date < 2002`]: 1,
    'dc.title = دیوان not rec.id = 1382': 2,
    [`rec.id = ${newLike(hafez)} or dc.title = دیوان`]: 2,
  }
  for (const [query, count] of Object.entries(expected)) {
    const xml = await ask({ query })
    assert.deepEqual([diagnostics(xml), total(xml)], [[], count], query)
    const { total: inBox, cqlFault } = await searchCatalogue(platform, SYSTEM, searchQuery({ q: `cql: ${query}` }))
    assert.deepEqual([cqlFault, inBox], [null, count], query)
  }
  const sorted = await ask({ query: `rec.id any "${hafez} ${garden}" sortBy dc.date`, facetLimit: '5:dc.date' })
  assert.deepEqual([numbers(sorted), /facetedResults/.test(sorted)], [[garden, hafez], true])
})

const newLike = (id: string) => `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`

const YEARS = [2003, null, 2003, 1999, null, 2003, 1999, 2011] as const
const NAMES = ['پ', 'چ', 'گ', 'ژ', 'آ', 'ب', 'ا', 'Z']
const SHELF = NAMES.map((name, i) => dated(i + 1, name, YEARS[i]!))

test('several keys order a list, whatever part of it is asked for', async (t) => {
  const { platform, ask } = await aShelf(t, SHELF)
  const orders: Readonly<Record<string, string>> = {
    'sortBy dc.date dc.title': 'ا ژ ب پ گ Z آ چ',
    'sortBy dc.date/sort.descending dc.title': 'Z ب پ گ ا ژ آ چ',
    'sortBy dc.date dc.title/sort.descending': 'ژ ا گ پ ب Z چ آ',
    'sortBy dc.date/sort.missingLow dc.title': 'آ چ ا ژ ب پ گ Z',
    'sortBy dc.date/sort.descending/sort.missingHigh dc.title': 'آ چ Z ب پ گ ا ژ',
    'sortBy dc.date/sort.descending/sort.missingLow dc.title': 'Z ب پ گ ا ژ آ چ',
    'sortBy dc.date/sort.missingOmit dc.title': 'ا ژ ب پ گ Z',
    'sortBy dc.title dc.date': 'آ ا ب پ چ ژ گ Z',
  }
  for (const [order, expected] of Object.entries(orders)) {
    const query = `cql.allRecords = 1 ${order}`
    const whole = await ask({ query })
    assert.equal(titles(whole).join(' '), expected, order)
    assert.equal(total(whole), expected.split(' ').length)
    for (const size of [1, 3]) {
      const parts: string[] = []
      for (let next: string | undefined = '1'; next !== undefined; ) {
        const xml = await ask({ query, startRecord: next, maximumRecords: String(size) })
        parts.push(...titles(xml))
        next = /<nextRecordPosition>(\d+)/.exec(xml)?.[1]
      }
      assert.equal(parts.join(' '), expected, `${order}, ${size} at a time`)
    }
    if (order.includes('Omit')) continue
    const { hits } = await searchCatalogue(platform, SYSTEM, searchQuery({ q: `cql: ${query}` }))
    assert.equal(hits.map(({ title }) => title).join(' '), expected, `${order} in the box`)
  }
  const old = { version: '1.1', operation: 'searchRetrieve', query: 'cql.allRecords = 1' }
  assert.equal(titles(await ask({ ...old, sortKeys: 'date title,,0' })).join(' '), 'ژ ا گ پ ب Z چ آ')
  assert.equal(titles(await ask({ ...old, sortKeys: 'date,,0 title' })).join(' '), 'آ چ Z ب پ گ ا ژ')
  assert.equal(titles(await ask({ ...old, sortKeys: 'date,,0,,lowValue title' })).join(' '), 'Z ب پ گ ا ژ آ چ')
  assert.equal(titles(await ask({ ...old, sortKeys: 'date,,,,omit title' })).join(' '), 'ا ژ ب پ گ Z')
  assert.deepEqual(diagnostics(await ask({ ...old, sortKeys: 'date,,,,abort' })), [93])
  assert.deepEqual(diagnostics(await ask({ ...old, query: 'dc.date > 1380', sortKeys: 'date,,,,abort title' })), [])
  const fault = await searchCatalogue(
    platform,
    SYSTEM,
    searchQuery({ q: 'cql: cql.allRecords=1 sortBy date/missingFail' }),
  )
  assert.equal(fault.cqlFault?.number, 93)
})

test('a list in the order of coming is read to its end without looking at all before it', async (t) => {
  const { platform } = await aShelf(t, SHELF)
  await takeIn(
    platform,
    'NLA:12',
    [...NAMES].map((name, i) => dated(i, `${name}${name}`, 1990)),
  )
  await platform.search.ready(INDEX_NAME)
  const index = platform.search.index(INDEX_NAME)
  for (const direction of ['ascending', 'descending'] as const) {
    const key = { by: 'newest', direction, missing: 'last' } as const
    const where = { kind: 'all' } as const
    const whole = await index.search({ where, sort: key, limit: 50 })
    assert.equal(whole.total, 16)
    for (let offset = 0; offset <= 16; offset++) {
      const asked = await shallower(index, { where, sort: key, offset, limit: 3 }, key, 2)
      assert.ok((asked.offset ?? 0) <= 2)
      assert.deepEqual(
        (await index.search(asked)).hits.map(({ id }) => id),
        whole.hits.slice(offset, offset + 3).map(({ id }) => id),
      )
    }
  }
})

test('phrases are found near each other', async (t) => {
  const { ask } = await aShelf(t, [
    dated(1, 'تاریخ ادبیات فارسی در ایران زمین', 2001),
    dated(2, 'ایران زمین و تاریخ ادبیات', 2002),
    dated(3, 'ادبیات تاریخ در ایران', 2003),
  ])
  const expected: Readonly<Record<string, string>> = {
    'dc.title="تاریخ ادبیات" prox/distance<=3 dc.title="ایران زمین"': '1 2',
    'dc.title="تاریخ ادبیات" prox/distance<=2 dc.title="ایران زمین"': '2',
    'dc.title="تاریخ ادبیات" prox/distance<=3/ordered dc.title="ایران زمین"': '1',
    'dc.title="ایران زمین" prox/distance<4/ordered dc.title="تاریخ ادبیات"': '2',
    'dc.title="تاریخ ادبیات" prox/distance=3 dc.title=ایران': '1 2',
    'dc.title="تاریخ ادبیات" prox/distance=3/ordered dc.title=ایران': '1',
    'dc.title=ادبیات prox/distance=2 dc.title=ایران': '',
    'dc.title=ادبیات prox/distance=3/ordered dc.title=ایران': '1 3',
    '"تاریخ ادبیات" prox/ordered فارسی': '1',
  }
  const got: Record<string, string> = {}
  for (const query of Object.keys(expected)) {
    const xml = await ask({ query: `${query} sortBy dc.date` })
    assert.deepEqual(diagnostics(xml), [], query)
    got[query] = all(xml, /<subfield code="a">\(NLA:11\)(\d+)/g).join(' ')
  }
  assert.deepEqual(got, expected)
})

async function scanOf(ask: Ask, scanClause: string, more: Record<string, string> = {}): Promise<string[]> {
  const xml = await ask({ version: '1.2', operation: 'scan', scanClause, maximumTerms: '50', ...more })
  assert.deepEqual(diagnostics(xml), [])
  return all(xml, /<value>([^<]+)<\/value><numberOfRecords>/g)
}

/** A whole index read on from one page's last term, and back from one page's first. */
async function pagesOf(ask: Ask, index: string, size: number) {
  const on: string[] = []
  for (let page = await scanOf(ask, `${index} = ""`, { maximumTerms: `${size}` }); page.length > 0; ) {
    on.push(...page)
    page = await scanOf(ask, `${index} = "${on.at(-1)}"`, { maximumTerms: `${size}`, responsePosition: '0' })
  }
  const back = [on.at(-1)!]
  const before = { maximumTerms: `${size}`, responsePosition: `${size + 1}` }
  for (let page = await scanOf(ask, `${index} = "${back[0]}"`, before); page.length > 0; ) {
    back.unshift(...page)
    page = await scanOf(ask, `${index} = "${back[0]}"`, before)
  }
  return { on, back }
}

// As Iranian catalogues file: آ before ا, پ after ب, چ after ج, ژ after ز, ک and گ before ل, و before ه before ی; numbers first, Latin last.
const FILED = [
  ...['۲ روز', '۱۰ روز', 'آب', 'آینده', 'ابر', 'احمد', 'بابا', 'بی‌باک', 'پاییز', 'تاج', 'جان', 'چراغ', 'خانه', 'داد'],
  ...[
    'رای',
    'رؤیا',
    'زمین',
    'ژاله',
    'سنگ',
    'کاوه',
    'کتاب',
    'کوه',
    'گل',
    'گل سرخ',
    'گلاب',
    'لاله',
    'مسئله',
    'می‌روم',
    'ناز',
  ],
  ...['وطن', 'هما', 'یاد', 'Aban', 'Élan', 'Rustam'],
]

for (const index of ['dc.title', 'dc.creator', 'dc.subject']) {
  test(`${index} is scanned by the alphabet, from any term, on and back`, async (t) => {
    const { ask } = await aShelf(
      t,
      FILED.toSorted().map((term, i) => {
        // Of two spellings of one letter the catalogue shows the Persian one.
        const text = term === 'کوه' ? 'كوه' : term
        if (index === 'dc.title') return dated(i, text, 2000)
        return dated(i, `عنوان ${i}`, 2000, `${index === 'dc.creator' ? '100 1 ' : '650  4'} $a${text}`)
      }),
    )
    assert.deepEqual(await scanOf(ask, `${index} = ""`), FILED)
    const first = async (term: string, more: Record<string, string> = {}) =>
      (await scanOf(ask, `${index} = "${term}"`, { maximumTerms: '1', ...more }))[0]
    const begun: Readonly<Record<string, string>> = {
      پ: 'پاییز',
      چا: 'چراغ',
      ژ: 'ژاله',
      ك: 'کاوه',
      کتاب‌ها: 'کوه',
      كتاب: 'کتاب',
      كوه: 'کوه',
      گ: 'گل',
      گلا: 'گلاب',
      'بی باک': 'بی‌باک',
      بیباک: 'بی‌باک',
      روی: 'رؤیا',
      رویش: 'زمین',
      رویا: 'رؤیا',
      مسأله: 'مسئله',
      'می روم': 'می‌روم',
      ه: 'هما',
      ي: 'یاد',
      '3': '۱۰ روز',
      elan: 'Élan',
      Pa: 'Rustam',
    }
    const got: Record<string, string | undefined> = {}
    for (const term of Object.keys(begun)) got[term] = await first(term)
    assert.deepEqual(got, begun)
    assert.equal(await first('zz'), undefined)
    const around = await scanOf(ask, `${index} = گلا`, { maximumTerms: '4', responsePosition: '3' })
    assert.deepEqual(around, ['گل', 'گل سرخ', 'گلاب', 'لاله'])
    const { on, back } = await pagesOf(ask, index, 7)
    assert.deepEqual(on, FILED)
    assert.deepEqual(back, FILED)
  })
}

test('a title of many editions is one term, before the titles that begin with it', async (t) => {
  const many = Array.from({ length: 130 }, (_, i) => dated(i, 'قرآن', 1850 + i, `260    $bناشر ${i}`))
  const { platform, ask } = await aShelf(t, [
    ...many,
    dated(201, 'قرآن', 1990, '245 10 $aقرآن$bی و ترجمه'),
    dated(202, 'قرآن مجید', 1991),
    dated(203, 'قرآن ابوالفتوح', 1992),
    dated(204, 'قرائت', 1993),
    dated(205, 'قلم', 1993),
  ])
  const filed = ['قرآن', 'قرآن ابوالفتوح', 'قرآن مجید', 'قرائت', 'قلم']
  assert.deepEqual(await scanOf(ask, 'dc.title = ""'), filed)
  assert.deepEqual(await pagesOf(ask, 'dc.title', 1), { on: filed, back: filed })
  assert.deepEqual(await unfiled(platform, ask), [2])
  await fileAll(platform)
  assert.deepEqual(diagnostics(await ask({ version: '1.2', operation: 'scan', scanClause: 'dc.creator = ""' })), [])
})

/** What is answered while headings of an earlier version have no place yet. */
async function unfiled(platform: Platform, ask: Ask): Promise<number[]> {
  const row = { kind: 'author', key: 'قدیم', label: 'قدیم' }
  await platform.db.insertInto('catalogue.heading').values(row).execute()
  return diagnostics(await ask({ version: '1.2', operation: 'scan', scanClause: 'dc.creator = ""' }))
}
