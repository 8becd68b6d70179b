import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import { isRefusal } from '#lib/refusal.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { anActor } from '#tests/support/people.ts'
import {
  changeSearch,
  feedPath,
  getOwnSearch,
  keepSearch,
  listOwnSearches,
  removeSearch,
  renewKey,
  searchByKey,
  stopLetters,
  stopPath,
} from './keeping.ts'
import { keyOf } from './keys.ts'
import { askForLetters } from './letters.ts'

const HOUR = 60 * 60 * 1000

async function aReader(platform: Platform, name: string): Promise<Actor & { id: string }> {
  const id = newId()
  const at = new Date()
  const row = {
    id,
    name,
    user_name: `r${id.slice(-6)}`,
    email: `${id.slice(-6)}@example.ir`,
    created_at: at,
    updated_at: at,
  }
  await platform.db.insertInto('people.person').values(row).execute()
  return { ...anActor([]), kind: 'person', id, name }
}

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    return isRefusal(error) ? error.code : String(error)
  }
}
const keyIn = (path: string): string => new URLSearchParams(path.split('?')[1]).get('key') ?? ''

test('a search is kept by a person, and nobody else sees, changes or removes it', async (t) => {
  const { platform } = await aUnion(t)
  const [reader, other] = [await aReader(platform, 'سارا'), await aReader(platform, 'نیما')]
  const wanted = { name: 'شاهنامه‌ها', query: 'q=شاهنامه', mail: 'never', lang: 'fa' } as const
  const { id } = await keepSearch(platform, reader, wanted)
  const others: readonly (readonly [Actor, string])[] = [
    [other, 'catalogue.search-unknown'],
    [ANONYMOUS, 'people.sign-in-required'],
    [{ ...reader, kind: 'key' }, 'catalogue.search-of-a-person'],
  ]
  for (const [actor, code] of others) {
    assert.equal(await codeOf(getOwnSearch(platform, actor, { id })), code)
    assert.equal(await codeOf(changeSearch(platform, actor, { id, name: 'x', mail: 'daily', lang: 'fa' })), code)
    assert.equal(await codeOf(renewKey(platform, actor, { id })), code)
    assert.equal(await codeOf(removeSearch(platform, actor, { id })), code)
  }
  assert.deepEqual(await listOwnSearches(platform, other), [])
  assert.equal(await codeOf(keepSearch(platform, ANONYMOUS, wanted)), 'people.sign-in-required')
  assert.equal(await codeOf(keepSearch(platform, reader, { ...wanted, name: ' \n ' })), 'catalogue.search-name')
  await removeSearch(platform, reader, { id })
  assert.deepEqual(await listOwnSearches(platform, reader), [])
  for (let kept = 0; kept < 50; kept++) await keepSearch(platform, reader, wanted)
  assert.equal(await codeOf(keepSearch(platform, reader, wanted)), 'catalogue.searches-too-many')
})

test('a key opens its search for its use only, until it is renewed', async (t) => {
  const { platform } = await aUnion(t)
  const reader = await aReader(platform, 'سارا')
  const search = await keepSearch(platform, reader, { name: 'همه', query: '', mail: 'daily', lang: 'fa' })
  const [feed, stop] = [keyIn(feedPath(platform, search)), keyIn(stopPath(platform, search))]
  assert.equal((await searchByKey(platform, { use: 'feed', key: feed })).id, search.id)
  const wrong = [stop, '', `${feed}x`, feed.slice(0, -1), feed.replace('.', ''), keyOf('x'.repeat(32), 'feed', search)]
  for (const key of wrong) {
    assert.equal(await codeOf(searchByKey(platform, { use: 'feed', key })), 'catalogue.search-unknown', key)
  }
  await renewKey(platform, reader, { id: search.id })
  assert.equal(await codeOf(searchByKey(platform, { use: 'feed', key: feed })), 'catalogue.search-unknown')
  const now = await getOwnSearch(platform, reader, { id: search.id })
  assert.equal((await searchByKey(platform, { use: 'feed', key: keyIn(feedPath(platform, now)) })).id, search.id)
  await stopLetters(platform, { key: keyIn(stopPath(platform, now)) })
  const stopped = await getOwnSearch(platform, reader, { id: search.id })
  assert.deepEqual([stopped.mail, stopped.nextMailAt], ['never', null])
})

test('letters tell of titles that came since, once, at their pace, with the way out of them', async (t) => {
  let now = new Date('2025-09-03T08:00:00Z')
  const { platform } = await aUnion(t, { now: () => now })
  const reader = await aReader(platform, 'سارا')
  await takeIn(platform, 'NLA:11', [aBook('1', 'شاهنامهٔ کهن')])
  now = new Date(now.getTime() + HOUR)
  const search = await keepSearch(platform, reader, { name: 'شاهنامه', query: 'q=شاهنامه', mail: 'daily', lang: 'fa' })
  const letters = async (hours: number) => {
    now = new Date(now.getTime() + hours * HOUR)
    await platform.search.ready('catalogue')
    await askForLetters(platform)
    await platform.jobs.drain(['catalogue.search-letters'])
    return await platform.mail.recent()
  }
  assert.equal((await letters(25)).length, 0, 'nothing new, no letter')
  await takeIn(platform, 'NLA:12', [aBook('2', 'شاهنامه و فردوسی'), aBook('3', 'گلستان')])
  assert.equal((await letters(1)).length, 0, 'not yet due')
  const [letter, ...others] = await letters(24)
  assert.deepEqual(others, [])
  assert.match(letter?.subject ?? '', /۱ عنوان تازه برای «شاهنامه»/)
  assert.match(letter?.text ?? '', /شاهنامه و فردوسی/)
  assert.doesNotMatch(letter?.text ?? '', /کهن|گلستان/)
  assert.ok(letter?.text.includes(stopPath(platform, search)))
  assert.equal((await letters(25)).length, 1, 'told once')
  await stopLetters(platform, { key: keyIn(stopPath(platform, search)) })
  await takeIn(platform, 'NLA:12', [aBook('4', 'شاهنامهٔ نو')])
  assert.equal((await letters(50)).length, 1, 'no letters any more')
})

test('a closed account gets no letter, and an address that says nothing is no fault', async (t) => {
  let now = new Date('2025-09-03T08:00:00Z')
  const { platform } = await aUnion(t, { now: () => now })
  const reader = await aReader(platform, 'سارا')
  for (const query of ['q=', 'yearFrom=کی&sort=هیچ&kind=book&kind=map', 'q=%']) {
    await keepSearch(platform, reader, { name: 'x', query, mail: 'weekly', lang: 'en' })
  }
  now = new Date(now.getTime() + HOUR)
  await takeIn(platform, 'NLA:12', [aBook('2', 'شاهنامه و فردوسی')])
  await platform.db.updateTable('people.person').set({ deactivated_at: now }).where('id', '=', reader.id).execute()
  now = new Date(now.getTime() + 8 * 24 * HOUR)
  await platform.search.ready('catalogue')
  await askForLetters(platform)
  assert.equal(await platform.jobs.drain(['catalogue.search-letters']), 1)
  assert.deepEqual(await platform.mail.recent(), [])
  assert.ok(
    (await listOwnSearches(platform, reader)).every(({ nextMailAt }) => nextMailAt !== null && nextMailAt > now),
  )
})
