import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, type RefusalKind } from '#lib/refusal.ts'
import { attempt } from '#platform/http/attempt.ts'

const sentences = { 'shelves.code-taken': ({ code }: { code: string }) => `${code} is taken.` }
const refusing = (kind: RefusalKind, field?: string) => async () => {
  throw new Refusal(kind, 'shelves.code-taken', { code: 'A1', ...(field ? { field } : {}) })
}

test('what was done comes back', async () => {
  assert.deepEqual(await attempt(sentences, async () => 7), { ok: true, value: 7 })
})

test('a refusal stands beside the field it names, under the form’s own name for it', async () => {
  const errors = async (...of: Parameters<typeof attempt>) => {
    const done = await attempt(...of)
    return done.ok ? null : done.errors
  }
  assert.deepEqual(await errors(sentences, refusing('conflict', 'code')), { code: 'A1 is taken.' })
  assert.deepEqual(await errors(sentences, refusing('missing')), { '': 'A1 is taken.' })
  const fields = { code: 'number' }
  assert.deepEqual(await errors(sentences, refusing('invalid', 'code'), { fields }), { number: 'A1 is taken.' })
  assert.deepEqual(await errors(sentences, refusing('forbidden'), { shows: () => true }), { '': 'A1 is taken.' })
})

test('what no form can mend passes: a right that is missing, another room’s refusal, a fault', async () => {
  await assert.rejects(attempt(sentences, refusing('forbidden')), { code: 'shelves.code-taken' })
  await assert.rejects(attempt({}, refusing('invalid')), { code: 'shelves.code-taken' })
  await assert.rejects(attempt(sentences, refusing('invalid'), { shows: () => false }), { code: 'shelves.code-taken' })
  await assert.rejects(
    attempt(sentences, async () => {
      throw new TypeError('a fault')
    }),
    TypeError,
  )
})
