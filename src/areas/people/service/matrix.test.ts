import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, ANONYMOUS, type Grant, type Scope, systemActor } from '#areas/people/contract.ts'
import { listGrants } from '#areas/people/store/grants.ts'
import { isRefusal } from '#lib/refusal.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { aPlatform } from '#tests/support/database.ts'
import {
  anActor,
  aPerson,
  aSmallCountry,
  aVisit,
  PASSWORD,
  type SmallCountry,
  secretOf,
} from '#tests/support/people.ts'
import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  getAccount,
  listOwnGrants,
  listOwnSessions,
} from './account.ts'
import { giveRole, takeRole } from './grants.ts'
import { createKey, listOwnKeys, revokeKey } from './keys.ts'
import { acceptInvitation, invite, withdrawInvitation } from './letters.ts'
import {
  clearSecondFactor,
  closeAccount,
  getPerson,
  listInvitations,
  listPeople,
  openAccount,
  placesToGive,
} from './people.ts'
import {
  addPasskey,
  confirmTotp,
  getPendingTotp,
  offerPasskey,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  secondFactorState,
  startTotp,
} from './second-factor.ts'

const country = aSmallCountry()

/** Who asks. The columns of the table, in its order. */
function actors(self: Actor): Record<string, Actor> {
  const of = (role: Grant['role'], scope: Scope, more: Partial<Actor> = {}) => ({
    ...self,
    grants: [{ role, scope }],
    ...more,
  })
  return {
    sys: systemActor('tests'),
    adm: of('administrator', country.system),
    'adm-1f': of('administrator', country.system, { secondFactor: false }),
    net: of('network-officer', country.network),
    'net-1f': of('network-officer', country.network, { secondFactor: false }),
    net2: of('network-officer', country.otherNetwork),
    prov: of('province-officer', country.province),
    prov2: of('province-officer', country.otherProvince),
    lib: of('librarian', country.library),
    cat: of('cataloguer', country.library),
    none: { ...self, grants: [] },
    'key-net': of('network-officer', country.network, { kind: 'key', id: newId() }),
    'key-lib': of('librarian', country.library, { kind: 'key', id: newId() }),
    anon: ANONYMOUS,
  }
}

const COLUMNS = [
  'sys',
  'adm',
  'adm-1f',
  'net',
  'net-1f',
  'net2',
  'prov',
  'prov2',
  'lib',
  'cat',
  'none',
  'key-net',
  'key-lib',
  'anon',
]

/**
 * What each may do: y yes · s sign in first · f second factor first · p in person only · o officers only · r out of reach ·
 * u unknown to them · e the right is there, and something else refuses.
 */
