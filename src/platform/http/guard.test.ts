import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { LARGEST_FORM, wholeBody } from '#platform/http/body-limits.ts'
import { guard } from '#platform/http/guard.ts'
import { type Env, flash, pathIn, readForm, seeOther, takeFlash } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import { aPlatform, type PlatformWishes } from '#tests/support/database.ts'

const SITE = 'http://localhost:0'

/** A small site behind the guard: a form, a page that shows flashes, and one that fails. */
async function aSite(t: TestContext, wishes: PlatformWishes = {}) {
  const { platform } = await aPlatform(t, wishes)
  const lines: Record<string, unknown>[] = []
  platform.log = openLog({ level: 'info', format: 'json', write: (line) => lines.push(JSON.parse(line)) })
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('lang', c.req.path.startsWith('/en') ? 'en' : 'fa')
    return next()
  })
  guard(app, platform)
  app.get('/', async (c) => c.json({ flash: await takeFlash(c), csrf: c.get('csrf') }))
  app.get('/fails', () => {
    throw new Error('a fault')
  })
  const shape = z.object({
    name: z.string().min(3),
    count: z.coerce.number().int().max(9).optional(),
    kinds: z.union([z.string(), z.array(z.string())]).optional(),
  })
  app.post('/form', async (c) => {
    const form = await readForm(c, shape)
    if (!form.ok) return c.json(form, 400)
    await flash(c, 'success', `«${form.value.name}» ثبت شد.`)
    return seeOther(c, '/')
  })
  app.post('/text', async (c) => c.text(String((await c.req.text()).length)))
  app.post('/stream', async (c) => {
    let size = 0
    for await (const chunk of wholeBody(c) ?? []) size += chunk.length
    return c.text(String(size))
  })
  app.post('/en/form', async (c) => c.json(await readForm(c, shape)))
  app.onError((error, c) =>
    error instanceof HTTPException ? c.text(error.message, error.status) : c.text('fault', 500),
  )
  const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    Promise.resolve(app.fetch(new Request(`${SITE}${path}`, init)))
  const post = (fields: string | FormData, headers: Record<string, string> = {}, path = '/form') =>
    ask(path, {
      method: 'POST',
      body: fields,
      headers: {
        ...(typeof fields === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...headers,
      },
    })
  return { platform, ask, post, lines }
}

test('a form is read, answered with 303, and its sentence shown once', async (t) => {
  const { ask, post } = await aSite(t)
  const done = await post('name=%DA%A9%D8%AA%D8%A7%D8%A8', { 'sec-fetch-site': 'same-origin' })
  assert.equal(done.status, 303)
  assert.equal(done.headers.get('location'), '/')
  const cookie = done.headers.getSetCookie()[0] ?? ''
  assert.match(cookie, /^peyvand_flash=.*HttpOnly.*SameSite=Lax/)
  const shown = await ask('/', { headers: { cookie: cookie.split(';')[0] ?? '' } })
  assert.deepEqual(((await shown.json()) as { flash: unknown }).flash, { tone: 'success', sentence: '«کتاب» ثبت شد.' })
  assert.match(shown.headers.getSetCookie()[0] ?? '', /Max-Age=0/)
})

test('a forged flash is not shown', async (t) => {
  const { ask } = await aSite(t)
  const shown = await ask('/', {
    headers: { cookie: 'peyvand_flash=success%7CSend%20money.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D' },
  })
  assert.equal(((await shown.json()) as { flash: unknown }).flash, null)
})

test('a form with faults keeps what was typed and names each field, in both languages', async (t) => {
  const { post } = await aSite(t)
  const persian = await (await post('name=ab&count=12&kinds=a&kinds=b&password=x')).json()
  assert.deepEqual(persian, {
    ok: false,
    errors: { name: 'دست‌کم ۳ نویسه لازم است.', count: 'عددی برابر ۹ یا کمتر بنویسید.' },
    typed: { name: 'ab', count: '12', kinds: ['a', 'b'] },
  })
  const english = await (await post('name=&count=x', {}, '/en/form')).json()
  assert.deepEqual((english as { errors: unknown }).errors, { name: 'Please fill this in.', count: 'Write a number.' })
})

