import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { Refusal, type RefusalKind } from '#lib/refusal.ts'
import type { Room } from './rooms.ts'
import { aWeb, get } from './testing.ts'

/** An area that refuses and fails on demand. */
const broken: Room = {
  area: 'libraries',
  text: (lang) => ({
    refusals: {
      'libraries.test': ({ code }: { code: string }) =>
        lang === 'fa' ? `کد «${code}» تکراری است.` : `Code ${code} is taken.`,
      'people.sign-in-required': () => 'برای این کار باید وارد شوید.',
    },
  }),
  routes: (app) => {
    app.get('/refuse/:kind', (c) => {
      throw new Refusal(c.req.param('kind') as RefusalKind, 'libraries.test', { code: '0113' })
    })
    app.get('/sign-in-first', () => {
      throw new Refusal('forbidden', 'people.sign-in-required')
    })
    app.get('/unsaid', () => {
      throw new Refusal('invalid', 'libraries.nobody-wrote-this')
    })
    app.get('/fault', () => {
      throw new TypeError('a secret of the machine')
    })
  },
}

for (const [kind, status] of [
  ['invalid', 400],
  ['forbidden', 403],
  ['missing', 404],
  ['conflict', 409],
] as const) {
  test(`a refusal that is ${kind} answers ${status} with the area's sentence`, async () => {
    const page = await get(aWeb({ rooms: [broken] }), `/refuse/${kind}`)
    assert.equal(page.status, status)
    assert.match(page.html, /کد «0113» تکراری است\./)
  })
}

test('a refusal is said in the language of the address', async () => {
  const page = await get(aWeb({ rooms: [broken] }), '/en/refuse/conflict')
  assert.match(page.html, /Code 0113 is taken\./)
})

test('whoever is not signed in is shown the way in, and the way back', async () => {
  const page = await get(aWeb({ rooms: [broken] }), '/en/sign-in-first?page=2')
  assert.equal(page.status, 401)
  assert.match(page.html, /href="\/en\/sign-in\?next=%2Fsign-in-first%3Fpage%3D2"/)
})

test('a refusal nobody wrote a sentence for still says something and never its code', async () => {
  const page = await get(aWeb({ rooms: [broken] }), '/unsaid')
  assert.equal(page.status, 400)
  assert.doesNotMatch(page.html, /nobody-wrote-this/)
})

test('a fault tells the reader its number and the log the rest', async () => {
  const lines: string[] = []
  const page = await get(aWeb({ rooms: [broken] }, lines), '/fault')
  assert.equal(page.status, 500)
  assert.doesNotMatch(page.html, /secret of the machine/)
  const id = page.headers.get('x-request-id') ?? ''
  assert.ok(id.length > 8 && page.html.includes(id))
  assert.ok(lines.some((line) => line.includes('secret of the machine') && line.includes(id)))
})

test('an address with a slash at its end leads to the one without', async () => {
  const page = await get(aWeb(), '/look/?a=1')
  assert.equal(page.status, 301)
  assert.equal(page.headers.get('location'), '/look?a=1')
})

test('two slashes never lead away from the house', async () => {
  const page = await get(aWeb(), '//evil.example/')
  assert.doesNotMatch(page.headers.get('location') ?? '/', /^\/\//)
})

test('pages travel compressed in what the browser accepts', async () => {
  const app = aWeb()
  const ask = (accept: string) =>
    app.fetch(new Request('https://peyvand.test/look', { headers: { 'accept-encoding': accept } }))
  const plain = await (await ask('identity')).text()
  const asIs = (html: string) => html.replace(/[\s\S]*<main/, '<main')
  const brotli = await ask('gzip, br')
  assert.equal(brotli.headers.get('content-encoding'), 'br')
  assert.match(brotli.headers.get('vary') ?? '', /accept-encoding/i)
  assert.equal(asIs(brotliDecompressSync(await brotli.arrayBuffer()).toString()), asIs(plain))
  const gzip = await ask('gzip')
  assert.equal(asIs(gunzipSync(await gzip.arrayBuffer()).toString()), asIs(plain))
  for (const [accept, coding] of [
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.000, gzip;q=0', null],
    ['br;q=0.5', 'br'],
  ] as const) {
    assert.equal((await ask(accept)).headers.get('content-encoding'), coding, accept)
  }
})

test('the stylesheet is found from the page, kept for ever, and small', async () => {
  const app = aWeb()
  const page = await get(app, '/look')
  const href = /href="(\/assets\/peyvand-[0-9a-f]+\.css)"/.exec(page.html)?.[1] ?? ''
  const sheet = await get(app, href)
  assert.equal(sheet.status, 200)
  assert.match(sheet.headers.get('cache-control') ?? '', /immutable/)
  assert.match(sheet.html, /--turquoise:#0b6e75/)
  assert.ok(gzipSync(sheet.html).length < 12_000, `${gzipSync(sheet.html).length} bytes of CSS`)
})

test('a page without islands asks for no script; the front page asks for the suggestions only', async () => {
  const app = aWeb()
  assert.doesNotMatch((await get(app, '/')).html, /islands-/)
  assert.doesNotMatch(
    (await get(app, '/look?layout=bare')).html.replace(/<script type="module" src="[^"]*"><\/script>/g, ''),
    /<script/,
  )
})

test('the reader chooses colours by a form, and stays on the page', async () => {
  const app = aWeb()
  const body = new URLSearchParams({ theme: 'dark', back: '/look?wrong=1' })
  const response = await app.fetch(new Request('https://peyvand.test/en/theme', { method: 'POST', body }))
  assert.equal(response.status, 303)
  assert.equal(response.headers.get('location'), '/en/look?wrong=1')
  const cookie = response.headers.get('set-cookie') ?? ''
  assert.match(cookie, /^theme=dark;/)
  const page = await get(app, '/en/look', { cookie: 'theme=dark' })
  assert.match(page.html, /<html lang="en" dir="ltr" data-theme="dark">/)
})

test('the choice of colours never leads to another site', async () => {
  const body = new URLSearchParams({ theme: 'dark', back: '//evil.example/' })
  const response = await aWeb().fetch(new Request('https://peyvand.test/theme', { method: 'POST', body }))
  assert.equal(response.headers.get('location'), '/')
})
