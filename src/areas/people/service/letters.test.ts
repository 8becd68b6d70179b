import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANONYMOUS, type Grant, systemActor } from '#areas/people/contract.ts'
import { listGrants } from '#areas/people/store/grants.ts'
import { findPerson } from '#areas/people/store/people.ts'
import type { Platform } from '#platform/platform.ts'
import { aPlatform } from '#tests/support/database.ts'
import { aPerson, aSmallCountry, aVisit, PASSWORD, secretOf } from '#tests/support/people.ts'
import { acceptInvitation, askRecovery, invite, openLetter, recover, withdrawInvitation } from './letters.ts'
import { listInvitations } from './people.ts'
import { signIn } from './sign-in.ts'

const country = aSmallCountry()
const toLibrary: Grant = { role: 'librarian', scope: country.library }
const letter = { name: 'زهرا کریمی', email: 'Zahra@Example.org ', lang: 'fa', grants: [toLibrary] } as const

function inviting(platform: Platform, more: Partial<Parameters<typeof invite>[2]> = {}) {
  return invite(platform, systemActor('tests'), { ...letter, ...more }, country.directory)
}

/** The newest letter in the outbox, and the secret of its link. */
async function posted(platform: Platform) {
  const [newest] = await platform.mail.recent(1)
  return { ...newest!, secret: secretOf(/http\S+/.exec(newest!.text)![0]) }
}

test('an invitation goes by mail, makes an account with its roles, and works once', async (t) => {
  const { platform } = await aPlatform(t)
  await inviting(platform)
  const { to, subject, text, secret } = await posted(platform)
  assert.equal(to, 'zahra@example.org')
  assert.equal(subject, 'دعوت به پیوند')
  assert.match(text, /^زهرا کریمی گرامی،\n\nشما به پیوند/)
  assert.equal((await openLetter(platform, { purpose: 'invitation', secret })).name, 'زهرا کریمی')
  await assert.rejects(openLetter(platform, { purpose: 'recovery', secret }), { code: 'people.letter-unknown' })
  const id = await acceptInvitation(platform, { secret, userName: 'Zahra', password: PASSWORD })
  assert.deepEqual(
    (await listGrants(platform.db, [id])).map(({ role, scope }) => ({ role, scope })),
    [toLibrary],
  )
  await assert.rejects(acceptInvitation(platform, { secret, userName: 'zahra2', password: PASSWORD }), {
    code: 'people.letter-used',
  })
  const step = await signIn(platform, ANONYMOUS, {
    userName: 'zahra',
    password: PASSWORD,
    remember: false,
    visit: aVisit(),
  })
  assert.equal(step.step, 'done')
  await assert.rejects(inviting(platform), { code: 'people.email-taken' })
})

test('two who open one link at once: one account', async (t) => {
  const { platform } = await aPlatform(t)
  const secret = secretOf((await inviting(platform)).link)
  const tries = ['first.one', 'second.one'].map((userName) =>
    acceptInvitation(platform, { secret, userName, password: PASSWORD }),
  )
  const both = await Promise.allSettled(tries)
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
})

test('an invitation is over after a week, when withdrawn, and for an unfit name or password', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform } = await aPlatform(t, { now: () => now })
  const { id, link } = await inviting(platform)
  const secret = secretOf(link)
  const accept = (userName: string, password: string) => acceptInvitation(platform, { secret, userName, password })
  await aPerson(platform, country, { userName: 'taken' })
  await assert.rejects(accept('taken', PASSWORD), { code: 'people.user-name-taken' })
  for (const userName of ['ab', '1abc', 'مریم', 'a b c', 'x'.repeat(31), 'a@b.c']) {
    await assert.rejects(accept(userName, PASSWORD), { code: 'people.user-name-shape' }, userName)
  }
  await assert.rejects(accept('zahra', 'کوتاه'), { code: 'people.password-short' })
  await assert.rejects(accept('zahra', 'zahra-zahra'), { code: 'people.password-guessable' })
  await assert.rejects(accept('zahra', 'x'.repeat(201)), { code: 'people.password-long' })
  assert.equal((await listInvitations(platform, systemActor('tests'))).length, 1)
  now = new Date('2026-11-29T08:00:01Z')
  await assert.rejects(accept('zahra', PASSWORD), { code: 'people.letter-expired' })
  assert.equal((await listInvitations(platform, systemActor('tests'))).length, 0)
  now = new Date('2026-11-22T09:00:00Z')
  await withdrawInvitation(platform, systemActor('tests'), { id })
  await assert.rejects(accept('zahra', PASSWORD), { code: 'people.letter-unknown' })
  for (const wrong of ['', 'x', '\u0000', 'x'.repeat(10_000)]) {
    await assert.rejects(openLetter(platform, { purpose: 'invitation', secret: wrong }), {
      code: 'people.letter-unknown',
    })
  }
  for (const wrong of ['', 'x', "' or 1=1"]) {
    await assert.rejects(withdrawInvitation(platform, systemActor('tests'), { id: wrong }), {
      code: 'people.letter-unknown',
    })
  }
})

test('recovery tells nobody who exists, writes to who does, and ends every session', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform } = await aPlatform(t, { now: () => now })
  const person = await aPerson(platform, country, { userName: 'parisa' })
  const ask = (who: string) => askRecovery(platform, ANONYMOUS, { who, lang: 'en', visit: aVisit() })
  const letters = async () =>
    (await platform.mail.recent()).filter((one) => one.subject === 'Your Peyvand password').length
  for (const who of ['nobody', 'nobody@example.org', '\u0000', 'x'.repeat(10_000)])
    assert.equal(await ask(who), undefined)
  assert.equal(await letters(), 0)
  await ask('Parisa@example.org')
  await ask('parisa')
  assert.equal(await letters(), 1, 'asking again within two minutes sends nothing')
  const first = (await posted(platform)).secret
  now = new Date('2026-11-22T08:03:00Z')
  await ask('parisa')
  const second = (await posted(platform)).secret
  await assert.rejects(
    recover(platform, { secret: first, password: PASSWORD }),
    { code: 'people.letter-unknown' },
    'the newest letter alone works',
  )
  await assert.rejects(recover(platform, { secret: second, password: 'parisa-parisa' }), {
    code: 'people.password-guessable',
  })
  await signIn(platform, ANONYMOUS, { userName: 'parisa', password: PASSWORD, remember: false, visit: aVisit() })
  await recover(platform, { secret: second, password: 'گذرواژهٔ تازهٔ من' })
  const { rows } = await platform.pool.query('select from people.session where person_id = $1', [person.id])
  assert.equal(rows.length, 0)
  await assert.rejects(recover(platform, { secret: second, password: PASSWORD }), { code: 'people.letter-used' })
  const fresh = { userName: 'parisa', password: 'گذرواژهٔ تازهٔ من', remember: false, visit: aVisit() }
  assert.equal((await signIn(platform, ANONYMOUS, fresh)).step, 'done')
})

test('no secret and no password stands in the database or the journal', async (t) => {
  const { platform } = await aPlatform(t)
  const secret = secretOf((await inviting(platform)).link)
  const id = await acceptInvitation(platform, { secret, userName: 'zahra', password: PASSWORD })
  assert.ok(await findPerson(platform.db, { id }))
  for (const table of [
    'people.letter',
    'people.person',
    'people.account',
    'people.verification',
    'platform.journal_entry',
  ]) {
    const { rows } = await platform.pool.query(`select t::text as line from ${table} t`)
    const all = rows.map((row) => row.line).join('\n')
    assert.equal(all.includes(secret) || all.includes(PASSWORD), false, table)
  }
})
