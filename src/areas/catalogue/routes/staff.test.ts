import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Hono } from 'hono'
import type { Actor } from '#areas/people/contract.ts'
import { ANONYMOUS } from '#areas/people/contract.ts'
import type { Env } from '#platform/http.ts'
import { aBook, aUnion, aWorker, fileOf, takeIn, type Union } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'
import { isoBytes } from '#tests/support/marc-records.ts'

const HOST = 'http://localhost:4000'

interface Desk extends Union {
  app: Hono<Env>
  /** Who asks; a test changes it between requests. */
  who: Actor
}

async function aDesk(t: TestContext): Promise<Desk> {
  const union = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  const desk = { ...union, who: aWorker(union.places['NLA:11']!) } as Desk
  desk.app = doorsOf(union.platform, { actorOf: async () => desk.who }).app
  return desk
}

async function get(desk: Desk, path: string) {
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`))
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}

async function post(desk: Desk, path: string, fields: Record<string, string> = {}) {
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(fields)
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`, { method: 'POST', headers, body }))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

/** Sends the form of a new import as the page drew it, its token first. */
async function send(desk: Desk, file: Buffer, fields: Record<string, string>, token?: string) {
  const page = await get(desk, '/staff/imports/new')
  const form = new FormData()
  form.set('csrf', token ?? /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '')
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new File([file as never], 'کتاب‌ها.mrc'))
  const init = { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } }
  const answer = await desk.app.fetch(new Request(`${HOST}/staff/imports/new`, init))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

const books = [aBook('1', 'بوستان', '020 ## $a9789640000014'), aBook('2', 'گلستان', '852 ## $p1001$hPIR5203')]

test('a librarian sends a file, follows it to its end and finds the records', async (t) => {
  const desk = await aDesk(t)
  assert.match((await get(desk, '/staff/imports')).html, /هنوز پرونده‌ای وارد نشده است/)
  const sent = await send(desk, fileOf(...books), { library: 'NLA:11' })
  assert.equal(sent.status, 303)
  const waiting = await get(desk, sent.to!)
  assert.match(waiting.html, /در نوبت/)
  assert.match(waiting.html, /<meta http-equiv="refresh" content="2"\/>/)
  const progress = await get(desk, `${sent.to}/progress`)
  assert.deepEqual(JSON.parse(progress.html), { done: 0, of: null, finished: false })
  await desk.platform.jobs.drain()
  const done = await get(desk, sent.to!)
  assert.match(done.html, /پایان یافت/)
  assert.match(done.html, /همهٔ رکوردها پذیرفته شد/)
  assert.match(done.html, /کتاب‌ها\.mrc/)
  assert.doesNotMatch(done.html, /http-equiv="refresh"/)
  assert.match(done.html, new RegExp(`/search\\?library=${desk.places['NLA:11']!.library}`))
  const list = await get(desk, '/staff/records')
  assert.match(list.html, /بوستان/)
  assert.match(list.html, /گلستان/)
  assert.match((await get(desk, '/staff/imports')).html, /کتاب‌ها\.mrc/)
})

test('the form answers in its fields: no library, no file, a library of others, an unknown code, no token', async (t) => {
  const desk = await aDesk(t)
  const file = fileOf(...books)
  const cases = [
    [{}, /کتابخانهٔ صاحب رکوردها را انتخاب کنید/],
    [{ library: 'NLA:12' }, /رکوردهای هر کتابخانه را فهرست‌نویس یا کتابدار همان کتابخانه/],
    [{ library: '999' }, /کتابخانه‌ای با این کد نیست/],
  ] as const
  for (const [fields, sentence] of cases) {
    const answer = await send(desk, file, fields)
    assert.equal(answer.status, 400)
    assert.match(answer.html, sentence)
  }
  const empty = await send(desk, Buffer.alloc(0), { library: 'NLA:11' })
  assert.equal(empty.status, 303, 'an empty file is taken and refused by its import')
  assert.equal((await send(desk, file, { library: 'NLA:11' }, 'forged')).status, 403)
  assert.equal((await desk.platform.db.selectFrom('catalogue.import').selectAll().execute()).length, 1)
})

