import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, type Json, storableJson } from './canonical-json.ts'

// RFC 8785 §3.2.2 and §3.2.3: the sample of the specification.
test('the sample of RFC 8785', () => {
  const sample = JSON.parse(
    String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
  ) as Json
  assert.equal(
    canonicalJson(sample),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  assert.deepEqual([...canonicalJson(names).matchAll(/:(\d)/g)].map((m) => m[1]).join(''), '2467153')
})

test('the form is JSON for the same value and does not depend on the order of names', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const kept = storableJson(value)
      const form = canonicalJson(kept)
      assert.equal(canonicalJson(JSON.parse(form) as Json), form)
      if (kept !== null && typeof kept === 'object' && !Array.isArray(kept)) {
        assert.equal(canonicalJson(Object.fromEntries(Object.entries(kept).reverse())), form)
      }
    }),
  )
})

test('whatever comes from outside becomes storable', () => {
  assert.deepEqual(storableJson({ a: 'x\0y\ud800', b: Number.NaN, c: undefined, d: 5n, e: new Date(0), f: -0 }), {
    a: 'x\ufffdy\ufffd',
    b: null,
    d: '5',
    e: '1970-01-01T00:00:00.000Z',
    f: 0,
  })
  for (const bad of [Number.POSITIVE_INFINITY, '\ud800']) assert.throws(() => canonicalJson(bad), RangeError)
  let deep: Json = 1
  for (let i = 0; i < 100; i++) deep = [deep]
  assert.throws(() => canonicalJson(deep), RangeError)
})
