import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Hono } from 'hono'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import { readSheet } from '#lib/sheets/read-sheet.ts'
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
  const desk = { ...union, who: ANONYMOUS } as Desk
  desk.app = doorsOf(union.platform, { actorOf: async () => desk.who }).app
  return desk
}

async function get(desk: Desk, path: string) {
  const answer = await desk.app.fetch(new Request(`${HOST}${path}`))
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, bytes, html: bytes.toString(), headers: answer.headers }
}

async function withReport(desk: Desk): Promise<void> {
  await takeIn(desk.platform, 'NLA:11', [
    aBook('1', 'بوستان', '020 ## $a9789640000015', '650 #4 $aشعر فارسی'),
    aBook('2', 'گلستان', '082 04 $a8فا1'),
  ])
  await takeIn(desk.platform, 'AQR:31', [aBook('7', 'صحیفه', '082 04 $a297')])
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  desk.who = aWorker(desk.places['NLA:11']!)
  const init = { method: 'POST', headers, body: '' }
  const sent = await desk.app.fetch(new Request(`${HOST}/staff/report/refresh`, init))
  assert.equal(sent.headers.get('location'), '/staff/report')
  await desk.platform.jobs.drain(['catalogue.report'])
}

test('before the first report the page says so; afterwards everybody reads and downloads it', async (t) => {
  const desk = await aDesk(t)
  const before = await get(desk, '/report')
  assert.equal(before.status, 200)
  assert.match(before.html, /گزارش هنوز ساخته نشده است/)
  assert.equal((await get(desk, '/report.csv')).status, 404)
  await withReport(desk)
  desk.who = ANONYMOUS
  const page = await get(desk, '/report')
  assert.equal(page.status, 200)
  for (const words of [
    'هم‌پوشانی شبکه‌ها',
    'تنها شبکهٔ عمومی',
    'تنها شبکهٔ آستان',
    'خراسان رضوی',
    'شابک نادرست',
    'ادبیات',
  ]) {
    assert.ok(page.html.includes(words), words)
  }
  const english = (await get(desk, '/en/report')).html
  assert.match(english, /Overlap of the networks/)
  // The decades of each language's own calendar, leading to a search of the same years.
  const decades = (html: string) =>
    [...html.matchAll(/yearFrom=(\d+)&amp;yearTo=(\d+)/g)].map(([, a, b]) => [a, b].map(Number))
  const [solar, gregorian] = [decades(page.html), decades(english)]
  assert.ok(solar.length > 0 && gregorian.length > 0)
  for (const [from = 0, to] of [...solar, ...gregorian]) assert.deepEqual([from % 10, to], [0, from + 9])
  assert.ok(solar.every(([from = 0]) => from < 1500) && gregorian.every(([from = 0]) => from > 1500))
  const csv = await get(desk, '/report.csv')
  assert.match(csv.headers.get('content-disposition') ?? '', /peyvand-report-2026-11-22\.csv/)
  assert.match(csv.html, /شابک نادرست,1/)
  const xlsx = await get(desk, '/report.xlsx')
  const sheet = await readSheet(xlsx.bytes)
  assert.ok(JSON.stringify(sheet).includes('هم‌پوشانی شبکه‌ها'))
})

test('the desk shows each library to its staff, with the list of every fault to read and to take along', async (t) => {
  const desk = await aDesk(t)
  await withReport(desk)
  const list = await get(desk, '/staff/report')
  assert.match(list.html, /کتابخانهٔ شهید مطهری/)
  assert.doesNotMatch(list.html, /کتابخانهٔ مرکزی آستان/)
  const own = '/staff/report/NLA%3A11'
  assert.ok(list.html.includes(`href="${own}"`))
  const library = await get(desk, own)
  assert.ok(library.html.includes(`href="${own}/isbn-wrong"`))
  const mend = await get(desk, `${own}/isbn-wrong`)
  assert.match(mend.html, /بوستان/)
  assert.doesNotMatch(mend.html, /گلستان/)
  assert.match(mend.html, /href="\/staff\/records\/[0-9a-f-]+"/)
  assert.match((await get(desk, `/en${own}/isbn-wrong`)).html, /To mend: Wrong ISBN/)
  assert.match((await get(desk, `${own}/isbn-wrong.csv`)).html, /1,بوستان,/)
  const xlsx = await get(desk, `${own}/missing-author.xlsx`)
  assert.ok(JSON.stringify(await readSheet(xlsx.bytes)).includes('گلستان'))
  assert.match((await get(desk, `${own}/title-digits`)).html, /رکوردی با این کاستی نمانده است/)
  assert.equal((await get(desk, `${own}/no-such-fault`)).status, 404)
  assert.equal((await get(desk, '/staff/report/NLA%3A99')).status, 404)
  for (const path of [
    '/staff/report/AQR%3A31',
    '/staff/report/AQR%3A31/missing-author',
    '/staff/report/AQR%3A31/missing-author.csv',
  ]) {
    assert.equal((await get(desk, path)).status, 403)
  }
  desk.who = ANONYMOUS
  assert.notEqual((await get(desk, own)).status, 200)
})

test('the desk follows a report that is being made, with and without script, until it is made', async (t) => {
  const desk = await aDesk(t)
  await withReport(desk)
  const progress = async () => JSON.parse((await get(desk, '/staff/report/progress')).html)
  assert.equal((await progress()).finished, true)
  assert.doesNotMatch((await get(desk, '/staff/report')).html, /گزارش در دست ساخت است/)
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  await desk.app.fetch(new Request(`${HOST}/staff/report/refresh`, { method: 'POST', headers, body: '' }))
  assert.deepEqual(await progress(), { done: 0, of: null, finished: false })
  const { html } = await get(desk, '/staff/report')
  assert.match(html, /گزارش در دست ساخت است/)
  assert.match(html, /می‌توانید این صفحه را ببندید/)
  assert.match(html, /http-equiv="refresh"/i)
  assert.doesNotMatch(html, /action="\/staff\/report\/refresh"/)
  await desk.platform.jobs.drain(['catalogue.report'])
  assert.equal((await progress()).finished, true)
  assert.match((await get(desk, '/staff/report')).html, /action="\/staff\/report\/refresh"/)
  desk.who = ANONYMOUS
  assert.notEqual((await get(desk, '/staff/report/progress')).status, 200)
})