test('a file that is no MARC is refused as a whole, in a sentence of either language', async (t) => {
  const desk = await aDesk(t)
  const { id } = await takeIn(desk.platform, 'NLA:11', Buffer.from('%PDF-1.7 and so on'))
  const fa = await get(desk, `/staff/imports/${id}`)
  assert.match(fa.html, /کل پرونده پذیرفته نشد/)
  assert.match(fa.html, /PDF/)
  const en = await get(desk, `/en/staff/imports/${id}`)
  assert.match(en.html, /This file is not MARC; it looks like a PDF/)
  assert.match(en.html, /Export MARC/)
})

test('a refused record is shown with the fault in it, and can be downloaded with its reason', async (t) => {
  const desk = await aDesk(t)
  const cut = isoBytes(books[1]!)
  const file = Buffer.concat([isoBytes(books[0]!), isoBytes(aBook('1', 'دوباره')), cut.subarray(0, cut.length - 9)])
  const { id, refused } = await takeIn(desk.platform, 'NLA:11', file)
  assert.equal(refused, 2)
  const page = await get(desk, `/staff/imports/${id}`)
  assert.match(page.html, /شمارهٔ کنترل «1» در همین پرونده پیش‌تر آمده است/)
  const repeated = await get(desk, `/staff/imports/${id}/refused/2`)
  assert.match(repeated.html, /<tr class="marc-fault"><th scope="row">001<\/th>/)
  assert.match(repeated.html, /خطا همین‌جاست/)
  const broken = await get(desk, `/staff/imports/${id}/refused/3`)
  assert.match(broken.html, /پرونده هنگام ساختن یا فرستادن بریده شده است/)
  assert.match(broken.html, /<mark>[0-9A-F]{2}<\/mark>/)
  const mrc = await desk.app.fetch(new Request(`${HOST}/staff/imports/${id}/refused.mrc`))
  assert.equal(mrc.headers.get('content-type'), 'application/marc')
  assert.match(mrc.headers.get('content-disposition') ?? '', /^attachment; filename="refused-records\.mrc"/)
  assert.deepEqual(Buffer.from(await mrc.arrayBuffer()), file.subarray(isoBytes(books[0]!).length))
  const csv = await get(desk, `/en/staff/imports/${id}/refused.csv`)
  assert.match(csv.html, /2,\d+,\d+,1,catalogue\.control-number-repeated,/)
  assert.match(csv.html, /3,\d+,\d+,,marc\.cut-short,/)
  for (const record of ['1', '99', 'x', '-1', '1e400']) {
    assert.equal((await get(desk, `/staff/imports/${id}/refused/${record}`)).status, 404)
  }
})

/** A record whose text holds a control character, which reading turns into a blank. */
const aMended = (number: string) => aBook(number, `دیوان${String.fromCharCode(1)}حافظ ${number}`)

test('what was mended in reading is listed with its import, page after page, and leads to each record', async (t) => {
  const desk = await aDesk(t)
  const mended = Array.from({ length: 52 }, (_, i) => aMended(String(100 + i)))
  const trial = await takeIn(desk.platform, 'NLA:11', mended, { dryRun: true })
  assert.equal(trial.repaired, 52)
  assert.match((await get(desk, `/staff/imports/${trial.id}`)).html, /ورود آزمایشی چیزی نمی‌نویسد/)
  const { id, repaired } = await takeIn(desk.platform, 'NLA:11', [...books, ...mended])
  assert.equal(repaired, 52)
  const links = (html: string) => [...html.matchAll(/href="(\/staff\/records\/[0-9a-f-]{36})"/g)].map(([, to]) => to!)
  const first = await get(desk, `/staff/imports/${id}`)
  assert.match(first.html, /آنچه هنگام خواندن اصلاح شد/)
  assert.equal(links(first.html).length, 50)
  const sentence = /<div>([^<]+)<\/div>/.exec(first.html.slice(first.html.indexOf('id="repairs"')))?.[1] ?? ''
  assert.match(sentence, /\p{L}.*\.$/u)
  const next = /href="([^"]*\?mended=[^"#]*)#repairs"/.exec(first.html)?.[1]
  assert.ok(next)
  const second = await get(desk, next)
  assert.equal(links(second.html).length, 2)
  assert.ok((await get(desk, links(second.html)[0]!)).html.includes(sentence))
  assert.doesNotMatch(second.html, /اصلاح‌شده‌های بعدی/)
  assert.equal((await get(desk, `/staff/imports/${id}?mended=x`)).status, 200)
  const again = await takeIn(desk.platform, 'NLA:11', [...mended], { fileName: 'again.mrc' })
  const later = await get(desk, `/staff/imports/${again.id}`)
  assert.equal(links(later.html).length, 0)
  assert.match(later.html, /زیر ورود نخستشان فهرست شده‌اند/)
})

