import assert from 'node:assert/strict'
import { test } from 'node:test'
import { feedPath, getOwnSearch, keepSearch } from '#areas/catalogue/service/saved/keeping.ts'
import { askForLetters } from '#areas/catalogue/service/saved/letters.ts'
import { newId } from '#platform/id.ts'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'
import { anActor } from '#tests/support/people.ts'

const HOUR = 60 * 60 * 1000
const HOST = 'https://peyvand.example'
const ONE_CLICK = 'List-Unsubscribe=One-Click'

test('letters end by one request to the address in their header, and by no other', async (t) => {
  let now = new Date('2025-09-03T08:00:00Z')
  const { platform } = await aUnion(t, { now: () => now, env: { PEYVAND_ORIGIN: HOST } })
  const { app } = doorsOf(platform)
  const id = newId()
  const row = { id, name: 'سارا', user_name: 'sara', email: 'sara@example.ir', created_at: now, updated_at: now }
  await platform.db.insertInto('people.person').values(row).execute()
  const reader = { ...anActor([]), kind: 'person' as const, id, name: 'سارا' }
  const wanted = { name: 'شاهنامه', query: 'q=شاهنامه', mail: 'daily', lang: 'en' } as const
  const [search, other] = [await keepSearch(platform, reader, wanted), await keepSearch(platform, reader, wanted)]
  now = new Date(now.getTime() + HOUR)
  await takeIn(platform, 'NLA:11', [aBook('1', 'شاهنامه')])
  now = new Date(now.getTime() + 25 * HOUR)
  await platform.search.ready('catalogue')
  await askForLetters(platform)
  await platform.jobs.drain(['catalogue.search-letters'])
  const addresses = (await platform.mail.recent()).map((letter) => letter.unsubscribe ?? '')
  const own = search.id.replaceAll('-', '')
  const address = addresses.find((one) => one.includes(own)) ?? ''
  assert.match(address, /^https:\/\/peyvand\.example\/en\/searches\/stop\?key=[0-9a-f]{32}\.[\w-]{43}$/)

  const paceOf = async (of: { id: string }) => (await getOwnSearch(platform, reader, of)).mail
  const post = async (to: string, body: BodyInit = ONE_CLICK) => {
    const isText = typeof body === 'string'
    const headers: HeadersInit = isText ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
    return (await app.fetch(new Request(to, { method: 'POST', body, headers }))).status
  }
  const feed = feedPath(platform, search).split('key=')[1] ?? ''
  const [signed = ''] = address.split('key=')[1]?.split('.').slice(1) ?? []
  const wrong: readonly (readonly [string, string])[] = [
    [`${HOST}/en/searches/stop`, ONE_CLICK],
    [`${HOST}/en/searches/stop?key=`, ONE_CLICK],
    [`${HOST}/en/searches/stop?key=${feed}`, ONE_CLICK],
    [`${HOST}/en/searches/stop?key=${own}.${signed.slice(1)}A`, ONE_CLICK],
    [`${HOST}/en/searches/stop?key=${other.id.replaceAll('-', '')}.${signed}`, ONE_CLICK],
    [address, 'List-Unsubscribe=No'],
    [address, ''],
  ]
  for (const [to, body] of wrong) assert.equal(await post(to, body), 404, `${to} ${body}`)
  const page = await app.fetch(new Request(address))
  assert.equal(page.status, 200)
  assert.equal(await paceOf(search), 'daily', 'a program that follows links ends nothing')
  assert.equal(await post(address), 200)
  assert.deepEqual([await paceOf(search), await paceOf(other)], ['never', 'daily'])
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  assert.equal(await post(addresses.find((one) => one !== address) ?? '', form), 200)
  assert.equal(await paceOf(other), 'never')
  assert.equal(await post(address), 200, 'twice is no fault')
})