const TABLE = `
                          sys adm adm-1f net net-1f net2 prov prov2 lib cat none key-net key-lib anon
  list people             y   y   f      y   f      y    y    y     o   o   o    y       o       s
  list invitations        y   y   f      y   f      y    y    y     o   o   o    y       o       s
  places to give          y   y   f      y   f      y    y    y     o   o   o    y       o       s
  see librarian           y   y   f      y   f      u    y    u     o   o   o    y       o       s
  see officer             y   y   f      y   f      u    u    u     o   o   o    y       o       s
  invite administrator    y   y   f      r   r      r    r    r     r   r   r    p       p       s
  invite network officer  y   y   f      y   f      r    r    r     r   r   r    p       p       s
  invite province officer y   y   f      y   f      r    r    r     r   r   r    p       p       s
  invite librarian        y   y   f      y   f      r    y    r     r   r   r    p       p       s
  invite cataloguer       y   y   f      y   f      r    y    r     r   r   r    p       p       s
  invite foreign lib.     y   y   f      r   r      y    r    r     r   r   r    p       p       s
  withdraw invitation     y   y   f      y   f      r    y    r     r   r   r    p       p       s
  give librarian          y   y   f      y   f      r    y    r     r   r   r    p       p       s
  take librarian          y   y   f      y   f      r    y    r     r   r   r    p       p       s
  take network officer    y   y   f      y   f      r    r    r     r   r   r    p       p       s
  close librarian         y   y   f      y   f      u    y    u     o   o   o    p       p       s
  close officer           y   y   f      y   f      u    u    u     o   o   o    p       p       s
  open librarian          y   y   f      y   f      u    y    u     o   o   o    p       p       s
  clear second factor     y   y   f      y   f      u    y    u     o   o   o    p       p       s
  own account             p   y   y      y   y      y    y    y     y   y   y    p       p       s
  own roles               p   y   y      y   y      y    y    y     y   y   y    p       p       s
  own second factor       p   y   y      y   y      y    y    y     y   y   y    p       p       s
  own sessions            p   y   y      y   y      y    y    y     y   y   y    p       p       s
  end own session         p   e   e      e   e      e    e    e     e   e   e    p       p       s
  end other sessions      p   y   y      y   y      y    y    y     y   y   y    p       p       s
  change password         p   e   e      e   e      e    e    e     e   e   e    p       p       s
  start totp              p   e   e      e   e      e    e    e     e   e   e    p       p       s
  pending totp            p   e   e      e   e      e    e    e     e   e   e    p       p       s
  confirm totp            p   e   e      e   e      e    e    e     e   e   e    p       p       s
  renew codes             p   e   e      e   e      e    e    e     e   e   e    p       p       s
  remove totp             p   e   e      e   e      e    e    e     e   e   e    p       p       s
  offer passkey           p   e   e      e   e      e    e    e     e   e   e    p       p       s
  add passkey             p   e   e      e   e      e    e    e     e   e   e    p       p       s
  remove passkey          p   e   e      e   e      e    e    e     e   e   e    p       p       s
  own keys                p   y   y      y   y      y    y    y     y   y   y    p       p       s
  key without roles       p   y   y      y   y      y    y    y     y   y   y    p       p       s
  key as librarian        p   e   e      e   e      e    e    e     y   e   e    p       p       s
  revoke key              p   e   e      e   e      e    e    e     e   e   e    p       p       s
`

const LETTER: Readonly<Record<string, string>> = {
  'people.sign-in-required': 's',
  'people.second-factor-required': 'f',
  'people.person-required': 'p',
  'people.officers-only': 'o',
  'people.grant-out-of-reach': 'r',
  'people.person-unknown': 'u',
}

type Operation = (actor: Actor) => Promise<unknown>

async function operations(platform: Platform): Promise<Record<string, Operation>> {
  const { directory } = country
  const visit = aVisit()
  const librarian = await aPerson(platform, country)
  const officer = await aPerson(platform, country, { grants: [{ role: 'network-officer', scope: country.network }] })
  const toLibrary: Grant = { role: 'librarian', scope: country.library }
  const toNetwork: Grant = { role: 'network-officer', scope: country.network }
  let made = 0
  const inviting =
    (grant: Grant): Operation =>
    (actor) => {
      made += 1
      return invite(
        platform,
        actor,
        { name: 'کسی', email: `n${made}@example.org`, lang: 'fa', grants: [grant] },
        directory,
      )
    }
  // Whoever lost the role in an earlier cell is given it again, and the other way round.
  const withRole = (person: { id: string }, grant: Grant) =>
    giveRole(platform, systemActor('tests'), { person, grant }, directory).catch(() => {})
  const taking =
    (person: { id: string }, grant: Grant): Operation =>
    async (actor) => {
      await withRole(person, grant)
      const [kept] = await listGrants(platform.db, [person.id])
      return takeRole(platform, actor, { person: person.id, grant: kept!.id })
    }
  const giving =
    (person: { id: string }, grant: Grant): Operation =>
    async (actor) => {
      for (const kept of await listGrants(platform.db, [person.id])) {
        await takeRole(platform, systemActor('tests'), { person: person.id, grant: kept.id })
      }
      return giveRole(platform, actor, { person, grant }, directory)
    }
  const care =
    (work: typeof closeAccount, person: { id: string }, grant: Grant): Operation =>
    async (actor) => {
      await openAccount(platform, systemActor('tests'), person)
      await withRole(person, grant)
      return work(platform, actor, person)
    }
  return {
    'list people': (actor) => listPeople(platform, actor, { text: '', page: 1 }, directory),
    'list invitations': (actor) => listInvitations(platform, actor),
    'places to give': (actor) => placesToGive(actor, { role: 'librarian', text: '' }, directory),
    'see librarian': (actor) => getPerson(platform, actor, { id: librarian.id }, directory),
    'see officer': (actor) => getPerson(platform, actor, { id: officer.id }, directory),
    'invite administrator': inviting({ role: 'administrator', scope: country.system }),
    'invite network officer': inviting({ role: 'network-officer', scope: country.network }),
    'invite province officer': inviting({ role: 'province-officer', scope: country.province }),
    'invite librarian': inviting(toLibrary),
    'invite cataloguer': inviting({ role: 'cataloguer', scope: country.library }),
    'invite foreign lib.': inviting({ role: 'librarian', scope: country.foreignLibrary }),
    'withdraw invitation': async (actor) => {
      const { id } = (await inviting(toLibrary)(systemActor('tests'))) as { id: string }
      return withdrawInvitation(platform, actor, { id })
    },
    'give librarian': giving(librarian, toLibrary),
    'take librarian': taking(librarian, toLibrary),
    'take network officer': taking(officer, toNetwork),
    'close librarian': care(closeAccount, librarian, toLibrary),
    'close officer': care(closeAccount, officer, toNetwork),
    'open librarian': care(openAccount, librarian, toLibrary),
    'clear second factor': care(clearSecondFactor, librarian, toLibrary),
    ...ownOperations(platform, country, visit),
  }
}

