import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { pageAsked, placeAsked } from '#platform/http/page-asked.ts'
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

test('a place in a list is a whole number from 0 that the database can hold', async () => {
  const app = new Hono<Env>().get('/', (c) => c.text(String(placeAsked(c, 'after'))))
  const most = 2 ** 31 - 1
  const cases = { '0': 0, '۱۲۰': 120, '-1': 0, '': 0, one: 0, '2147483648': most, '1e309': most, NaN: 0 }
  for (const [typed, place] of Object.entries(cases)) {
    const answer = await app.request(`/?${new URLSearchParams({ after: typed })}`)
    assert.equal(await answer.text(), String(place), typed)
  }
})
