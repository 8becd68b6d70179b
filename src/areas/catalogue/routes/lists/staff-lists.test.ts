import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Hono } from 'hono'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import type { Env } from '#platform/http.ts'
import { aBook, aUnion, aWorker, takeIn, type Union } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'

const HOST = 'http://localhost:4000'

interface Desk extends Union {
  app: Hono<Env>
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

async function post(desk: Desk, path: string, fields: Record<string, string>) {
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(fields)
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`, { method: 'POST', headers, body }))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

async function send(desk: Desk, path: string, fields: Record<string, string>, file?: string) {
  const page = await get(desk, path)
  const form = new FormData()
  form.set('csrf', /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '')
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (file !== undefined) form.set('file', new File([file], 'فهرست.csv'))
  const init = { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } }
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`, init))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

const LIST = 'عنوان,نویسنده,سال\nبوستان,سعدی,۱۳۸۱\n,سعدی,\n'

test('a table is sent, its columns are shown, tried and taken in', async (t) => {
  const desk = await aDesk(t)
  const sent = await send(desk, '/staff/imports/titles', { library: 'NLA:11' }, LIST)
  assert.equal(sent.status, 303)
  assert.match(sent.to ?? '', /\/staff\/imports\/[0-9a-f-]{36}\/columns$/)
  const columns = await get(desk, sent.to!)
  assert.match(columns.html, /ستون‌های جدول/)
  assert.match(columns.html, /<option value="author" selected="">نویسنده<\/option>/)
  assert.match((await get(desk, sent.to!.replace('/columns', ''))).html, /جدول رسیده است/)

  const tried = await post(desk, sent.to!, { c0: 'title', c1: 'author', c2: 'year', heading: '1', do: 'try' })
  assert.equal(tried.status, 303)
  await desk.platform.jobs.drain(['catalogue.import'])
  const report = await get(desk, tried.to!)
  assert.match(report.html, /ردیف ۳ عنوان ندارد/)
  assert.match(report.html, /ورود همین فهرست/)
  const taken = await post(desk, `${tried.to}/columns`, { c0: 'title', c1: 'author', c2: 'year', do: 'import' })
  await desk.platform.jobs.drain(['catalogue.import'])
  const csv = await get(desk, `${taken.to}/refused.csv`)
  assert.match(csv.headers.get('content-disposition') ?? '', /refused/)
  assert.match(csv.html, /عنوان,نویسنده,سال,دلیل/)
  assert.equal((await desk.platform.db.selectFrom('catalogue.record').select('id').execute()).length, 1)
})

test('what can be mended is told in the form: no library, no file, no table, no title', async (t) => {
  const desk = await aDesk(t)
  const none = await send(desk, '/staff/imports/titles', { library: '' }, LIST)
  assert.equal(none.status, 400)
  assert.match(none.html, /کتابخانه‌ای را که رکوردها از آن اوست|کتابخانه/)
  assert.equal((await send(desk, '/staff/imports/titles', { library: 'NLA:11' })).status, 400)
  const picture = await send(desk, '/staff/imports/titles', { library: 'NLA:11' }, 'PNG\u0000\u0001\u0002')
  assert.equal(picture.status, 400)
  assert.match(picture.html, /این پرونده جدول نیست/)
  const sent = await send(desk, '/staff/imports/titles', { library: 'NLA:11' }, LIST)
  const untitled = await post(desk, sent.to!, { c0: 'none', c1: 'author', do: 'import' })
  assert.equal(untitled.status, 400)
  assert.match(untitled.html, /بگویید کدام ستون عنوان کتاب است/)
})

test('pasted ISBNs go in, and the ones without a record are listed and can be taken away', async (t) => {
  const desk = await aDesk(t)
  await takeIn(desk.platform, 'AQR:31', [aBook('9', 'بوستان', '020 ## $a9789640000014')])
  assert.equal((await send(desk, '/staff/imports/isbns', { library: 'NLA:11', pasted: ' ' })).status, 400)
  const sent = await send(desk, '/staff/imports/isbns', { library: 'NLA:11', pasted: '۹۷۸۹۶۴۰۰۰۰۰۱۴\r\n9789640000021' })
  assert.equal(sent.status, 303)
  await desk.platform.jobs.drain(['catalogue.import'])
  assert.match((await get(desk, sent.to!)).html, /شابک ۹۷۸۹۶۴۰۰۰۰۰۲۱ هنوز رکوردی ندارد/)
  const waiting = await get(desk, '/en/staff/imports/waiting')
  assert.match(waiting.html, /9789640000021/)
  const csv = await get(desk, '/staff/imports/waiting.csv')
  assert.match(csv.html, /9789640000021,1,11,/)
})

test('only the staff of a library send its lists', async (t) => {
  const desk = await aDesk(t)
  const sent = await send(desk, '/staff/imports/titles', { library: 'NLA:11' }, LIST)
  desk.who = aWorker(desk.places['AQR:31']!)
  assert.equal((await get(desk, sent.to!)).status, 403)
  assert.equal((await post(desk, sent.to!, { c0: 'title' })).status, 403)
  assert.equal((await get(desk, '/staff/imports/waiting')).status, 200)
  desk.who = ANONYMOUS
  for (const path of ['/staff/imports/titles', '/staff/imports/isbns', '/staff/imports/waiting']) {
    assert.notEqual((await get(desk, path)).status, 200, path)
  }
})

test('a list of ISBNs says what it is, and is taken back on a page of its own by its own staff', async (t) => {
  const desk = await aDesk(t)
  await takeIn(desk.platform, 'AQR:31', [aBook('9', 'بوستان', '020 ## $a9789640000014')])
  const form = (await get(desk, '/staff/imports/isbns')).html
  assert.match(form, /این فهرست چیست؟/)
  assert.match(form, /<input[^>]*checked=""[^>]*value="part"|value="part"[^>]*checked=""/)
  const whole = { library: 'NLA:11', pasted: '9789640000014', scope: 'whole' }
  const sent = await send(desk, '/staff/imports/isbns', whole)
  assert.equal((await post(desk, `${sent.to}/undo`, {})).status, 409)
  await desk.platform.jobs.drain(['catalogue.import'])
  const page = (await get(desk, sent.to!)).html
  assert.match(page, /جای فهرست‌های پیشین شابک را گرفت/)
  assert.ok(page.includes(`href="${sent.to}/undo"`))
  assert.match((await get(desk, `/en${sent.to}/undo`)).html, /Take this list back\?/)
  const own = desk.who
  desk.who = aWorker(desk.places['AQR:31']!)
  assert.equal((await post(desk, `${sent.to}/undo`, {})).status, 403)
  desk.who = own
  assert.equal((await post(desk, `${sent.to}/undo`, {})).status, 303)
  assert.match((await get(desk, sent.to!)).html, /پس گرفته شده است/)
})
