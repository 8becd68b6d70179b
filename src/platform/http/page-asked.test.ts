import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { pageAsked } from '#platform/http/page-asked.ts'
import type { Env } from '#platform/http.ts'

test('a page is a whole number from 1, in any digits, whatever stands in the address', async () => {
  const app = new Hono<Env>().get('/', (c) => c.text(String(pageAsked(c))))
  const cases = {
    '2': 2,
    '۱۲': 12,
    '٣': 3,
    '1.9': 1,
    '': 1,
    '0': 1,
    '-4': 1,
    two: 1,
    '1e300': 10_000,
    Infinity: 10_000,
  }
  for (const [typed, page] of Object.entries(cases)) {
    const answer = await app.request(`/?${new URLSearchParams({ page: typed })}`)
    assert.equal(await answer.text(), String(page), typed)
  }
  assert.equal(await (await app.request('/')).text(), '1')
})
