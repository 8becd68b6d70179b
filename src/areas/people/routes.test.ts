import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes } from '#areas/people/routes.ts'
import { createKey } from '#areas/people/service/keys.ts'
import { text } from '#areas/people/text.en.ts'
import type { Router } from '#platform/http.ts'
import { getPage, postForm, postJson, theDoors } from '#tests/support/doors.ts'
import { aPerson, aSmallCountry, PASSWORD } from '#tests/support/people.ts'
import { router } from './api.ts'
import { tell } from './demo.ts'
import { DEMONSTRATION_PASSWORD } from './demonstration.ts'
import { giveDemonstrationRoles } from './service.ts'

const country = aSmallCountry()
const people = { area: 'people', text, routes: (app: Router) => routes(app, () => country.directory) } as const

test('a wrong sign-in keeps the user name and never the password', async (t) => {
  const site = await theDoors(t, { rooms: [people] })
  const wrong = await postForm(site, '/sign-in', { userName: 'maryam', password: 'نادرست-نادرست', next: '/people' })
  assert.equal(wrong.status, 400)
  assert.match(wrong.html, /نام کاربری و گذرواژه با هم نمی‌خوانند/)
  assert.match(wrong.html, /name="userName" value="maryam"/)
  assert.doesNotMatch(wrong.html, /نادرست-نادرست/)
  assert.match(wrong.html, /name="next" value="\/people"/)
  const empty = await postForm(site, '/en/sign-in', { userName: '', password: '' })
  assert.equal(empty.status, 400)
  assert.match(empty.html, /Please fill this in/)
})

test('signing in leads where one was going, on this site only, in one’s own language', async (t) => {
  const site = await theDoors(t, { rooms: [people] })
  const { userName } = await aPerson(site.platform, country)
  const go = async (prefix: string, next: string) =>
    (await postForm(site, `${prefix}/sign-in`, { userName, password: PASSWORD, next })).to
  assert.equal(await go('', '/account/keys'), '/account/keys')
  assert.equal(await go('/en', '/account/keys'), '/en/account/keys')
  assert.equal(await go('', ''), '/staff/imports', 'a librarian begins at the desk')
  assert.equal(await go('/en', ''), '/en/staff/imports')
  for (const foreign of ['//evil.example', 'https://evil.example', '/\\evil.example', '/sign-in']) {
    assert.equal(await go('', foreign), '/staff/imports', foreign)
  }
  const { visit } = await postForm(site, '/sign-in', { userName, password: PASSWORD })
  assert.equal((await getPage(site, '/sign-in', visit)).to, '/staff/imports', 'who is in already goes to the desk too')
  const nobody = await aPerson(site.platform, country, { grants: [] })
  assert.equal((await postForm(site, '/sign-in', { userName: nobody.userName, password: PASSWORD })).to, '/account')
})

test('own pages show themselves to their owner and a door to everybody else', async (t) => {
  const site = await theDoors(t, { rooms: [people] })
  const { userName } = await aPerson(site.platform, country)
  const { visit } = await postForm(site, '/sign-in', { userName, password: PASSWORD, remember: 'on' })
  for (const path of ['/account', '/account/security', '/account/sessions', '/account/keys']) {
    assert.equal((await getPage(site, path)).status, 401, path)
    const page = await getPage(site, path, visit)
    assert.equal(page.status, 200, path)
    assert.match(page.html, /<html lang="fa" dir="rtl">/)
  }
  assert.equal((await getPage(site, '/people', visit)).status, 403, 'a librarian sees no list of people')
  const out = await postForm(site, '/sign-out', {}, visit)
  assert.equal(out.status, 303)
  assert.equal((await getPage(site, '/account', visit)).status, 401, 'the old cookie is worth nothing')
})

