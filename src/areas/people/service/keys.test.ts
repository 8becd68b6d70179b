import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Grant, holds, systemActor } from '#areas/people/contract.ts'
import { actorFrom, libraryMoved } from '#areas/people/service.ts'
import { listGrants } from '#areas/people/store/grants.ts'
import type { Platform } from '#platform/platform.ts'
import { aPlatform } from '#tests/support/database.ts'
import { aPerson, aSmallCountry } from '#tests/support/people.ts'
import { takeRole } from './grants.ts'
import { createKey, listOwnKeys, revokeKey } from './keys.ts'
import { closeAccount } from './people.ts'

const country = aSmallCountry()

function asking(platform: Platform, headers: Record<string, string>) {
  return actorFrom(platform, new Request('http://localhost/api/people/me', { headers }))
}

test('a key acts with its own grants, by either header, and is kept as a hash', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform } = await aPlatform(t, { now: () => now })
  const toLibrary: Grant = { role: 'librarian', scope: country.library }
  const person = await aPerson(platform, country, {
    grants: [toLibrary, { role: 'cataloguer', scope: country.library }],
  })
  const { id, secret } = await createKey(
    platform,
    person.actor,
    { name: 'سامان', days: 30, grants: [toLibrary] },
    country.directory,
  )
  assert.match(secret, /^peyvand_[\w-]{43}$/)
  for (const headers of [
    { authorization: `Bearer ${secret}` },
    { authorization: `bearer  ${secret}` },
    { 'x-api-key': secret },
  ]) {
    const actor = await asking(platform, headers as Record<string, string>)
    assert.deepEqual(actor, { kind: 'key', id, name: 'سامان', grants: [toLibrary], secondFactor: false })
  }
  const { rows } = await platform.pool.query('select k::text as line from people.api_key k')
  assert.equal(rows[0].line.includes(secret.slice(12)), false)
  const [seen] = await listOwnKeys(platform, person.actor)
  assert.equal(seen!.start, secret.slice(0, 12))
  assert.deepEqual(seen!.lastUsedAt, now)
  now = new Date('2026-12-22T08:00:01Z')
  await assert.rejects(asking(platform, { 'x-api-key': secret }), { code: 'people.key-unknown' })
  assert.equal((await listOwnKeys(platform, person.actor))[0]!.expired, true)
})

test('a key is no wider than its owner, today and later', async (t) => {
  const { platform } = await aPlatform(t)
  const grant: Grant = { role: 'network-officer', scope: country.network }
  const person = await aPerson(platform, country, { grants: [grant] })
  const make = (asked: Grant) =>
    createKey(platform, person.actor, { name: 'k', days: 9999, grants: [asked] }, country.directory)
  for (const wide of [
    { role: 'administrator', scope: country.system },
    { role: 'network-officer', scope: country.otherNetwork },
    { role: 'librarian', scope: country.library },
  ] satisfies Grant[]) {
    await assert.rejects(make(wide), { code: 'people.key-too-wide' }, wide.role)
  }
  const { secret } = await make(grant)
  const days =
    ((await listOwnKeys(platform, person.actor))[0]!.expiresAt.getTime() - platform.clock().getTime()) / 86_400_000
  assert.equal(days, 366, 'and lives a year at most')
  const before = await asking(platform, { 'x-api-key': secret })
  assert.equal(holds(before, ['network-officer'], country.library), false, 'its owner has no second factor')
  await platform.db.updateTable('people.person').set({ two_factor_enabled: true }).where('id', '=', person.id).execute()
  assert.equal(holds(await asking(platform, { 'x-api-key': secret }), ['network-officer'], country.library), true)
  const [kept] = await listGrants(platform.db, [person.id])
  await takeRole(platform, systemActor('tests'), { person: person.id, grant: kept!.id })
  assert.deepEqual((await asking(platform, { 'x-api-key': secret })).grants, [])
})

test('a revoked key, an unknown one, and one whose owner is gone are refused', async (t) => {
  const { platform } = await aPlatform(t)
  const person = await aPerson(platform, country)
  const make = () => createKey(platform, person.actor, { name: 'k', days: 1, grants: [] }, country.directory)
  const [first, second] = [await make(), await make()]
  const stranger = await aPerson(platform, country)
  await assert.rejects(revokeKey(platform, stranger.actor, { id: first.id }), { code: 'people.key-not-found' })
  await revokeKey(platform, person.actor, { id: first.id })
  await closeAccount(platform, systemActor('tests'), { id: person.id })
  const wrong = [first.secret, second.secret, 'peyvand_', `${second.secret}x`, 'Basic x', '', '\u00ff'.repeat(99)]
  for (const key of wrong)
    await assert.rejects(asking(platform, { 'x-api-key': key }), { code: 'people.key-unknown' }, key)
  for (const id of ['', 'x', 'null'])
    await assert.rejects(revokeKey(platform, person.actor, { id }), { code: 'people.key-not-found' })
})

test('roles at a library follow it to another province', async (t) => {
  const { platform, db } = await aPlatform(t)
  const person = await aPerson(platform, country)
  const { library } = country.library as { library: string }
  const to = { network: (country.otherNetwork as { network: string }).network, province: '23' }
  assert.equal(await db.transaction().execute((tx) => libraryMoved(tx, library, to)), 1)
  assert.deepEqual(
    (await listGrants(db, [person.id])).map((grant) => grant.scope),
    [{ level: 'library', library, ...to }],
  )
})
