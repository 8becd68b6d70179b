import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeApi, typeOf } from './api-description.ts'

test('an operation is told by what it takes and gives', () => {
  const [tag] = describeApi({
    paths: {
      '/libraries': {
        get: {
          tags: ['libraries'],
          summary: 'Search',
          parameters: [{ name: 'q', in: 'query', schema: { type: 'string', description: 'Words' } }],
          responses: {
            '200': {
              content: {
                'application/json': { schema: { properties: { total: { type: 'integer' } }, required: ['total'] } },
              },
            },
          },
        },
      },
    },
  })
  assert.deepEqual(tag, {
    tag: 'libraries',
    operations: [
      {
        method: 'GET',
        path: '/api/libraries',
        summary: 'Search',
        description: '',
        takes: [{ name: 'q', where: 'query', type: 'string', required: false, meaning: 'Words' }],
        gives: [{ name: 'total', where: '200', type: 'integer', required: true, meaning: '' }],
      },
    ],
  })
})

for (const [schema, words] of [
  [{ type: 'string', format: 'date' }, 'string (date)'],
  [{ enum: ['a', 'b'] }, 'a | b'],
  [{ type: 'array', items: { type: 'integer' } }, 'integer[]'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [undefined, ''],
] as const) {
  test(`${JSON.stringify(schema)} reads ${words}`, () => assert.equal(typeOf(schema), words))
}
