import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { SaxesParser } from 'saxes'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import type { Env } from '#platform/http.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { createApp } from '#web/app.ts'

const HOST = 'http://localhost:4000'
const ATTACK = `"'><script>alert(1)</script><img src=x onerror=alert(2)>&`
const by = systemActor('tests')

const cleanups: (() => Promise<void>)[] = []
const t = { after: (work: () => Promise<void>) => void cleanups.push(work) }
let app: Hono<Env>
/** The same house for somebody who may see everything. */
let desk: Hono<Env>

before(async () => {
  const { platform } = await aPeyvand(t, { env: { PEYVAND_ORIGIN: HOST } })
  await addNetwork(platform, by, { code: 'odd', name: ATTACK })
  const draft = { code: 'odd-1', name: `</script>${ATTACK}`, address: ATTACK }
  await putLibrary(platform, by, { network: 'odd', draft })
  await platform.search.ready('catalogue')
  app = createApp(platform)
  desk = createApp(platform, { actorOf: async () => by })
})
after(async () => {
  // Cleanups may add cleanups of their own, for what must come last.
  for (let next = cleanups.shift(); next; next = cleanups.shift()) await next()
})

const ask = (path: string, init: RequestInit = {}) =>
  Promise.resolve(app.fetch(new Request(`${HOST}${path}`, { redirect: 'manual', ...init })))

/** Every address of the house that answers `method`, its parameters filled in. */
function addresses(method: 'read' | 'write', fill = 'x'): string[] {
  const wanted = (m: string) => (method === 'read' ? m === 'GET' : m !== 'GET' && m !== 'ALL')
  const paths = app.routes.filter((route) => wanted(route.method) && !route.path.includes('*')).map(({ path }) => path)
  return [...new Set(paths)].map((path) => path.replace(/:[^/]+/g, fill))
}

describe('writes', () => {
  const body = 'name=x'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  test('every address that changes something refuses a form of another site', async () => {
    const all = addresses('write')
    assert.ok(all.length > 30, `only ${all.length} addresses were found`)
    for (const path of all) {
      for (const from of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
        const answer = await ask(path, { method: 'POST', body, headers: { ...form, ...from } })
        assert.equal(answer.status, 403, `${path} ${JSON.stringify(from)}`)
      }
    }
  })

  test('every address that changes something refuses a form without its token when cookies come along', async () => {
    for (const path of addresses('write')) {
      for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json']) {
        const headers = { 'content-type': type, cookie: 'peyvand.session_token=stolen' }
        const answer = await ask(path, { method: 'POST', body, headers })
        assert.equal(answer.status, 403, `${path} ${type}`)
      }
    }
  })

  test('a broken form of our own is a fault of the form', async () => {
    for (const path of addresses('write')) {
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/json', 'text/plain']) {
        const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' }
        for (const by of [app, desk]) {
          const request = new Request(`${HOST}${path}`, { method: 'POST', body: '--x\r\n\r\n', headers })
          const { status } = await by.fetch(request)
          assert.ok(status < 500, `${path} ${type} answered ${status}`)
        }
      }
    }
  })

  test('a form of our own without anybody signed in changes nothing behind the desk', async () => {
    for (const path of addresses('write').filter((path) => /^(\/en)?\/(staff|account|people)\b/.test(path))) {
      const answer = await ask(path, { method: 'POST', body, headers: { ...form, 'sec-fetch-site': 'same-origin' } })
      // 403: an upload's form carries its own token.
      assert.ok([400, 401, 403, 404].includes(answer.status), `${path} answered ${answer.status}`)
    }
  })
})

test('every page of the desk and of accounts refuses whoever is not signed in', async () => {
  const all = addresses('read').filter((path) => /^(\/en)?\/(staff|account|people)\b/.test(path))
  assert.ok(all.length > 10, `only ${all.length} pages were found`)
  for (const path of all) {
    const { status } = await ask(path)
    assert.ok(status === 401 || (status === 404 && path.includes('/x')), `${path} answered ${status}`)
  }
})

test('no address to go on to leads away from the house', async () => {
  for (const next of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '\t//evil.example',
  ]) {
    const page = await (await ask(`/sign-in?next=${encodeURIComponent(next)}`)).text()
    for (const [, address] of page.matchAll(/(?:href|action)="([^"]*)"/g)) {
      assert.equal(new URL(address?.replaceAll('&amp;', '&') ?? '', HOST).host, new URL(HOST).host, address)
    }
    const answer = await ask('/theme', {
      method: 'POST',
      body: new URLSearchParams({ theme: 'dark', back: next }),
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    assert.doesNotMatch(answer.headers.get('location') ?? '', /evil/)
  }
})

