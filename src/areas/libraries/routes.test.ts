import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Hono } from 'hono'
import { addPoints } from '#areas/libraries/service/figures.ts'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { type Actor, ANONYMOUS, type Grant, systemActor } from '#areas/people/contract.ts'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { appAs } from '#tests/support/app-as.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { getLibrary } from './service.ts'
import { fa } from './text.fa.ts'

const HOST = 'http://localhost:4000'
const system = systemActor('tests')

let platform: Platform
let app: Hono<Env>
let network: string
let library: string
let actor: Actor = ANONYMOUS
const cleanups: (() => Promise<void>)[] = []

const person = (grant: Grant): Actor => ({
  kind: 'person',
  id: null,
  name: 'آزمون',
  grants: [grant],
  secondFactor: true,
})
const officer = () => person({ role: 'network-officer', scope: { level: 'network', network } })

async function ask(path: string, form?: Record<string, string> | FormData, as: Actor = ANONYMOUS) {
  actor = as
  const headers = { 'sec-fetch-site': 'same-origin' }
  const body = form === undefined ? null : form instanceof FormData ? form : new URLSearchParams(form)
  const answer = await app.fetch(new Request(`${HOST}${path}`, { method: form ? 'POST' : 'GET', headers, body }))
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
}

const FULL = {
  number: '۷۰',
  name: 'کتابخانهٔ نور',
  kind: 'institutional',
  province: 'تهران',
  city: 'تهران',
  'hours-sat': '۸-۱۴، ۱۶-۲۰',
  openedOn: '۱۳۷۰/۱/۱',
}