test('a record without a number that comes twice is said to be the same, with no number invented', async (t) => {
  const desk = await aDesk(t)
  const nameless = aBook('1', 'بوستان')
  const record = { ...nameless, fields: nameless.fields.filter(({ tag }) => tag !== '001') }
  const { id, added, refused } = await takeIn(desk.platform, 'NLA:11', [record, record])
  assert.deepEqual([added, refused], [1, 1])
  for (const path of [`/staff/imports/${id}`, `/staff/imports/${id}/refused/2`, `/staff/imports/${id}/refused.csv`]) {
    const { html } = await get(desk, path)
    assert.match(html, /این همان رکوردی است که پیش‌تر در همین پرونده آمده بود/, path)
    assert.doesNotMatch(html, /~[0-9a-f]{8}/, path)
  }
  assert.match((await get(desk, `/en/staff/imports/${id}/refused/2`)).html, /its first copy was taken in/)
})

test('a record is hidden after a second question, and shown again', async (t) => {
  const desk = await aDesk(t)
  await takeIn(desk.platform, 'NLA:11', books)
  const record = await desk.platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('control_number', '=', '2')
    .executeTakeFirstOrThrow()
  const here = `/staff/records/${record.id}`
  assert.match((await get(desk, here)).html, /نمای مارک/)
  assert.match((await get(desk, `${here}/hide`)).html, /این رکورد از دید همگان پنهان شود؟/)
  assert.deepEqual((await post(desk, `${here}/hide`)).to, here)
  const hidden = await get(desk, here)
  assert.match(hidden.html, /از دید همگان پنهان است/)
  assert.match(hidden.html, /رکورد پنهان شد/)
  assert.match((await get(desk, '/staff/records?hidden=on')).html, /گلستان/)
  assert.match((await get(desk, '/staff/records?hidden=on&q=گلستان')).html, /گلستان/)
  assert.doesNotMatch((await get(desk, '/staff/records?hidden=on&q=بوستان')).html, /scope="row"/)
  await post(desk, `${here}/show`)
  assert.doesNotMatch((await get(desk, here)).html, /از دید همگان پنهان است/)
  const item = await desk.platform.db.selectFrom('catalogue.item').select('id').executeTakeFirstOrThrow()
  await post(desk, `${here}/items/${item.id}/hide`)
  assert.match((await get(desk, here)).html, /یک نسخه پنهان شد/)
  assert.equal((await post(desk, `${here}/items/${record.id}/hide`)).status, 404)
})

test('the copies of a record stand by library and then by number, each with its library', async (t) => {
  const desk = await aDesk(t)
  desk.who = aWorker(desk.places['NLA:11']!, 'network-officer')
  const copies = ['12:1010', '12:۹', '11:20', '21:7', '11:3'].map((copy) => {
    const [library, number] = copy.split(':')
    return `852 ## $a${library}$p${number}`
  })
  await takeIn(desk.platform, 'NLA:11', [aBook('1', 'بوستان', ...copies)])
  const { id } = await desk.platform.db.selectFrom('catalogue.record').select('id').executeTakeFirstOrThrow()
  const { html } = await get(desk, `/staff/records/${id}`)
  const rows = [...html.matchAll(/<tr><th scope="row"[^>]*>.*?<\/tr>/g)].map(([row]) => row.replace(/<[^>]+>/g, ' '))
  const order = ['پارک شهر', 'شهید مطهری', 'شهید مطهری', 'فردوسی', 'فردوسی']
  const numbers = ['7', '3', '20', '۹', '1010']
  assert.equal(rows.length >= 5, true, html)
  for (const [i, name] of order.entries()) {
    assert.match(rows[i]!, new RegExp(`(^|\\s)${numbers[i]}\\s.*${name}`))
  }
})