test('what was typed or kept comes back as text, never as markup', async () => {
  const q = encodeURIComponent(ATTACK)
  const pages = [`/search?q=${q}`, `/en/search?q=${q}&publisher=${q}&sort=${q}`, `/libraries?q=${q}&near=${q}`]
  const kept = ['/libraries/odd/odd-1', '/en/libraries/odd/odd-1', '/networks', '/libraries', '/']
  const others = [`/sign-in?next=${q}&as=${q}`, `/join?secret=${q}`, `/nowhere/${q}`, `/authors/${q}`, `/subjects/${q}`]
  for (const path of [...pages, ...kept, ...others]) {
    const html = await (await ask(path)).text()
    assert.doesNotMatch(html, /<script>alert|<img src=x|<\/script><\/script>/, path)
  }
})

test('feeds stay well formed whatever is searched', async () => {
  for (const q of [ATTACK, ']]>', '\u0000\u0008\ufffe', '<![CDATA[', '&bogus;', '\ud800']) {
    const answer = await ask(`/search.atom?q=${encodeURIComponent(q.toWellFormed())}`)
    if (answer.status !== 200) continue
    const parser = new SaxesParser()
    parser.on('error', (error) => assert.fail(`${JSON.stringify(q)}: ${error.message}`))
    parser.write(await answer.text()).close()
  }
})

test('the API names what it does not accept, with 400', async () => {
  for (const path of ['/api/catalogue/search', '/api/libraries']) {
    for (const query of ['limit=-1', 'limit=1e9', 'offset=1e9', 'offset=-5', 'limit=abc', `q=${'ا'.repeat(3000)}`]) {
      const answer = await ask(`${path}?${query}`)
      assert.equal(answer.status, 400, `${path}?${query.slice(0, 30)}`)
      assert.ok(((await answer.json()) as { message: string }).message.length > 3)
    }
  }
})

test('no odd request to any address is a fault of ours', async () => {
  const all = [...addresses('read'), ...addresses('read', '%E0%A4%A'), ...addresses('read', '..%2f%00')]
  for (const path of new Set(all)) {
    const { status } = await ask(path)
    assert.ok(status < 500, `${path} answered ${status}`)
  }
  const names =
    'q page limit offset yearFrom yearTo near sort network province library kind language subject author more all county service closed next as secret lang state before id format'
  const odd = fc.oneof(
    fc.constantFrom(
      '',
      '-1',
      '0',
      '1e9',
      'NaN',
      'Infinity',
      '۱۲',
      '\0',
      '%',
      '35,51',
      '1e400,0',
      '"',
      '-',
      ':',
      '*',
      '()',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constant('ا'.repeat(5000)),
    fc.uuid(),
  )
  const query = fc.array(fc.tuple(fc.constantFrom(...names.split(' ')), odd), { maxLength: 5 })
  const where = fc.tuple(fc.constantFrom(...addresses('read', '{}')), fc.array(odd, { minLength: 3, maxLength: 3 }))
  await fc.assert(
    fc.asyncProperty(where, query, async ([pattern, fills], pairs) => {
      let at = 0
      const path = pattern.replace(/\{\}/g, () => encodeURIComponent((fills[at++ % 3] ?? '').toWellFormed()) || 'x')
      const search = new URLSearchParams(pairs.map(([name, value]) => [name, value.toWellFormed()]))
      const { status } = await ask(`${path}?${search}`)
      assert.ok(status < 500, `${path}?${search} answered ${status}`)
    }),
    { numRuns: 400 },
  )
})

// Words that every object knows, what no column holds, what PostgreSQL does not keep.
const ODD_WORDS = [
  'constructor',
  '__proto__',
  '\0',
  '1e309',
  '2147483648',
  '-1',
  '00000000-0000-7000-8000-000000000000',
]
const PARAMETERS =
  'q page limit offset year yearFrom near sort library network province kind language subject author availability asTyped format as after mended queue reason hidden edition id next secret key from until set resumptionToken query operation version scanClause facetLimit recordSchema'

test('no odd word in any parameter is a fault of ours, also behind the desk', async () => {
  const names = PARAMETERS.split(' ')
  const asked = addresses('read', '{}')
    .filter((path) => !path.startsWith('/en'))
    .flatMap((path) => {
      const whole = ODD_WORDS.map(encodeURIComponent).map((word) => {
        const pairs = names.map((name) => `${name}=${word}`)
        return `${path.replaceAll('{}', word)}?${pairs.join('&')}`
      })
      // One at a time as well: a page that refuses the first never reads the second.
      return path.includes('{}') ? whole : [...whole, ...names.map((name) => `${path}?${name}=${ODD_WORDS[0]}`)]
    })
  for (const address of asked) {
    const { status } = await desk.fetch(new Request(`${HOST}${address}`, { redirect: 'manual' }))
    assert.ok(status < 500, `${address.slice(0, 200)} answered ${status}`)
  }
})