describe('the pages of the directory', () => {
  before(async () => {
    // A Sunday, 11:30 in Tehran.
    const wishes = { now: new Date('2026-11-22T08:00:00Z'), env: { PEYVAND_ORIGIN: HOST } }
    ;({ platform } = await aPeyvand({ after: (work: () => Promise<void>) => void cleanups.push(work) }, wishes))
    app = appAs(platform, () => actor)
    network = (await addNetwork(platform, system, { code: 'n1', name: 'شبکهٔ یک', nameEn: 'Network One' })).network.id
    const draft = {
      code: '1',
      name: 'کتابخانهٔ </script> عطار',
      kind: 'mobile' as const,
      city: 'نیشابور',
      hours: { sun: [['08:00', '14:00'] as [string, string]] },
    }
    library = (await putLibrary(platform, system, { network: 'n1', draft, isDemonstration: true })).id
    const stop = { kind: 'stop' as const, name: 'ایستگاه فیروزه', lat: null, lon: null, note: null, hours: null }
    await addPoints(platform, system, { library, points: [stop] })
    await putLibrary(platform, system, { network: 'n1', draft: { code: '2', name: 'کتابخانهٔ خیام', city: 'مشهد' } })
  })
  after(async () => {
    for (const work of cleanups) await work()
  })

  test('a search in any spelling lists the library, says it is a demonstration, and offers filters and a map', async () => {
    const page = await ask('/libraries?q=نيشابور')
    assert.equal(page.status, 200)
    assert.match(page.text, /۱ کتابخانه/)
    assert.match(page.text, /href="\/libraries\/n1\/1"/)
    assert.ok(page.text.includes(fa.demonstration))
    assert.match(page.text, /<svg viewBox/)
    assert.doesNotMatch(page.text, /کتابخانهٔ خیام/)
    // The head's search box brings its suggestions; nothing else on a reading page is a script.
    const scripts = page.text.match(/<script[^>]*>/g) ?? []
    assert.ok(
      scripts.every((tag) => /suggest/.test(tag)),
      String(scripts),
    )
  })

  test('near a city the nearest stands first with its distance; an unknown city is told beside its field', async () => {
    const near = await ask('/en/libraries?near=Mashhad')
    assert.ok(near.text.indexOf('/en/libraries/n1/2') < near.text.indexOf('/en/libraries/n1/1'))
    assert.match(near.text, /nearest to Mashhad first/)
    const unknown = await ask('/libraries?near=هیچستان')
    assert.equal(unknown.status, 200)
    assert.ok(unknown.text.includes(fa.refusals['libraries.place-unknown']()))
  })

  test('nothing found says what to do; an address no form makes is refused in a sentence, and never a fault', async () => {
    assert.ok((await ask('/libraries?q=qqqqqq')).text.includes(fa.nothingFound))
    assert.equal((await ask('/libraries?q=%00')).status, 400)
    assert.equal((await ask('/libraries?province=%00')).status, 400)
    for (const path of [
      '/libraries?page=-5',
      '/libraries?page=x',
      '/libraries?kind=zzz&limit=9e9',
      '/networks/%00',
      '/libraries/n1/%00',
    ])
      assert.ok((await ask(path)).status < 500, path)
  })

  test('a library’s page is open now, names its stops, and its name cannot end a script', async () => {
    const page = await ask('/libraries/n1/1')
    assert.equal(page.status, 200)
    assert.ok(page.text.includes(fa.openNow))
    assert.ok(page.text.includes(fa.openUntil('۱۴:۰۰')))
    assert.match(page.text, /ایستگاه فیروزه/)
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page.text)?.[1] ?? ''
    const schema = JSON.parse(json) as { '@type': string; name: string; openingHoursSpecification: unknown[] }
    assert.equal(schema['@type'], 'Library')
    assert.equal(schema.name, 'کتابخانهٔ </script> عطار')
    assert.deepEqual(schema.openingHoursSpecification, [
      { '@type': 'OpeningHoursSpecification', dayOfWeek: ['Sunday'], opens: '08:00', closes: '14:00' },
    ])
  })

  test('an id leads to the address of network and code; what does not exist is 404', async () => {
    assert.deepEqual(
      [(await ask(`/libraries/${library}`)).status, (await ask(`/en/libraries/${library}`)).to],
      [301, '/en/libraries/n1/1'],
    )
    for (const path of ['/libraries/n1/999', '/libraries/zz', '/networks/zz'])
      assert.equal((await ask(path)).status, 404, path)
  })

  test('networks and provinces have their pages in both languages', async () => {
    assert.match((await ask('/networks')).text, /شبکهٔ یک/)
    assert.match((await ask('/en/networks/n1')).text, /Network One/)
    assert.match((await ask('/en/provinces')).text, /Razavi Khorasan/)
  })

  test('the desk asks for a sign-in, and refuses whoever keeps no library', async () => {
    assert.equal((await ask('/staff/libraries')).status, 401)
    const cataloguer = person({ role: 'cataloguer', scope: { level: 'library', network, province: '09', library } })
    assert.equal((await ask('/staff/libraries', undefined, cataloguer)).status, 403)
  })

  test('a librarian sees the own library only, edits it, and neither adds nor closes', async () => {
    const librarian = person({ role: 'librarian', scope: { level: 'library', network, province: '09', library } })
    const list = await ask('/staff/libraries', undefined, librarian)
    assert.match(list.text, /۱ کتابخانه/)
    assert.doesNotMatch(list.text, /خیام/)
    assert.equal((await ask(`/staff/libraries/${library}/edit`, undefined, librarian)).status, 200)
    assert.equal((await ask('/staff/libraries/add', FULL, librarian)).status, 403)
    assert.equal(
      (await ask(`/staff/libraries/${library}/close`, { on: '2026-01-01', sure: 'yes' }, librarian)).status,
      403,
    )
    assert.equal((await ask('/staff/libraries/n1:2/edit', undefined, librarian)).status, 403)
  })

  test('a form in error keeps what was typed and says each fault by its field', async () => {
    const wrong = { ...FULL, name: '', city: 'تهران', lat: 'شمال', 'hours-sat': 'همیشه', openedOn: 'دیروز', email: 'x' }
    const page = await ask('/staff/libraries/add', wrong, officer())
    assert.equal(page.status, 400)
    for (const field of ['name', 'lat', 'hours-sat', 'openedOn', 'email'])
      assert.match(page.text, new RegExp(`href="#field-${field}"`), field)
    for (const typed of ['همیشه', 'دیروز', 'value="۷۰"']) assert.ok(page.text.includes(typed), typed)
    const taken = await ask('/staff/libraries/add', { ...FULL, number: '1' }, officer())
    assert.match(taken.text, /href="#field-number"/)
    const disorder = await ask('/staff/libraries/add', { ...FULL, 'hours-sat': '14-8' }, officer())
    assert.match(disorder.text, /href="#field-hours-sat"/)
  })

  test('an officer adds a library, edits it, and closes it after a second question', async () => {
    const added = await ask('/staff/libraries/add', { ...FULL, network: 'n1' }, officer())
    assert.equal(added.status, 303, added.text.slice(0, 2000))
    const { id, hours, openedOn } = await getLibrary(platform, system, { id: 'n1:70' })
    assert.deepEqual([hours?.sat?.length, openedOn], [2, '1991-03-21'])
    const edited = await ask(`/staff/libraries/${id}/edit`, { ...FULL, name: 'کتابخانهٔ نور نو' }, officer())
    assert.equal(edited.to, `/staff/libraries/${id}`)
    const asked = await ask(`/staff/libraries/${id}/close`, { on: '۱۴۰۴/۱/۱', into: '۲' }, officer())
    assert.ok(asked.text.includes(fa.staff.mergeAsk('کتابخانهٔ نور نو', 'کتابخانهٔ خیام')))
    assert.equal((await getLibrary(platform, system, { id })).isOpen, true)
    const sure = await ask(`/staff/libraries/${id}/close`, { on: '2025-03-21', into: '2', sure: 'yes' }, officer())
    assert.equal(sure.status, 303)
    assert.ok((await ask('/libraries/n1/70')).text.includes(fa.isMerged('۱ فروردین ۱۴۰۴')))
    const again = await ask(`/staff/libraries/${id}/close`, { on: '2025-03-22' }, officer())
    assert.deepEqual([again.status, again.text.includes(fa.refusals['libraries.closed-already']())], [400, true])
  })

  test('stops and figures are added and ended on the desk', async () => {
    const desk = `/staff/libraries/${library}`
    assert.equal((await ask(`${desk}/points`, { name: 'ایستگاه بینالود', kind: 'stop' }, officer())).status, 303)
    assert.equal((await ask(`${desk}/points`, { name: '', kind: 'stop' }, officer())).status, 400)
    const total = { measure: 'members', value: '۱۲٬۳۴۵', countedOn: '۱۴۰۵/۱/۱', source: 'گزارش سال' }
    assert.equal((await ask(`${desk}/totals`, total, officer())).status, 303)
    assert.equal((await ask(`${desk}/totals`, { ...total, value: 'زیاد' }, officer())).status, 400)
    assert.equal((await ask('/staff/networks/n1', total, officer())).status, 303)
    const now = await getLibrary(platform, system, { id: library })
    assert.deepEqual([now.servicePoints.length, now.totals[0]?.value], [2, 12_345])
    const point = now.servicePoints[1]!.id
    assert.ok(
      (await ask(`${desk}/points/${point}`, undefined, officer())).text.includes(fa.staff.pointAsk('ایستگاه بینالود')),
    )
    assert.equal((await ask(`${desk}/points/${point}`, {}, officer())).status, 303)
  })

  test('a file is previewed, its refused rows downloaded with reasons, and then written; exports come out', async () => {
    const form = new FormData()
    form.set(
      'file',
      new File(['code,name,kind,opened_on\n80,الف,نهادی,\n81,ب,چیز,فردا\n'], 'فهرست.csv', { type: 'text/csv' }),
    )
    form.set('network', 'n1')
    const sent = await ask('/staff/libraries/import', form, officer())
    assert.equal(sent.status, 303, sent.text.slice(0, 500))
    const preview = await ask(sent.to!, undefined, officer())
    assert.ok(preview.text.includes(fa.refusals['libraries.kind-unknown']({ value: 'چیز' })))
    assert.ok(preview.text.includes(fa.refusals['libraries.day-malformed']({ value: 'فردا' })))
    const rows = preview.text.slice(preview.text.indexOf(fa.files.changedRows))
    assert.match(rows, new RegExp(`>80<.*<bdi>الف</bdi>.*>${fa.files.added}<`))
    const path = sent.to!.split('?')[0]!
    const refused = await ask(`${path}/refused.csv?network=n1`, undefined, officer())
    assert.match(refused.text, /81,ب,چیز,فردا,.*«چیز».*«فردا»/)
    assert.equal((await ask('/libraries/n1/80')).status, 404)
    assert.equal((await ask(sent.to!, {}, officer())).status, 303)
    assert.equal((await ask('/libraries/n1/80')).status, 200)
    assert.match((await ask('/staff/libraries/export.csv?network=n1', undefined, officer())).text, /n1,80,الف/)
    const other = new FormData()
    other.set('file', new File(['%PDF-1.7\u0000\u0001'], 'x.csv'))
    const none = await ask('/staff/libraries/import', other, officer())
    assert.deepEqual([none.status, none.text.includes(fa.refusals['sheets.not-a-table']())], [400, true])
    assert.equal((await ask('/staff/libraries/import/nothing', undefined, officer())).status, 404)
  })
})