test('the demonstration’s officer passes the second step with the code shown, invites, gives and takes', async (t) => {
  const site = await theDoors(t, { rooms: [people] })
  await tell(site.platform, () => {})
  await tell(site.platform, () => {})
  const { network, otherNetwork, province, library, foreignLibrary, directory } = country
  const scopes = { nahad: network, astan: otherNetwork, khorasan: province, ketabdar: library, razavi: foreignLibrary }
  await giveDemonstrationRoles(site.platform, scopes, directory)
  await giveDemonstrationRoles(site.platform, scopes, directory)
  assert.match((await getPage(site, '/sign-in')).html, /حساب‌های نمایشی/)

  const first = await postForm(site, '/sign-in', { userName: 'nahad', password: DEMONSTRATION_PASSWORD })
  assert.equal(first.to, '/sign-in/second-step?next=')
  const step = await getPage(site, '/sign-in/second-step', first.visit)
  const code = /<strong><bdi dir="ltr" class="code">(\d{6})</.exec(step.html)?.[1] ?? ''
  const { visit, to } = await postForm(site, '/sign-in/second-step', { code }, first.visit)
  assert.equal(to, '/staff/libraries', 'an officer begins at the libraries')

  const list = await getPage(site, '/people', visit)
  assert.match(list.html, /زهرا نیشابوری/)
  assert.doesNotMatch(list.html, /فاطمه حسینی/, 'nobody of another network')
  const scope = `library:${(library as { library: string }).library}`
  const choosing = await getPage(site, '/people/invite?role=librarian', visit)
  assert.ok(choosing.html.includes(`value="${scope}"`))
  assert.match(choosing.html, /<input(?=[^>]* name="place")(?=[^>]* required)/)
  const form = { role: 'librarian', scope, place: '', name: 'لیلا امینی', email: 'leila@example', lang: 'fa' }
  const refused = await postForm(site, '/people/invite', form, visit)
  assert.equal(refused.status, 400)
  assert.match(refused.html, /نشانی رایانامه درست نیست/)
  assert.match(refused.html, /value="لیلا امینی"/)
  assert.equal((await postForm(site, '/people/invite', { ...form, email: 'leila@example.org' }, visit)).to, '/people')

  const [mail] = await site.platform.mail.recent(1)
  const link = new URL(/http\S+/.exec(mail!.text)![0])
  assert.match((await getPage(site, link.pathname + link.search)).html, /لیلا امینی، به پیوند خوش آمدید/)
  const secret = link.searchParams.get('secret') ?? ''
  const short = await postForm(site, '/join', { secret, userName: 'leila', password: 'کوتاه' })
  assert.equal(short.status, 400)
  assert.match(short.html, /name="userName" value="leila"/)
  const joined = await postForm(site, '/join', { secret, userName: 'leila', password: PASSWORD })
  assert.equal(joined.to, '/account/security')
  assert.equal((await getPage(site, '/account', joined.visit)).status, 200)
})

test('recovery answers the same whoever exists, and works through to a new password', async (t) => {
  const site = await theDoors(t, { rooms: [people] })
  const { userName } = await aPerson(site.platform, country)
  for (const who of ['nobody', userName]) assert.equal((await postForm(site, '/recover', { who })).to, '/recover/asked')
  const asked = await getPage(site, '/recover/asked')
  assert.match(asked.html, /برای حساب‌های نمایشی نامه‌ای فرستاده نمی‌شود/)
  assert.match(asked.html, /<a href="\/letters">نامه‌های این نمایش<\/a>/)
  const [mail] = await site.platform.mail.recent(1)
  const link = new URL(/http\S+/.exec(mail!.text)![0])
  assert.equal((await getPage(site, link.pathname + link.search)).status, 200)
  const secret = link.searchParams.get('secret') ?? ''
  assert.equal((await postForm(site, '/recover/letter', { secret, password: 'x' })).status, 400)
  assert.equal((await postForm(site, '/recover/letter', { secret, password: 'گذرواژهٔ تازهٔ من' })).to, '/sign-in')
  assert.equal((await getPage(site, link.pathname + link.search)).status, 409)
  assert.equal((await getPage(site, '/join?secret=unknown')).status, 404)
  assert.equal((await getPage(site, '/join')).status, 404)
})

