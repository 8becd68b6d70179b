import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createOTP } from '@better-auth/utils/otp'
import type { Visit } from '#areas/people/auth.ts'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import { actorFrom } from '#areas/people/service.ts'
import { listGrants } from '#areas/people/store/grants.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { aPlatform } from '#tests/support/database.ts'
import { afterwards, aPerson, aSmallCountry, aVisit, PASSWORD } from '#tests/support/people.ts'
import { changePassword, endOtherSessions, endOwnSession, listOwnSessions } from './account.ts'
import { takeRole } from './grants.ts'
import { closeAccount } from './people.ts'
import {
  confirmTotp,
  getPendingTotp,
  removeTotp,
  renewRecoveryCodes,
  secondFactorState,
  startTotp,
} from './second-factor.ts'
import { findDemonstrationCode, findSecondStep, passSecondStep, signIn, signOut, totpSecret } from './sign-in.ts'

const country = aSmallCountry()

function code(wanted: string) {
  return (error: unknown) => (error as { code?: string }).code === wanted
}

async function actorOf(on: Platform, visit: Visit): Promise<Actor> {
  return actorFrom(on, new Request('http://localhost/', { headers: { cookie: visit.cookie } }))
}

/** Signs in with the password and, when asked for it, the code of the moment. */
async function signedIn(on: Platform, person: { id: string; userName: string }): Promise<Visit> {
  const visit = aVisit()
  const step = await signIn(on, ANONYMOUS, { userName: person.userName, password: PASSWORD, remember: true, visit })
  const then = afterwards(visit, step.cookies)
  if (step.step === 'done') return then
  const secret = await totpSecret(on, person.id)
  await forgetLastCode(on, person.id)
  const now = await createOTP(secret?.secret ?? '').totp()
  const second = await passSecondStep(on, ANONYMOUS, { code: now, visit: then })
  return afterwards(then, second.cookies)
}

async function forgetLastCode(platform: Platform, id: string): Promise<void> {
  await platform.db.updateTable('people.two_factor').set({ last_code: null }).where('person_id', '=', id).execute()
}

async function withTotp(
  platform: Platform,
  person: { id: string; userName: string },
): Promise<{ visit: Visit; recoveryCodes: readonly string[] }> {
  const visit = await signedIn(platform, person)
  const actor = await actorOf(platform, visit)
  await startTotp(platform, actor, { password: PASSWORD, visit })
  const { secret } = (await totpSecret(platform, person.id))!
  const done = await confirmTotp(platform, actor, { code: await createOTP(secret).totp(), visit })
  return { visit: afterwards(visit, done.cookies), recoveryCodes: done.recoveryCodes }
}

describe('signing in', () => {
  test('by user name in any case and digits, and by e-mail', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country, { userName: 'maryam12' })
    for (const userName of ['maryam12', ' Maryam۱۲ ', 'MARYAM12@example.org']) {
      const visit = aVisit()
      const step = await signIn(platform, ANONYMOUS, { userName, password: PASSWORD, remember: false, visit })
      assert.equal(step.step, 'done')
      const actor = await actorOf(platform, afterwards(visit, step.cookies))
      assert.equal(actor.id, person.id)
      assert.equal(actor.kind, 'person')
      assert.equal(actor.secondFactor, false)
      assert.deepEqual(actor.grants, [{ role: 'librarian', scope: country.library }])
    }
  })

  test('fails in the same words for a wrong password and for nobody', async (t) => {
    const { platform } = await aPlatform(t)
    const { userName } = await aPerson(platform, country)
    const tries = [
      { userName, password: 'گذرواژهٔ نادرست' },
      { userName: 'nobody-here', password: PASSWORD },
      { userName: 'nobody@example.org', password: PASSWORD },
      { userName: 'x', password: PASSWORD },
      { userName: 'x'.repeat(5000), password: 'y'.repeat(5000) },
      { userName: "' or 1=1 --", password: '\u0000' },
    ]
    for (const input of tries) {
      await assert.rejects(
        signIn(platform, ANONYMOUS, { ...input, remember: false, visit: aVisit() }),
        code('people.sign-in-wrong'),
        input.userName.slice(0, 20),
      )
    }
  })

  test('a forged, foreign or malformed cookie is nobody', async (t) => {
    const { platform } = await aPlatform(t)
    const visit = await signedIn(platform, await aPerson(platform, country))
    const [name, value = ''] = visit.cookie.split('=')
    const token = decodeURIComponent(value).split('.')[0]!
    const forged = [`${name}=${token}`, `${name}=${token}.AAAA`, `${name}=%E0%A4%A`, `${name}=`, 'x=y', '', `${name}=.`]
    for (const cookie of forged) assert.equal((await actorOf(platform, { ...visit, cookie })).kind, 'anonymous', cookie)
    assert.equal((await actorOf(platform, visit)).kind, 'person')
  })

  test('is journalled, and so is signing out, which ends the session', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country)
    const visit = await signedIn(platform, person)
    await signOut(platform, await actorOf(platform, visit), { visit })
    assert.equal((await actorOf(platform, visit)).kind, 'anonymous')
    const rows = await platform.db
      .selectFrom('platform.journal_entry')
      .select('action')
      .where('subject_id', '=', person.id)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      rows.map((row) => row.action),
      ['people.joined', 'people.role-given', 'people.signed-in', 'people.signed-out'],
    )
  })

  test('guessing is slowed by name, across processes', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country)
    const second = await openPlatform(platform.config, { clock: platform.clock, log: platform.log })
    t.after(() => second.close())
    const wrong = (on: Platform) =>
      signIn(on, ANONYMOUS, {
        userName: person.userName,
        password: 'نادرست نادرست',
        remember: false,
        visit: aVisit(),
      }).catch((error: { code: string }) => error.code)
    const codes = []
    for (let i = 0; i < 12; i += 1) codes.push(await wrong(i % 2 === 0 ? platform : second))
    assert.deepEqual(codes, [...Array(10).fill('people.sign-in-wrong'), 'people.too-often', 'people.too-often'])
  })
})

