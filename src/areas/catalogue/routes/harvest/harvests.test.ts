import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Hono } from 'hono'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import type { Env } from '#platform/http.ts'
import { aBook, aUnion, aWorker, type Union } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'
import { anOaiServer, type OaiServer, type Offered } from '#tests/support/oai-server.ts'

const HOST = 'http://localhost:4000'

interface Desk extends Union {
  app: Hono<Env>
  who: Actor
  server: OaiServer
}

const offered = (n: number): Offered => ({
  identifier: `oai:lib:${n}`,
  datestamp: '2026-11-01T00:00:00Z',
  marc: aBook(`${n}`, `کتاب ${n}`),
})

async function aDesk(t: TestContext): Promise<Desk> {
  const union = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST, PEYVAND_PRIVATE_HOSTS: '127.0.0.1' } })
  const server = await anOaiServer(t, [1, 2, 3, 4].map(offered))
  const desk = { ...union, server, who: aWorker(union.places['NLA:11']!) } as Desk
  desk.app = doorsOf(union.platform, { actorOf: async () => desk.who }).app
  return desk
}

async function get(desk: Desk, path: string) {
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`))
  return { status: answer.status, html: await answer.text() }
}

async function post(desk: Desk, path: string, fields: Record<string, string> = {}) {
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const init = { method: 'POST', headers, body: new URLSearchParams(fields) }
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`, init))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

test('a librarian adds a system, sees its first harvest end, takes changes, and undoes its withdrawals', async (t) => {
  const desk = await aDesk(t)
  assert.match((await get(desk, '/staff/harvests')).html, /هنوز نشانی‌ای برای برداشت ثبت نشده است/)
  assert.match((await get(desk, '/staff/harvests/new')).html, /نشانی درگاه OAI-PMH/)
  const added = await post(desk, '/staff/harvests/new', { library: 'NLA:11', url: desk.server.url, daily: 'on' })
  assert.equal(added.status, 303)
  const waiting = await get(desk, added.to!)
  assert.match(waiting.html, /در نوبت/)
  assert.match(waiting.html, /http-equiv="refresh"/)
  await desk.platform.jobs.drain(['catalogue.harvest'])
  const done = await get(desk, added.to!)
  assert.match(done.html, /پایان یافت/)
  assert.match(done.html, /کتابخانهٔ آزمون/)
  assert.match(done.html, /هر روز/)
  assert.doesNotMatch(done.html, /http-equiv="refresh"/)
  assert.match((await get(desk, '/staff/harvests')).html, new RegExp(added.to!))
  assert.match((await get(desk, '/staff/records')).html, /کتاب 3/)
  desk.server.records[0] = { identifier: 'oai:lib:1', datestamp: '2026-11-22T07:59:59Z', marc: null }
  await post(desk, `${added.to}/run`)
  await desk.platform.jobs.drain(['catalogue.harvest'])
  const after = await get(desk, added.to!)
  const undo = /href="(\/staff\/harvests\/[^"]+\/undo\/[^"]+)"/.exec(after.html)?.[1]
  assert.match((await get(desk, undo!)).html, /۱ رکورد که سامانه حذف‌شده اعلام کرده/)
  assert.equal((await post(desk, undo!)).status, 303)
  assert.doesNotMatch((await get(desk, added.to!)).html, /\/undo\//)
  assert.equal((await post(desk, `${added.to}/daily`, { daily: 'no' })).status, 303)
  assert.match((await get(desk, `/en${added.to}`)).html, /On request/)
  assert.match((await get(desk, `${added.to}/remove`)).html, /رکوردهایی که از آن آمده‌اند می‌مانند/)
  assert.equal((await post(desk, `${added.to}/remove`)).to, '/staff/harvests')
  assert.equal((await get(desk, added.to!)).status, 404)
})

test('the form answers in its fields; a fault of the server is told on the page', async (t) => {
  const desk = await aDesk(t)
  const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ url: desk.server.url }, /کتابخانهٔ صاحب رکوردها را انتخاب کنید/],
    [{ library: 'NLA:11', url: 'lib' }, /این نشانی درست نیست/],
    [{ library: 'NLA:11', url: 'http://10.1.1.1/oai' }, /در شبکهٔ داخلی است/],
    [{ library: 'NLA:11', url: 'file:///etc/passwd' }, /تنها نشانی‌های http و https/],
    [{ library: 'NLA:99', url: desk.server.url }, /کتابخانه‌ای با این کد نیست/],
    [{ library: 'NLA:12', url: desk.server.url }, /رکوردهای هر کتابخانه را فهرست‌نویس یا کتابدار همان کتابخانه/],
  ]
  for (const [fields, sentence] of cases) {
    const answer = await post(desk, '/staff/harvests/new', fields)
    assert.equal(answer.status, 400)
    assert.match(answer.html, sentence)
  }
  desk.server.misbehave = (_, response) => {
    response.end('<!doctype html><title>در دست تعمیر</title>')
    return true
  }
  const added = await post(desk, '/staff/harvests/new', { library: 'NLA:11', url: desk.server.url })
  await desk.platform.jobs.drain(['catalogue.harvest'])
  const page = await get(desk, added.to!)
  assert.match(page.html, /به‌جای پاسخ OAI-PMH یک صفحهٔ وب آمد: «در دست تعمیر»/)
  assert.match(page.html, /verb=Identify/)
})