const FORGED: readonly [name: string, headers: Record<string, string>, status: number][] = [
  ['from this site', { 'sec-fetch-site': 'same-origin', cookie: 'a=b' }, 303],
  ['typed by the person', { 'sec-fetch-site': 'none', cookie: 'a=b' }, 303],
  ['from another site', { 'sec-fetch-site': 'cross-site', cookie: 'a=b' }, 403],
  ['from a sister site', { 'sec-fetch-site': 'same-site', cookie: 'a=b' }, 403],
  ['from our origin, by an older browser', { origin: SITE, cookie: 'a=b' }, 303],
  ['from another origin', { origin: 'https://evil.example', cookie: 'a=b' }, 403],
  ['from another origin without cookies (a forged sign-in)', { origin: 'https://evil.example' }, 403],
  ['from a hidden origin', { origin: 'null', cookie: 'a=b' }, 403],
  ['with cookies and no word of where from', { cookie: 'a=b' }, 403],
  ['without cookies, by a program', {}, 303],
]

test('writes that another site sent are refused', async (t) => {
  const { post } = await aSite(t)
  for (const [name, headers, status] of FORGED) assert.equal((await post('name=kitab', headers)).status, status, name)
})

test("a form's token opens the door to a browser that says nothing, and only with its own session", async (t) => {
  const { ask, post } = await aSite(t)
  const cookie = 'peyvand.session_token=one'
  const { csrf } = (await (await ask('/', { headers: { cookie } })).json()) as { csrf: string }
  assert.equal((await post(`name=kitab&csrf=${csrf}`, { cookie })).status, 303)
  assert.equal((await post('name=kitab', { cookie, 'x-csrf-token': csrf })).status, 303)
  assert.equal((await post(`name=kitab&csrf=${csrf}`, { cookie: 'peyvand.session_token=two' })).status, 403)
})

test('bodies over the limit are refused, whatever they say of their length', async (t) => {
  const { ask, post } = await aSite(t)
  assert.equal((await post(`name=${'a'.repeat(1024 * 1024)}`)).status, 413)
  const form = new FormData()
  form.set('name', 'kitab')
  form.set('file', new File([new Uint8Array(10 * 1024 * 1024)], 'a.mrc'))
  assert.equal((await post(form)).status, 413)
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(256 * 1024).fill(97)) })
  const chunked = {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }
  assert.equal((await ask('/form', chunked as RequestInit & { headers: Record<string, string> })).status, 413)
})

test('every answer has strict headers and the id that its log line has', async (t) => {
  const { ask, lines } = await aSite(t)
  const answer = await ask('/')
  assert.match(answer.headers.get('content-security-policy') ?? '', /script-src 'self';/)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  assert.equal(answer.headers.get('cache-control'), 'private, no-cache')
  assert.equal(answer.headers.get('strict-transport-security'), null)
  assert.equal(lines.at(-1)?.requestId, answer.headers.get('x-request-id'))
  assert.deepEqual([lines.at(-1)?.method, lines.at(-1)?.path, lines.at(-1)?.status], ['GET', '/', 200])
  assert.equal((await ask('/fails')).status, 500)
  assert.equal(lines.at(-1)?.level, 'error')
})

test('HSTS is sent where people come by https; an id is believed only behind our proxy', async (t) => {
  const { ask } = await aSite(t, {
    env: { PEYVAND_ORIGIN: 'https://peyvand.example.org', PEYVAND_BEHIND_PROXY: 'yes' },
  })
  const answer = await ask('/', { headers: { 'x-request-id': 'from-the-proxy' } })
  assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=31536000/)
  assert.equal(answer.headers.get('x-request-id'), 'from-the-proxy')
  const open = await aSite(t)
  assert.notEqual(
    (await open.ask('/', { headers: { 'x-request-id': 'from-anyone' } })).headers.get('x-request-id'),
    'from-anyone',
  )
})