test('a place is asked for every role but the administrator’s', async (t) => {
  const site = await theDoors(t, { rooms: [people] })
  const chief = await aPerson(site.platform, country, { grants: [{ role: 'administrator', scope: country.system }] })
  const { visit } = await postForm(site, '/sign-in', { userName: chief.userName, password: PASSWORD })
  await site.platform.db.updateTable('people.session').set({ second_factor_at: new Date() }).execute()
  const isRequired = async (query: string) =>
    /<input(?=[^>]* name="place")(?=[^>]* required)/.test((await getPage(site, `/people/invite${query}`, visit)).html)
  assert.deepEqual([await isRequired('?role=librarian'), await isRequired('?role=administrator')], [true, false])
  assert.equal(await isRequired(''), false, 'the administrator’s role is offered too')
})

test('whatever comes from outside is refused, never a fault', async (t) => {
  const site = await theDoors(t, { rooms: [people] })
  await aPerson(site.platform, country)
  const officer = await aPerson(site.platform, country, { grants: [{ role: 'administrator', scope: country.system }] })
  const { visit } = await postForm(site, '/sign-in', { userName: officer.userName, password: PASSWORD })
  await site.platform.db.updateTable('people.session').set({ second_factor_at: new Date() }).execute()
  const odd = ['x', '%00', '%F0%9F', "'", '00000000-0000-7000-8000-000000000000']
  for (const id of odd) {
    for (const path of [
      `/people/${id}`,
      `/people/${id}/roles`,
      `/people/${id}/close`,
      `/people/${id}/roles/${id}`,
      `/account/roles/${id}`,
    ]) {
      assert.ok((await getPage(site, path, visit)).status < 500, path)
      assert.ok((await postForm(site, path, { role: 'x', scope: 'library:x' }, visit)).status < 500, `POST ${path}`)
    }
    for (const path of [
      '/account/sessions/ID/end',
      '/account/keys/ID/revoke',
      '/account/passkeys/ID/remove',
      '/people/invitations/ID/withdraw',
    ]) {
      assert.equal((await postForm(site, path.replace('ID', id), {}, visit)).status, 404, path)
    }
  }
  for (const page of ['999999999999', '1e300', '-1', 'Infinity'])
    assert.equal((await getPage(site, `/people?page=${page}&q=%00%25_`, visit)).status, 200, page)
  for (const path of ['/sign-in/passkey', '/account/passkeys']) {
    for (const body of [
      '',
      '{',
      '[]',
      '{"response":{"id":"x"}}',
      '{"response":{"id":"x","response":{"clientDataJSON":"%"}}}',
    ]) {
      const answer = await postJson(site, path, body, visit)
      assert.equal(answer.status, 400, `${path} ${body}`)
    }
  }
})

test('a program with a key asks who it is and whom it may see, and changes nobody', async (t) => {
  const site = await theDoors(t, { rooms: [{ ...people, api: router }] })
  const officer = await aPerson(site.platform, country, {
    grants: [{ role: 'network-officer', scope: country.network }],
  })
  await aPerson(site.platform, country, {
    name: 'کسی از شبکهٔ دیگر',
    grants: [{ role: 'librarian', scope: country.foreignLibrary }],
  })
  await site.platform.db.updateTable('people.person').set({ two_factor_enabled: true }).execute()
  const { secret } = await createKey(
    site.platform,
    officer.actor,
    { name: 'سامان', days: 1, grants: officer.actor.grants },
    country.directory,
  )
  const ask = async (path: string, key: string) => {
    const answer = await site.app.fetch(
      new Request(`http://localhost:4000/api${path}`, { headers: { authorization: `Bearer ${key}` } }),
    )
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const me = await ask('/people/me', secret)
  assert.equal(me.status, 200)
  assert.deepEqual(me.body, { kind: 'key', name: 'سامان', grants: officer.actor.grants })
  const list = await ask('/people', secret)
  assert.equal(list.status, 200)
  assert.deepEqual(
    (list.body.people as { userName: string }[]).map((one) => one.userName),
    [officer.userName],
  )
  const wrong = new Request('http://localhost:4000/api/people/me', {
    headers: { authorization: 'Bearer peyvand_wrong' },
  })
  assert.ok([401, 403].includes((await site.app.fetch(wrong)).status))
})
