import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { readFields } from '#platform/http.ts'

const shape = z.object({ name: z.string(), notes: z.string().optional(), many: z.array(z.string()).optional() })

test('what PostgreSQL cannot keep never comes through a form', () => {
  const form = readFields({ name: ' کتاب\0خانه\u0007 ', many: ['a\0', 'b\ud800'] }, shape, 'fa')
  assert.ok(form.ok)
  assert.deepEqual(form.value, { name: 'کتابخانه', many: ['a', 'b\ufffd'] })
  assert.deepEqual(form.typed, { name: ' کتابخانه ', many: ['a', 'b\ufffd'] })
})

test('line ends, tabs and ZWNJ are kept', () => {
  const form = readFields({ name: 'کتاب‌ها', notes: 'یک\r\nدو\tسه' }, shape, 'fa')
  assert.ok(form.ok)
  assert.deepEqual(form.value, { name: 'کتاب‌ها', notes: 'یک\r\nدو\tسه' })
})

test('a field of nothing but control characters counts as empty', () => {
  const form = readFields({ name: '\0\u0001' }, shape, 'en')
  assert.ok(!form.ok)
  assert.equal(form.errors.name, 'Please fill this in.')
})

test('what is secret is never shown again, and a field that only sounds like it is', () => {
  const secrets = { password: 'a', passwordAgain: 'b', current: 'c', code: '123456', secret: 'd', csrf: 'e' }
  const open = { postalCode: '1234567890', libraryCode: '11', provinceCode: '09', decoder: 'x' }
  const form = readFields({ ...secrets, ...open }, z.object({}), 'fa')
  assert.deepEqual(form.typed, open)
})
