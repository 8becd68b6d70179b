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
  /** Who asks; a test changes it between requests. */
  who: Actor
}

const author = '100 1# $aسعدی، مصلح بن عبدالله'
const imprint = ['260 ## $aتهران :$bخوارزمی،$c1383', '300 ## $a624 ص']
const TITLES = ['بوستان', 'گلستان', 'مواعظ']
// Only one of the two names a volume: a machine cannot tell whether the other is the whole set.
const one = (n: number) => aBook(`a${n}`, TITLES[n]!, author, ...imprint, `852 ## $pa${n}`)
const other = (n: number) => aBook(`b${n}`, `${TITLES[n]}$nج. ۱`, author, ...imprint, `852 ## $pb${n}`)

async function aDesk(t: TestContext, pairs = 1): Promise<Desk> {
  const union = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  const numbers = Array.from({ length: pairs }, (_, n) => n)
  await takeIn(union.platform, 'NLA:11', numbers.map(one))
  await takeIn(union.platform, 'AQR:31', numbers.map(other))
  const desk = { ...union, who: aWorker(union.places['NLA:11']!) } as Desk
  desk.app = doorsOf(union.platform, { actorOf: async () => desk.who }).app
  return desk
}

async function get(desk: Desk, path: string) {
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

async function post(desk: Desk, path: string, fields: [string, string][] = []) {
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(fields)
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`, { method: 'POST', headers, body }))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

const at = (desk: Desk, code: string, role?: 'network-officer') => {
  const person = `00000000-0000-7000-8000-0000000000${code.slice(-2)}`
  return aWorker(desk.places[code]!, role ?? 'librarian', { id: person })
}

test('a doubtful pair is shown beside each other, answered by two libraries, and undone', async (t) => {
  const desk = await aDesk(t)
  desk.who = at(desk, 'NLA:11')
  const cases = await get(desk, '/staff/asks')
  assert.match(cases.html, /جفت‌های مشکوک/)
  assert.match(cases.html, /بوستان/)
  assert.match(cases.html, /class="tab-count"/, 'the rail counts what waits')
  const next = await get(desk, '/staff/asks/next')
  assert.equal(next.status, 303)
  const ask = await get(desk, next.to!)
  assert.equal(ask.status, 200)
  assert.match(ask.html, /<mark>ج\. ۱<\/mark>/)
  assert.match(ask.html, /خوارزمی/)
  assert.match(ask.html, /کتابخانهٔ مرکزی آستان/)
  assert.match(ask.html, /از سوی/)
  const waiting = await post(desk, next.to!, [['answer', 'different']])
  assert.equal(waiting.status, 303)
  assert.match(waiting.to ?? '', /^\/staff\/asks\?before=/)
  const change = /href="(\/staff\/asks\/[^"]+)"[^>]*>تغییر پاسخ پیشین/.exec((await get(desk, waiting.to!)).html)
  assert.ok(change, 'a slip can be put right while the answer waits')
  assert.match((await get(desk, change[1]!)).html, /یک ویراست نیست/)
  assert.equal((await post(desk, change[1]!, [['answer', 'same']])).status, 303)
  desk.who = at(desk, 'AQR:31')
  await post(desk, next.to!, [
    ['answer', 'same'],
    ['note', 'صفحهٔ حقوق را دیدم'],
  ])
  const decisions = await get(desk, '/staff/decisions')
  assert.match(decisions.html, /یکی کردن دو گروه/)
  assert.match(decisions.html, /صفحهٔ حقوق را دیدم/)
  const undo = /action="(\/staff\/decisions\/[^"]+undo[^"]*)"/.exec(decisions.html)![1]!
  assert.equal((await post(desk, undo.replaceAll('&amp;', '&'))).status, 303)
  assert.match((await get(desk, '/staff/decisions')).html, /آن را برگردانده است/)
  assert.match((await get(desk, next.to!)).html, /یک ویراست نیست/, 'it is asked again')
})

test('like pairs are answered all at once by an officer, but for those left out', async (t) => {
  const desk = await aDesk(t, 3)
  desk.who = at(desk, 'AQR:31', 'network-officer')
  const desks = await get(desk, '/staff/asks')
  const href = /href="(\/staff\/asks\/case[^"]+)"/.exec(desks.html)?.[1]?.replaceAll('&amp;', '&')
  assert.ok(href, desks.html.slice(-3000))
  const preview = await get(desk, href)
  const ids = [...preview.html.matchAll(/name="ids"[^>]* value="([^"]+)"/g)].map((found) => found[1]!)
  assert.equal(ids.length, 3)
  const none = await post(desk, href, [['answer', 'different']])
  assert.equal(none.status, 400)
  assert.match(none.html, /دست‌کم یک جفت را انتخاب کنید/)
  const done = await post(desk, href, [
    ['answer', 'different'],
    ...ids.slice(1).map((id): [string, string] => ['ids', id]),
  ])
  assert.equal(done.status, 303)
  const left = await desk.platform.db.selectFrom('catalogue.ask').select(['id', 'outcome']).execute()
  assert.deepEqual(left.map((row) => row.outcome).sort(), ['different', 'different', null])
})

test('strangers are turned away, and what is not there is said so', async (t) => {
  const desk = await aDesk(t)
  const { to } = await get(desk, '/staff/asks/next')
  desk.who = aWorker(desk.places['NLA:21']!)
  assert.equal((await get(desk, to!)).status, 403)
  assert.equal((await post(desk, to!, [['answer', 'same']])).status, 403)
  assert.match((await get(desk, '/staff/asks')).html, /پرسشی از کتابخانهٔ شما در میان نیست/)
  assert.equal((await get(desk, '/staff/asks/nothing')).status, 404)
  assert.equal((await post(desk, '/staff/decisions/nothing/undo')).status, 404)
  assert.equal((await get(desk, '/staff/field-rules')).status, 403)
  desk.who = ANONYMOUS
  assert.notEqual((await get(desk, '/staff/asks')).status, 200)
})

test('a record is pinned, put into another edition by its address, and every decision stands on its page', async (t) => {
  const desk = await aDesk(t)
  desk.who = at(desk, 'NLA:11')
  const rows = await desk.platform.db
    .selectFrom('catalogue.record')
    .select(['id', 'edition_id'])
    .orderBy('control_number')
    .execute()
  const [mine, theirs] = [rows[0]!, rows[1]!]
  const here = `/staff/records/${mine.id}`
  assert.match((await get(desk, here)).html, /چرا اینجاست/)
  assert.equal((await get(desk, `${here}/place`)).status, 200)
  const unread = await post(desk, `${here}/place`, [['edition', 'کتابخانه']])
  assert.equal(unread.status, 400)
  assert.match(unread.html, /نشانی صفحهٔ یک ویراست را بنویسید/)
  const same = await post(desk, `${here}/place`, [['edition', `${HOST}/editions/${mine.edition_id}`]])
  assert.match(same.html, /این دو هم‌اکنون در یک گروه‌اند/)
  assert.equal((await post(desk, `${here}/place`, [['edition', `/editions/${theirs.edition_id}`]])).status, 303)
  const page = await get(desk, here)
  assert.match(page.html, /گذاشتن در ویراستی دیگر/)
  assert.match(page.html, new RegExp(`back=${encodeURIComponent(here)}`))
})

test('an officer sets where a field comes from; an unfit rule is said beside it', async (t) => {
  const desk = await aDesk(t)
  desk.who = at(desk, 'AQR:31', 'network-officer')
  const page = await get(desk, '/staff/field-rules')
  assert.equal(page.status, 200)
  const network = /<option value="([0-9a-f-]{36})"/.exec(page.html)![1]!
  const rules = [...page.html.matchAll(/name="(rule-[a-zA-Z]+)"/g)].map((found) => found[1]!)
  const fields = rules.map((name): [string, string] => [
    name,
    ['languages', 'subjects', 'isbns', 'issns', 'series'].includes(name.slice(5)) ? 'union' : 'fullest',
  ])
  const unfit = await post(desk, '/staff/field-rules', [...fields.slice(1), ['rule-title', 'owner']])
  assert.equal(unfit.status, 400)
  assert.match(unfit.html, /این قاعده برای این بخش به کار نمی‌آید/)
  const owner: [string, string][] = [
    ['rule-title', 'owner'],
    ['network-title', network],
  ]
  assert.equal((await post(desk, '/staff/field-rules', [...fields.slice(1), ...owner])).status, 303)
  const set = await desk.platform.db.selectFrom('catalogue.field_rule').selectAll().execute()
  assert.deepEqual(
    set.map((row) => [row.field, row.rule, row.networks[0]]),
    [['title', 'owner', network]],
  )
  await desk.platform.jobs.drain()
  const [run] = await desk.platform.db.selectFrom('catalogue.regrouping').selectAll().execute()
  assert.deepEqual([run!.state, run!.done, run!.moved], ['done', 2, 0])
})