describe('the second step', () => {
  test('an officer’s role counts only once it is set up, and from then on every sign-in asks for it', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country, { grants: [{ role: 'network-officer', scope: country.network }] })
    const before = await signedIn(platform, person)
    const actor = await actorOf(platform, before)
    assert.equal(actor.secondFactor, false)
    assert.deepEqual(await secondFactorState(platform, actor), {
      required: true,
      passed: false,
      totp: 'none',
      passkeys: [],
    })
    await assert.rejects(
      startTotp(platform, actor, { password: 'نادرست نادرست', visit: before }),
      code('people.password-wrong'),
    )
    await startTotp(platform, actor, { password: PASSWORD, visit: before })
    const pending = await getPendingTotp(platform, actor)
    assert.match(pending.uri, /^otpauth:\/\/totp\/Peyvand%3Ap[\w-]+\?secret=[A-Z2-7]+&issuer=Peyvand/)
    await assert.rejects(confirmTotp(platform, actor, { code: '000000', visit: before }), code('people.code-wrong'))
    const { secret } = (await totpSecret(platform, person.id))!
    const done = await confirmTotp(platform, actor, { code: await createOTP(secret).totp(), visit: before })
    assert.equal(done.recoveryCodes.length, 10)
    const visit = afterwards(before, done.cookies)
    assert.equal((await actorOf(platform, visit)).secondFactor, true)
    assert.equal((await actorOf(platform, before)).kind, 'anonymous', 'the session without it has ended')

    const again = await signIn(platform, ANONYMOUS, {
      userName: person.userName,
      password: PASSWORD,
      remember: false,
      visit: aVisit(),
    })
    assert.equal(again.step, 'second-factor')
    const half = afterwards(aVisit(), again.cookies)
    assert.equal((await actorOf(platform, half)).kind, 'anonymous')
    assert.equal((await findSecondStep(platform, { visit: half }))?.id, person.id)
  })

  test('a code passes once, a wrong one is counted, and the fifth ends the sign-in', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country)
    await withTotp(platform, person)
    const half = async () => {
      const step = await signIn(platform, ANONYMOUS, {
        userName: person.userName,
        password: PASSWORD,
        remember: false,
        visit: aVisit(),
      })
      return afterwards(aVisit(), step.cookies)
    }
    const { secret } = (await totpSecret(platform, person.id))!
    const now = await createOTP(secret).totp()
    await assert.rejects(
      passSecondStep(platform, ANONYMOUS, { code: now, visit: await half() }),
      code('people.code-used'),
    )
    const visit = await half()
    const codes = []
    for (let i = 0; i < 6; i += 1) {
      codes.push(
        await passSecondStep(platform, ANONYMOUS, { code: '000000', visit }).catch(
          (error: { code: string }) => error.code,
        ),
      )
    }
    assert.deepEqual(codes, [...Array(5).fill('people.code-wrong'), 'people.sign-in-again'])
    await assert.rejects(
      passSecondStep(platform, ANONYMOUS, { code: '123456', visit: aVisit() }),
      code('people.sign-in-again'),
    )
  })

  test('each recovery code passes once; new ones replace the old', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country)
    const { visit, recoveryCodes } = await withTotp(platform, person)
    const pass = async (recoveryCode: string) => {
      const step = await signIn(platform, ANONYMOUS, {
        userName: person.userName,
        password: PASSWORD,
        remember: false,
        visit: aVisit(),
      })
      return passSecondStep(platform, ANONYMOUS, { code: recoveryCode, visit: afterwards(aVisit(), step.cookies) })
    }
    assert.equal((await pass(recoveryCodes[0]!)).step, 'done')
    await assert.rejects(pass(recoveryCodes[0]!), code('people.code-wrong'))
    const actor = await actorOf(platform, visit)
    const fresh = await renewRecoveryCodes(platform, actor, { password: PASSWORD, visit })
    await assert.rejects(pass(recoveryCodes[1]!), code('people.code-wrong'))
    assert.equal((await pass(fresh[0]!)).step, 'done')
    const cookies = await removeTotp(platform, actor, { password: PASSWORD, visit })
    assert.equal((await actorOf(platform, afterwards(visit, cookies))).secondFactor, false)
  })

  test('a code is shown only for a person of the demonstration', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country)
    const { visit } = await withTotp(platform, person)
    const actor = await actorOf(platform, visit)
    const real = { id: actor.id!, demonstration: false } as Parameters<typeof findDemonstrationCode>[1]
    assert.equal(await findDemonstrationCode(platform, real), null)
    assert.match((await findDemonstrationCode(platform, { ...real, demonstration: true })) ?? '', /^\d{6}$/)
    const plain = { ...platform, config: { ...platform.config, demo: false } }
    assert.equal(await findDemonstrationCode(plain, { ...real, demonstration: true }), null)
  })
})