test('a record is taken out of its group with a reason, and returned', async (t) => {
  const desk = await aDesk(t)
  await takeIn(desk.platform, 'NLA:11', [books[0]!])
  await takeIn(desk.platform, 'NLA:12', [books[0]!])
  const { id } = await desk.platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('library_id', '=', desk.places['NLA:11']!.library)
    .executeTakeFirstOrThrow()
  const here = `/staff/records/${id}`
  const grouped = await get(desk, here)
  assert.match(grouped.html, /کتابخانهٔ فردوسی/)
  assert.match(grouped.html, /شابک .*9789640000014/)
  assert.match((await get(desk, `${here}/split`)).html, /این رکورد از گروه خود جدا شود؟/)
  await post(desk, `${here}/split`, { note: 'ترجمهٔ دیگری است' })
  const alone = await get(desk, here)
  assert.match(alone.html, /تنها رکورد ویراست خود است/)
  assert.match(alone.html, /ترجمهٔ دیگری است/)
  assert.equal((await post(desk, `${here}/split`)).status, 409)
  assert.match((await get(desk, `${here}/return`)).html, /به گروه پیشین خود برگردد/)
  await post(desk, `${here}/return`)
  assert.match((await get(desk, here)).html, /کتابخانهٔ فردوسی/)
  assert.equal((await get(desk, `${here}/return`)).status, 409)
})

test('a record is found by number, by ISBN however it is typed, and by words in any spelling', async (t) => {
  const desk = await aDesk(t)
  await takeIn(desk.platform, 'NLA:11', books)
  await takeIn(desk.platform, 'NLA:12', [aBook('77', 'گلستان سعدی')])
  await desk.platform.search.ready('catalogue')
  const found = async (q: string) => {
    const { html } = await get(desk, `/staff/records?q=${encodeURIComponent(q)}`)
    return ['بوستان', 'گلستان'].filter((title) => new RegExp(`<bdi>${title}</bdi>`).test(html))
  }
  assert.deepEqual(await found('2'), ['گلستان'])
  assert.deepEqual(await found('۹۷۸-۹۶۴-۰۰۰۰-۰۱-۴'), ['بوستان'])
  assert.deepEqual(await found('گلستان'), ['گلستان'])
  assert.deepEqual(await found('77'), [], 'a record of another library stays with it')
  desk.who = aWorker(desk.places['NLA:11']!, 'network-officer')
  const all = await get(desk, '/staff/records')
  assert.match(all.html, /گلستان سعدی/)
})

test('strangers are asked to sign in, others are told whose work it is', async (t) => {
  const desk = await aDesk(t)
  const { id } = await takeIn(desk.platform, 'NLA:11', books)
  const record = await desk.platform.db.selectFrom('catalogue.record').select('id').executeTakeFirstOrThrow()
  const paths = [
    '/staff/imports',
    '/staff/imports/new',
    `/staff/imports/${id}`,
    `/staff/imports/${id}/refused.mrc`,
    `/staff/imports/${id}/refused.csv`,
    `/staff/imports/${id}/progress`,
    '/staff/records',
    `/staff/records/${record.id}`,
    `/staff/records/${record.id}/hide`,
  ]
  desk.who = ANONYMOUS
  for (const path of paths) assert.equal((await get(desk, path)).status, 401, path)
  desk.who = aWorker(desk.places['AQR:31']!)
  for (const path of paths.filter((one) => one.includes(id) || one.includes(record.id))) {
    const answer = await get(desk, path)
    assert.equal(answer.status, 403, path)
    assert.match(answer.html, /این صفحه برای کارکنان همان کتابخانه/)
  }
  assert.equal((await post(desk, `/staff/records/${record.id}/hide`)).status, 403)
  desk.who = aWorker(desk.places['NLA:11']!, 'network-officer', { secondFactor: false })
  assert.equal((await get(desk, '/staff/imports')).status, 403)
})
