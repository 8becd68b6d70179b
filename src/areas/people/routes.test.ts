import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Hono } from 'hono'
import { routes } from '#areas/people/routes.ts'
import { text } from '#areas/people/text.en.ts'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { aPlatform, type Cleanup } from '#tests/support/database.ts'
import { afterwards, aPerson, aSmallCountry, aVisit, PASSWORD } from '#tests/support/people.ts'
import { createApp } from '#web/app.ts'
import type { Visit } from './auth.ts'
import { tell } from './demo.ts'
import { DEMONSTRATION_PASSWORD } from './demonstration.ts'
import { giveDemonstrationRoles } from './service.ts'

const country = aSmallCountry()
const HOST = 'http://localhost:4000'

interface Site {
  app: Hono<Env>
  platform: Platform
}

async function aSite(t: Cleanup, env: Record<string, string> = {}): Promise<Site> {
  const { platform } = await aPlatform(t, { env: { PEYVAND_ORIGIN: HOST, ...env } })
  const people = {
    area: 'people',
    text,
    routes: (app: Parameters<typeof routes>[0]) => routes(app, () => country.directory),
  } as const
  return { app: createApp(platform, { rooms: [people] }), platform }
}

async function get({ app }: Site, path: string, visit = aVisit()) {
  const answer = await app.fetch(new Request(`${HOST}${path}`, { headers: { cookie: visit.cookie } }))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

/** Posts a form as a browser without script does, and carries the cookies on. */
async function post({ app }: Site, path: string, fields: Record<string, string>, visit: Visit = aVisit()) {
  const headers = {
    cookie: visit.cookie,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  const answer = await app.fetch(
    new Request(`${HOST}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) }),
  )
  const then = afterwards(visit, answer.headers.getSetCookie())
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), visit: then }
}

test('a wrong sign-in keeps the user name and never the password', async (t) => {
  const site = await aSite(t)
  const wrong = await post(site, '/sign-in', { userName: 'maryam', password: 'نادرست-نادرست', next: '/people' })
  assert.equal(wrong.status, 400)
  assert.match(wrong.html, /نام کاربری و گذرواژه با هم نمی‌خوانند/)
  assert.match(wrong.html, /name="userName" value="maryam"/)
  assert.doesNotMatch(wrong.html, /نادرست-نادرست/)
  assert.match(wrong.html, /name="next" value="\/people"/)
  const empty = await post(site, '/en/sign-in', { userName: '', password: '' })
  assert.equal(empty.status, 400)
  assert.match(empty.html, /Please fill this in/)
})

test('signing in leads where one was going, on this site only, in one’s own language', async (t) => {
  const site = await aSite(t)
  const { userName } = await aPerson(site.platform, country)
  const go = async (prefix: string, next: string) =>
    (await post(site, `${prefix}/sign-in`, { userName, password: PASSWORD, next })).to
  assert.equal(await go('', '/account/keys'), '/account/keys')
  assert.equal(await go('/en', '/account/keys'), '/en/account/keys')
  assert.equal(await go('', ''), '/account')
  for (const foreign of ['//evil.example', 'https://evil.example', '/\\evil.example', '/sign-in']) {
    assert.equal(await go('', foreign), '/account', foreign)
  }
})

test('own pages show themselves to their owner and a door to everybody else', async (t) => {
  const site = await aSite(t)
  const { userName } = await aPerson(site.platform, country)
  const { visit } = await post(site, '/sign-in', { userName, password: PASSWORD, remember: 'on' })
  for (const path of ['/account', '/account/security', '/account/sessions', '/account/keys']) {
    assert.equal((await get(site, path)).status, 401, path)
    const page = await get(site, path, visit)
    assert.equal(page.status, 200, path)
    assert.match(page.html, /<html lang="fa" dir="rtl">/)
  }
  assert.equal((await get(site, '/people', visit)).status, 403, 'a librarian sees no list of people')
  const out = await post(site, '/sign-out', {}, visit)
  assert.equal(out.status, 303)
  assert.equal((await get(site, '/account', visit)).status, 401, 'the old cookie is worth nothing')
})

test('the demonstration’s officer passes the second step with the code shown, invites, gives and takes', async (t) => {
  const site = await aSite(t)
  await tell(site.platform, () => {})
  await tell(site.platform, () => {})
  const { network, otherNetwork, province, library, foreignLibrary, directory } = country
  const scopes = { nahad: network, astan: otherNetwork, khorasan: province, ketabdar: library, razavi: foreignLibrary }
  await giveDemonstrationRoles(site.platform, scopes, directory)
  await giveDemonstrationRoles(site.platform, scopes, directory)
  assert.match((await get(site, '/sign-in')).html, /حساب‌های نمایشی/)

  const first = await post(site, '/sign-in', { userName: 'nahad', password: DEMONSTRATION_PASSWORD })
  assert.equal(first.to, '/sign-in/second-step?next=')
  const step = await get(site, '/sign-in/second-step', first.visit)
  const code = /<strong><bdi dir="ltr" class="code">(\d{6})</.exec(step.html)?.[1] ?? ''
  const { visit, to } = await post(site, '/sign-in/second-step', { code }, first.visit)
  assert.equal(to, '/account')

  const list = await get(site, '/people', visit)
  assert.match(list.html, /زهرا نیشابوری/)
  assert.doesNotMatch(list.html, /فاطمه حسینی/, 'nobody of another network')
  const scope = `library:${(library as { library: string }).library}`
  const choosing = await get(site, '/people/invite?role=librarian', visit)
  assert.ok(choosing.html.includes(`value="${scope}"`))
  const form = { role: 'librarian', scope, place: '', name: 'لیلا امینی', email: 'leila@example', lang: 'fa' }
  const refused = await post(site, '/people/invite', form, visit)
  assert.equal(refused.status, 400)
  assert.match(refused.html, /نشانی رایانامه درست نیست/)
  assert.match(refused.html, /value="لیلا امینی"/)
  assert.equal((await post(site, '/people/invite', { ...form, email: 'leila@example.org' }, visit)).to, '/people')

  const [mail] = await site.platform.mail.recent(1)
  const link = new URL(/http\S+/.exec(mail!.text)![0])
  assert.match((await get(site, link.pathname + link.search)).html, /لیلا امینی، به پیوند خوش آمدید/)
  const secret = link.searchParams.get('secret') ?? ''
  const short = await post(site, '/join', { secret, userName: 'leila', password: 'کوتاه' })
  assert.equal(short.status, 400)
  assert.match(short.html, /name="userName" value="leila"/)
  const joined = await post(site, '/join', { secret, userName: 'leila', password: PASSWORD })
  assert.equal(joined.to, '/account/security')
  assert.equal((await get(site, '/account', joined.visit)).status, 200)
})

test('recovery answers the same whoever exists, and works through to a new password', async (t) => {
  const site = await aSite(t)
  const { userName } = await aPerson(site.platform, country)
  for (const who of ['nobody', userName]) assert.equal((await post(site, '/recover', { who })).to, '/recover/asked')
  assert.equal((await get(site, '/recover/asked')).status, 200)
  const [mail] = await site.platform.mail.recent(1)
  const link = new URL(/http\S+/.exec(mail!.text)![0])
  assert.equal((await get(site, link.pathname + link.search)).status, 200)
  const secret = link.searchParams.get('secret') ?? ''
  assert.equal((await post(site, '/recover/letter', { secret, password: 'x' })).status, 400)
  assert.equal((await post(site, '/recover/letter', { secret, password: 'گذرواژهٔ تازهٔ من' })).to, '/sign-in')
  assert.equal((await get(site, link.pathname + link.search)).status, 409)
  assert.equal((await get(site, '/join?secret=unknown')).status, 404)
  assert.equal((await get(site, '/join')).status, 404)
})

test('whatever comes from outside is refused, never a fault', async (t) => {
  const site = await aSite(t)
  await aPerson(site.platform, country)
  const officer = await aPerson(site.platform, country, { grants: [{ role: 'administrator', scope: country.system }] })
  const { visit } = await post(site, '/sign-in', { userName: officer.userName, password: PASSWORD })
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
      assert.ok((await get(site, path, visit)).status < 500, path)
      assert.ok((await post(site, path, { role: 'x', scope: 'library:x' }, visit)).status < 500, `POST ${path}`)
    }
    for (const path of [
      '/account/sessions/ID/end',
      '/account/keys/ID/revoke',
      '/account/passkeys/ID/remove',
      '/people/invitations/ID/withdraw',
    ]) {
      assert.equal((await post(site, path.replace('ID', id), {}, visit)).status, 404, path)
    }
  }
  assert.equal((await get(site, '/people?page=999999999999&q=%00%25_', visit)).status, 200)
  for (const path of ['/sign-in/passkey', '/account/passkeys']) {
    for (const body of [
      '',
      '{',
      '[]',
      '{"response":{"id":"x"}}',
      '{"response":{"id":"x","response":{"clientDataJSON":"%"}}}',
    ]) {
      const headers = { cookie: visit.cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
      const answer = await site.app.fetch(new Request(`${HOST}${path}`, { method: 'POST', headers, body }))
      assert.equal(answer.status, 400, `${path} ${body}`)
    }
  }
})