function ownOperations(
  platform: Platform,
  { directory }: SmallCountry,
  visit: ReturnType<typeof aVisit>,
): Record<string, Operation> {
  const id = newId()
  const again = { password: PASSWORD, visit }
  const toLibrary: Grant = { role: 'librarian', scope: country.library }
  return {
    'own account': (actor) => getAccount(platform, actor),
    'own roles': (actor) => listOwnGrants(platform, actor),
    'own second factor': (actor) => secondFactorState(platform, actor),
    'own sessions': (actor) => listOwnSessions(platform, actor, { visit }),
    'end own session': (actor) => endOwnSession(platform, actor, { id }),
    'end other sessions': (actor) => endOtherSessions(platform, actor, { visit }),
    'change password': (actor) =>
      changePassword(platform, actor, { current: 'نادرست نادرست', password: 'یک گذرواژهٔ نو', visit }),
    'start totp': (actor) => startTotp(platform, actor, again),
    'pending totp': (actor) => getPendingTotp(platform, actor),
    'confirm totp': (actor) => confirmTotp(platform, actor, { code: '000000', visit }),
    'renew codes': (actor) => renewRecoveryCodes(platform, actor, again),
    'remove totp': (actor) => removeTotp(platform, actor, again),
    'offer passkey': (actor) => offerPasskey(platform, actor, { visit }),
    'add passkey': (actor) => addPasskey(platform, actor, { response: { id: 'x' }, name: 'x', visit }),
    'remove passkey': (actor) => removePasskey(platform, actor, { id }),
    'own keys': (actor) => listOwnKeys(platform, actor),
    'key without roles': (actor) => createKey(platform, actor, { name: 'k', days: 1, grants: [] }, directory),
    'key as librarian': (actor) => createKey(platform, actor, { name: 'k', days: 1, grants: [toLibrary] }, directory),
    'revoke key': (actor) => revokeKey(platform, actor, { id }),
  }
}

test('every role meets every operation as the table says', async (t) => {
  const { platform } = await aPlatform(t, { env: { PEYVAND_RATE_LIMITS: 'no' } })
  const { actor: self } = await aPerson(platform, country, {
    grants: [{ role: 'librarian', scope: country.foreignLibrary }],
  })
  // Administrators beside those who are closed and revoked, so that the last one is nobody's concern here.
  await aPerson(platform, country, { grants: [{ role: 'administrator', scope: country.system }] })
  const who = actors(self)
  assert.deepEqual(Object.keys(who), COLUMNS)
  const lines = [`                          ${COLUMNS.join(' ')}`]
  for (const [name, operation] of Object.entries(await operations(platform))) {
    let line = `  ${name.padEnd(24)}`
    for (const column of COLUMNS) line += (await outcome(operation, who[column]!)).padEnd(column.length + 1)
    lines.push(line.trimEnd())
  }
  assert.deepEqual(
    lines,
    TABLE.split('\n').filter((line) => line.trim() !== ''),
  )
})