test('one address keeps its pace', async (t) => {
  const { ask } = await aSite(t, { env: { PEYVAND_BEHIND_PROXY: 'yes' } })
  const from = (address: string) => ask('/', { headers: { 'x-forwarded-for': `1.2.3.4, ${address}` } })
  const statuses = []
  for (let i = 0; i < 301; i++) statuses.push((await from('10.0.0.1')).status)
  assert.deepEqual([statuses[299], statuses[300]], [200, 429])
  assert.equal((await from('10.0.0.2')).status, 200)
  // Whoever has an IPv6 line has 2⁶⁴ addresses.
  const many = []
  for (let i = 0; i < 301; i++) many.push((await from(`2001:db8:1:2::${i.toString(16)}`)).status)
  assert.deepEqual([many[299], many[300]], [200, 429])
})

test('health, readiness and figures', async (t) => {
  const { platform, ask } = await aSite(t)
  assert.equal(await (await ask('/healthz')).text(), 'ok\n')
  assert.deepEqual(await (await ask('/readyz')).json(), { ok: true, parts: { database: true, search: true } })
  platform.readiness.search = async () => false
  const notYet = await ask('/readyz')
  assert.equal(notYet.status, 503)
  assert.deepEqual(await notYet.json(), { ok: false, parts: { database: true, search: false } })
  const figures = await (await ask('/metrics')).text()
  assert.match(figures, /^peyvand_requests_total\{method="GET",route="\/readyz",status="503"\} 1$/m)
})

test('figures are behind a token when there is one, and shut to a proxy without', async (t) => {
  const guarded = await aSite(t, { env: { PEYVAND_METRICS_TOKEN: 'a-token-of-some-length' } })
  assert.equal((await guarded.ask('/metrics')).status, 403)
  assert.equal(
    (await guarded.ask('/metrics', { headers: { authorization: 'Bearer a-token-of-some-length' } })).status,
    200,
  )
  const proxied = await aSite(t, { env: { PEYVAND_BEHIND_PROXY: 'yes' } })
  assert.equal((await proxied.ask('/metrics')).status, 403)
})

test('paths stay in their language', () => {
  assert.equal(pathIn('fa', '/libraries'), '/libraries')
  assert.equal(pathIn('en', '/libraries?q=a'), '/en/libraries?q=a')
  assert.equal(pathIn('en', '/'), '/en')
  assert.equal(pathIn('en', '/en/libraries'), '/en/libraries')
})

test('a form of several parts is limited for whoever reads it whole, and for nobody who streams it', async (t) => {
  const { ask } = await aSite(t)
  const send = (path: string, size: number) => {
    let left = size
    const body = new ReadableStream({
      pull(controller) {
        if (left <= 0) return controller.close()
        controller.enqueue(new Uint8Array(Math.min(left, 1024 * 1024)))
        left -= 1024 * 1024
      },
    })
    const headers = { 'content-type': 'Multipart/form-data; boundary=x', 'sec-fetch-site': 'same-origin' }
    return ask(path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit & {
      headers: Record<string, string>
    })
  }
  assert.equal(await (await send('/text', LARGEST_FORM)).text(), String(LARGEST_FORM))
  assert.equal((await send('/text', LARGEST_FORM + 1)).status, 413)
  assert.equal((await send('/form', LARGEST_FORM + 1)).status, 413)
  assert.equal(await (await send('/stream', 3 * LARGEST_FORM)).text(), String(3 * LARGEST_FORM))
})

test('a form that is none, or breaks off, is stopped with 400', async (t) => {
  const { post } = await aSite(t)
  const part = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nabc'
  for (const [type, body] of [
    ['multipart/form-data', 'abc'],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n'],
    ['multipart/form-data; boundary=x', part],
  ] as const) {
    const { status } = await post(body, { 'content-type': type, 'sec-fetch-site': 'same-origin' })
    assert.equal(status, 400, `${type} ${body}`)
  }
})