test('sources are for the staff of their library and the officers above it', async (t) => {
  const desk = await aDesk(t)
  const { to } = await post(desk, '/staff/harvests/new', { library: 'NLA:11', url: desk.server.url })
  const own = desk.places['NLA:11']!
  const may: readonly (readonly [Actor, number])[] = [
    [aWorker(own, 'librarian'), 200],
    [aWorker(own, 'province-officer'), 200],
    [aWorker(own, 'network-officer'), 200],
    [aWorker(own, 'administrator'), 200],
    [aWorker(desk.places['NLA:12']!), 403],
    [aWorker(desk.places['AQR:31']!, 'network-officer'), 403],
    [ANONYMOUS, 303],
  ]
  for (const [who, status] of may) {
    desk.who = who
    const page = await get(desk, to!)
    assert.ok(page.status === status || (who === ANONYMOUS && page.status !== 200), `${page.status}`)
    const doings = ['run', 'daily', 'remove'] as const
    for (const doing of status === 200 ? [] : doings) {
      assert.notEqual((await post(desk, `${to}/${doing}`, { daily: 'no' })).to, to)
    }
    const listed = await get(desk, '/staff/harvests')
    assert.equal(listed.html.includes(to!), status === 200)
  }
  desk.who = aWorker(own)
  assert.equal((await get(desk, to!)).status, 200)
})

test('the page of a stopped harvest offers to go on with it, not to send a file', async (t) => {
  const desk = await aDesk(t)
  let isDown = true
  desk.server.misbehave = (question, response) => {
    if (!isDown || question.get('resumptionToken') === null) return false
    response.writeHead(503, { 'retry-after': '100000' }).end()
    return true
  }
  const { to } = await post(desk, '/staff/harvests/new', { library: 'NLA:11', url: desk.server.url })
  await desk.platform.jobs.drain(['catalogue.harvest'])
  const own = /href="(\/staff\/imports\/[0-9a-f-]{36})"/.exec((await get(desk, to!)).html)?.[1]
  const page = (await get(desk, own!)).html
  assert.match(page, /برداشت پیش از پایان ایستاد/)
  assert.match(page, /سامانه خواسته است/)
  assert.doesNotMatch(page, /همین پرونده|پروندهٔ دیگر|imports\/new"[^>]*class="button/)
  assert.ok(page.includes(`action="${to}/run"`))
  isDown = false
  assert.equal((await post(desk, `${to}/run`)).to, to)
  await desk.platform.jobs.drain(['catalogue.harvest'])
  const done = (await get(desk, own!)).html
  assert.doesNotMatch(done, /برداشت پیش از پایان ایستاد/)
  assert.ok(done.includes(`href="${to}"`))
})

test('what vanished from a whole list is decided on a page of its own', async (t) => {
  const desk = await aDesk(t)
  const { to } = await post(desk, '/staff/harvests/new', { library: 'NLA:11', url: desk.server.url })
  await desk.platform.jobs.drain(['catalogue.harvest'])
  assert.equal((await get(desk, `${to}/vanished`)).status, 409)
  desk.server.records = []
  await post(desk, `${to}/run`, { full: 'on' })
  await desk.platform.jobs.drain(['catalogue.harvest'])
  assert.match((await get(desk, to!)).html, /۴ رکورد از ۴ رکورد این نشانی دیگر در فهرست آن نیست/)
  assert.match((await get(desk, `/en${to}/vanished`)).html, /Hide the records that are no longer in the list\?/)
  desk.who = aWorker(desk.places['NLA:12']!)
  assert.equal((await post(desk, `${to}/vanished`)).status, 403)
  desk.who = aWorker(desk.places['NLA:11']!)
  assert.equal((await post(desk, `${to}/vanished`)).to, to)
  await desk.platform.jobs.drain(['catalogue.harvest-vanished'])
  const after = (await get(desk, to!)).html
  assert.doesNotMatch(after, /دیگر در فهرست آن نیست/)
  assert.match(after, /\/undo\//)
})