async function outcome(operation: Operation, actor: Actor): Promise<string> {
  try {
    await operation(actor)
    return 'y'
  } catch (error) {
    if (!isRefusal(error)) throw error
    return LETTER[error.code] ?? 'e'
  }
}

test('nobody closes, opens or clears their own account, nor one whose roles reach further than theirs', async (t) => {
  const { platform } = await aPlatform(t)
  const refusal = (work: Promise<unknown>) => work.then(() => 'y').catch((error: { code: string }) => error.code)
  const officer = await aPerson(platform, country, { grants: [{ role: 'network-officer', scope: country.network }] })
  for (const work of [closeAccount, openAccount, clearSecondFactor]) {
    assert.equal(await refusal(work(platform, officer.actor, { id: officer.id })), 'people.not-oneself')
  }
  const both = await aPerson(platform, country, {
    grants: [
      { role: 'librarian', scope: country.library },
      { role: 'librarian', scope: country.foreignLibrary },
    ],
  })
  assert.equal(await refusal(closeAccount(platform, officer.actor, { id: both.id })), 'people.govern-out-of-reach')
  const seen = await getPerson(platform, officer.actor, { id: both.id }, country.directory)
  assert.deepEqual(
    seen.grants.map((grant) => grant.scope),
    [country.library],
    'roles out of reach stay unseen',
  )
  assert.equal(seen.mayGovern, false)
})

test('the last administrator stays: neither laid down, taken nor closed, also by two at once', async (t) => {
  const { platform } = await aPlatform(t)
  const one = await aPerson(platform, country, { grants: [{ role: 'administrator', scope: country.system }] })
  const grantOf = async (id: string) => (await listGrants(platform.db, [id]))[0]!.id
  await assert.rejects(takeRole(platform, one.actor, { person: one.id, grant: await grantOf(one.id) }), {
    code: 'people.last-administrator',
  })
  await assert.rejects(closeAccount(platform, systemActor('tests'), { id: one.id }), {
    code: 'people.last-administrator',
  })
  const two = await aPerson(platform, country, { grants: [{ role: 'administrator', scope: country.system }] })
  const [first, second] = [await grantOf(one.id), await grantOf(two.id)]
  const both = await Promise.allSettled([
    takeRole(platform, one.actor, { person: two.id, grant: second }),
    takeRole(platform, two.actor, { person: one.id, grant: first }),
  ])
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
})

test('an invitation counts only as far as its inviter still may', async (t) => {
  const { platform } = await aPlatform(t)
  const officer = await aPerson(platform, country, { grants: [{ role: 'network-officer', scope: country.network }] })
  const input = {
    name: 'کسی',
    email: 'late@example.org',
    lang: 'fa',
    grants: [{ role: 'librarian', scope: country.library }],
  } as const
  const { link } = await invite(platform, officer.actor, input, country.directory)
  const [grant] = await listGrants(platform.db, [officer.id])
  await takeRole(platform, systemActor('tests'), { person: officer.id, grant: grant!.id })
  const accepting = acceptInvitation(platform, { secret: secretOf(link), userName: 'late', password: PASSWORD })
  await assert.rejects(accepting, { code: 'people.letter-unknown' })
})

test('a role goes only where it fits: its own level, a place that is, with its true ancestors', async (t) => {
  const { platform } = await aPlatform(t)
  const administrator = anActor([{ role: 'administrator', scope: country.system }], {
    id: (await aPerson(platform, country)).id,
  })
  const person = await aPerson(platform, country)
  const give = (grant: Grant) => giveRole(platform, administrator, { person, grant }, country.directory)
  await assert.rejects(give({ role: 'librarian', scope: country.network }), { code: 'people.role-level' })
  await assert.rejects(give({ role: 'network-officer', scope: { level: 'network', network: newId() } }), {
    code: 'people.scope-unknown',
  })
  await assert.rejects(give({ role: 'librarian', scope: country.library }), { code: 'people.granted-already' })
  const officer = anActor([{ role: 'network-officer', scope: country.network }], { id: administrator.id })
  const lie = { ...country.foreignLibrary, network: (country.network as { network: string }).network } as Scope
  const lying = giveRole(platform, officer, { person, grant: { role: 'librarian', scope: lie } }, country.directory)
  await assert.rejects(lying, { code: 'people.grant-out-of-reach' })
})