describe('sessions', () => {
  test('are seen with their devices and ended, one or all the others', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country)
    const [first, second, third] = [
      await signedIn(platform, person),
      await signedIn(platform, person),
      await signedIn(platform, person),
    ]
    const actor = await actorOf(platform, first)
    const sessions = await listOwnSessions(platform, actor, { visit: first })
    assert.equal(sessions.length, 3)
    assert.equal(sessions.filter((one) => one.current).length, 1)
    assert.deepEqual(sessions[0]!.device, { browser: 'Firefox', system: 'Windows' })
    const other = (await listOwnSessions(platform, actor, { visit: second })).find((one) => one.current)!
    await endOwnSession(platform, actor, { id: other.id })
    assert.equal((await actorOf(platform, second)).kind, 'anonymous')
    await assert.rejects(endOwnSession(platform, actor, { id: other.id }), code('people.session-unknown'))
    assert.equal(await endOtherSessions(platform, actor, { visit: first }), 1)
    assert.equal((await actorOf(platform, third)).kind, 'anonymous')
    assert.equal((await actorOf(platform, first)).kind, 'person')
  })

  test('nobody ends another’s', async (t) => {
    const { platform } = await aPlatform(t)
    const visit = await signedIn(platform, await aPerson(platform, country))
    const [session] = await listOwnSessions(platform, await actorOf(platform, visit), { visit })
    const stranger = await aPerson(platform, country)
    await assert.rejects(endOwnSession(platform, stranger.actor, { id: session!.id }), code('people.session-unknown'))
  })

  test('a changed password ends the others', async (t) => {
    const { platform } = await aPlatform(t)
    const person = await aPerson(platform, country)
    const [here, there] = [await signedIn(platform, person), await signedIn(platform, person)]
    const actor = await actorOf(platform, here)
    const change = (current: string, password: string) =>
      changePassword(platform, actor, { current, password, visit: here })
    await assert.rejects(change('نادرست نادرست', 'گذرواژهٔ تازه‌تر'), code('people.password-wrong'))
    await assert.rejects(change(PASSWORD, 'کوتاه'), code('people.password-short'))
    await assert.rejects(change(PASSWORD, `${person.userName}-is-me`), code('people.password-guessable'))
    await change(PASSWORD, 'گذرواژهٔ تازه‌تر')
    assert.equal((await actorOf(platform, here)).kind, 'person')
    assert.equal((await actorOf(platform, there)).kind, 'anonymous')
    await assert.rejects(signedIn(platform, person), code('people.sign-in-wrong'))
  })

  test('two processes on one database share them: what one ends, the other refuses at once', async (t) => {
    const { platform } = await aPlatform(t)
    const second = await openPlatform(platform.config, { clock: platform.clock, log: platform.log })
    t.after(() => second.close())
    const officer = await aPerson(platform, country, { grants: [{ role: 'administrator', scope: country.system }] })
    const person = await aPerson(platform, country)
    const visit = await signedIn(platform, person)
    assert.equal((await actorOf(second, visit)).id, person.id)
    const [grant] = await listGrants(platform.db, [person.id])
    await takeRole(second, officer.actor, { person: person.id, grant: grant!.id })
    assert.deepEqual((await actorOf(platform, visit)).grants, [])
    await closeAccount(second, officer.actor, { id: person.id })
    assert.equal((await actorOf(platform, visit)).kind, 'anonymous')
    await assert.rejects(signedIn(platform, person), code('people.account-closed'))
  })
})
