import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Hono } from 'hono'
import { beginRegrouping } from '#areas/catalogue/service/grouping/regrouping.ts'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import type { Env } from '#platform/http.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn, type Union } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'

const HOST = 'http://localhost:4000'
const lines = ['100 1# $aسعدی، مصلح بن عبدالله', '260 ## $aتهران :$bخوارزمی،$c1383', '300 ## $a624 ص']
const first = aBook('a', 'بوستان', ...lines)
const second = aBook('b', 'بوستان', ...lines)
const other = aBook('c', 'گلستان', ...lines)

interface Desk extends Union {
  app: Hono<Env>
  who: Actor
}

async function aDesk(t: TestContext): Promise<Desk> {
  const union = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  await takeIn(union.platform, 'NLA:11', [first])
  await takeIn(union.platform, 'AQR:31', [second, other])
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

/** Which edition each record stands in, by control number. */
async function editions(desk: Desk): Promise<Record<string, string>> {
  const rows = await desk.platform.db
    .selectFrom('catalogue.record')
    .select(['control_number as number', 'edition_id as edition'])
    .execute()
  return Object.fromEntries(rows.map((row) => [row.number, row.edition]))
}

/** The address of a form on a page whose action ends so. */
function actionOf(html: string, ending: RegExp): string {
  const found = [...html.matchAll(/action="([^"]+)"/g)].map(([, to]) => to!.replaceAll('&amp;', '&'))
  const action = found.find((to) => ending.test(to))
  assert.ok(action, `a form to ${ending}: ${found.join(' ')}`)
  return action
}

test('what a machine joined is parted by one press, never joined again by machine, and joined again by one press', async (t) => {
  const desk = await aDesk(t)
  const joined = await editions(desk)
  assert.equal(joined.a, joined.b, 'the machine joined them')
  assert.match((await get(desk, `/editions/${joined.a}`)).html, new RegExp(`href="/staff/editions/${joined.a}"`))
  const group = await get(desk, `/staff/editions/${joined.a}`)
  assert.equal(group.status, 200)
  const parted = await post(desk, actionOf(group.html, /split/))
  assert.deepEqual([parted.status, parted.to], [303, `/staff/editions/${joined.a}`])
  const apart = await editions(desk)
  assert.notEqual(apart.a, apart.b)

  const again = (number: string) => aBook(number, 'بوستان', ...lines, '500 ## $aنمایه')
  await takeIn(desk.platform, 'NLA:11', [again('a')])
  await takeIn(desk.platform, 'AQR:31', [again('b'), other])
  await takeIn(desk.platform, 'NLA:12', [aBook('third', 'بوستان', ...lines)])
  await beginRegrouping(desk.platform, SYSTEM)
  await desk.platform.jobs.drain(['catalogue.regroup'])
  const after = await editions(desk)
  assert.deepEqual([after.a, after.b], [apart.a, apart.b], 'neither a new file nor a new rule joins them')

  const undo = actionOf((await get(desk, `/staff/editions/${apart.b}`)).html, /undo/)
  assert.equal((await post(desk, undo)).status, 303)
  const back = await editions(desk)
  assert.equal(back.a, joined.a)
  assert.equal(back.b, joined.b)
})

test('two editions are joined by hand and parted by one press; kept apart, they cannot be joined', async (t) => {
  const desk = await aDesk(t)
  const { a, c } = await editions(desk)
  const path = `/staff/editions/${a}/with`
  const form = (outcome: string): [string, string][] => [
    ['edition', `${HOST}/editions/${c}`],
    ['outcome', outcome],
  ]
  assert.doesNotMatch((await get(desk, `/staff/editions/${a}`)).html, /یکی شوند/)
  assert.equal((await post(desk, path, form('join'))).status, 403, 'a librarian moves no record of others')
  desk.who = aWorker(desk.places['AQR:31']!, 'network-officer', { id: '00000000-0000-7000-8000-000000000099' })
  const before = await editions(desk)
  assert.equal((await post(desk, path, form('join'))).status, 303)
  const joined = await editions(desk)
  assert.equal(new Set(Object.values(joined)).size, 1)
  const moved = await get(desk, `/staff/editions/${joined.a === a ? c : a}`)
  assert.deepEqual([moved.status, moved.to], [303, `/staff/editions/${joined.a}`])
  const page = await get(desk, `/staff/editions/${joined.a}`)
  assert.equal((await post(desk, actionOf(page.html, /undo/))).status, 303)
  assert.deepEqual(await editions(desk), before)

  desk.who = aWorker(desk.places['NLA:11']!)
  assert.equal((await post(desk, path, form('apart'))).status, 303)
  desk.who = aWorker(desk.places['AQR:31']!, 'network-officer', { id: '00000000-0000-7000-8000-000000000099' })
  const kept = await post(desk, path, form('join'))
  assert.equal(kept.status, 400)
  assert.match(kept.html, /نخست آن تصمیم را برگردانید/)
  const unread = await post(desk, path, [
    ['edition', 'کتابخانه'],
    ['outcome', 'apart'],
  ])
  assert.match(unread.html, /نشانی صفحهٔ یک ویراست را بنویسید/)
})

test('a change of the rules is undone by one press, and brought back by another', async (t) => {
  const desk = await aDesk(t)
  desk.who = aWorker(desk.places['AQR:31']!, 'network-officer')
  const rules = () =>
    desk.platform.db.selectFrom('catalogue.field_rule').select(['field', 'rule']).orderBy('field').execute()
  assert.doesNotMatch((await get(desk, '/staff/field-rules')).html, /برگرداندن این تغییر/)
  await post(desk, '/staff/field-rules', [['rule-authors', 'union']])
  const set = await rules()
  assert.deepEqual(set, [{ field: 'authors', rule: 'union' }])
  const changeIn = (html: string) => /name="change" value="([^"]+)"/.exec(html)![1]!
  const page = await get(desk, '/staff/field-rules')
  assert.match(page.html, /برگرداندن این تغییر/)
  const change = changeIn(page.html)
  assert.equal((await post(desk, '/staff/field-rules/undo', [['change', change]])).status, 303)
  assert.deepEqual(await rules(), [])
  assert.equal((await post(desk, '/staff/field-rules/undo', [['change', change]])).status, 409, 'not twice')
  const undone = await get(desk, '/staff/field-rules')
  assert.match(undone.html, /بازآوردن تغییر پیشین/)
  await post(desk, '/staff/field-rules/undo', [['change', changeIn(undone.html)]])
  assert.deepEqual(await rules(), set)
  await desk.platform.jobs.drain()
})

test('the group of an edition is for staff, its buttons for whose records they are', async (t) => {
  const desk = await aDesk(t)
  const { a } = await editions(desk)
  desk.who = aWorker(desk.places['NLA:21']!)
  const strange = await get(desk, `/staff/editions/${a}`)
  assert.equal(strange.status, 200)
  assert.doesNotMatch(strange.html, /\/split/)
  assert.equal((await get(desk, '/staff/editions/nothing')).status, 404)
  desk.who = ANONYMOUS
  assert.notEqual((await get(desk, `/staff/editions/${a}`)).status, 200)
  assert.doesNotMatch((await get(desk, `/editions/${a}`)).html, /\/staff\/editions/)
})
