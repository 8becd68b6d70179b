import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oc } from '@orpc/contract'
import { implement } from '@orpc/server'
import { z } from 'zod'
import { Refusal } from '#lib/refusal.ts'
import type { ApiContext } from './api.ts'
import type { Room } from './rooms.ts'
import { aWeb, get } from './testing.ts'

const contract = {
  greet: oc
    .route({ method: 'GET', path: '/libraries/greet/{name}', tags: ['libraries'], summary: 'Greets' })
    .input(
      z.object({
        name: z.string().describe('Whom'),
        times: z.coerce.number().int().max(3).default(1),
        tone: z.preprocess((value) => value ?? 'warm', z.enum(['warm', 'cool'])),
        why: z.string().max(9).optional(),
      }),
    )
    .output(z.object({ words: z.string() })),
  refuse: oc.route({ method: 'GET', path: '/libraries/refuse', summary: 'Refuses' }).output(z.object({})),
  fault: oc.route({ method: 'GET', path: '/libraries/fault', summary: 'Fails' }).output(z.object({})),
}
const api = implement(contract).$context<ApiContext>()
const room: Room = {
  area: 'libraries',
  text: (lang) => ({ refusals: { 'libraries.test': () => (lang === 'fa' ? 'نمی‌شود.' : 'It cannot be.') } }),
  api: api.router({
    greet: api.greet.handler(({ input, context }) => ({ words: `${input.name} ${input.times} ${context.lang}` })),
    refuse: api.refuse.handler(() => {
      throw new Refusal('conflict', 'libraries.test', { code: '0113' })
    }),
    fault: api.fault.handler(() => {
      throw new TypeError('a secret of the machine')
    }),
  }),
}

async function call(path: string, headers: Record<string, string> = {}, lines: string[] = []) {
  const { status, html } = await get(aWeb({ rooms: [room] }, lines), path, headers)
  return { status, body: JSON.parse(html) as Record<string, unknown> }
}

test('an operation answers in JSON, and knows the language', async () => {
  assert.deepEqual(await call('/api/libraries/greet/Sara'), { status: 200, body: { words: 'Sara 1 fa' } })
  const english = await call('/api/libraries/greet/Sara?times=2', { 'accept-language': 'en-GB,en;q=0.9' })
  assert.deepEqual(english.body, { words: 'Sara 2 en' })
})

test('input that does not fit answers 400, and says which parameter and why in the language of the caller', async () => {
  const persian = await call('/api/libraries/greet/Sara?times=9')
  assert.deepEqual(persian, {
    status: 400,
    body: {
      defined: false,
      code: 'BAD_REQUEST',
      status: 400,
      message: 'برخی از پارامترهای درخواست پذیرفتنی نیست؛ در issues آمده است که کدام و چرا.',
      issues: [{ field: 'times', message: 'عددی برابر ۳ یا کمتر بنویسید.' }],
    },
  })
  const english = await call('/api/libraries/greet/Sara?times=9&tone=cold', { 'accept-language': 'en' })
  assert.equal(english.body.message, 'Some parameters of the request were not accepted; issues says which, and why.')
  assert.deepEqual(
    (english.body.issues as { field: string }[]).map(({ field }) => field),
    ['times', 'tone'],
  )
  assert.equal((await call('/en/api/libraries/greet/Sara?times=9')).body.message, english.body.message)
})

test('a refusal answers its status, its code and its sentence in the language of the caller', async () => {
  const { status, body } = await call('/api/libraries/refuse', { 'accept-language': 'en' })
  assert.equal(status, 409)
  assert.equal(body.code, 'libraries.test')
  assert.equal(body.message, 'It cannot be.')
  assert.deepEqual(body.data, { kind: 'conflict', facts: { code: '0113' } })
  assert.equal((await call('/api/libraries/refuse')).body.message, 'نمی‌شود.')
})

test('a fault answers 500 and keeps what happened for the log', async () => {
  const lines: string[] = []
  const { status, body } = await call('/api/libraries/fault', {}, lines)
  assert.equal(status, 500)
  assert.doesNotMatch(JSON.stringify(body), /secret/)
  assert.ok(lines.some((line) => line.includes('a secret of the machine')))
})

test('an operation that does not exist answers 404 in JSON', async () => {
  const { status, body } = await call('/api/nothing')
  assert.equal(status, 404)
  assert.equal(body.code, 'NOT_FOUND')
})

test('the description names every operation of every room, and where it is', async () => {
  const { body } = await call('/api/openapi.json')
  assert.deepEqual(body.servers, [{ url: 'https://peyvand.test/api' }])
  assert.deepEqual(Object.keys(body.paths as object), [
    '/libraries/greet/{name}',
    '/libraries/refuse',
    '/libraries/fault',
  ])
})

test('the description says what may be left out, and what then counts', async () => {
  const { body } = await call('/api/openapi.json')
  const paths = body.paths as Record<string, Record<string, { parameters: Record<string, unknown>[] }>>
  const parameters = paths['/libraries/greet/{name}']?.get?.parameters ?? []
  const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name)
  assert.deepEqual(required, ['name'])
  const tone = parameters.find((parameter) => parameter.name === 'tone')
  assert.deepEqual(tone?.schema, { enum: ['warm', 'cool'], type: 'string', default: 'warm' })
})

test('no operation of the house asks for a parameter it does not need', async () => {
  const document = JSON.parse((await get(aWeb(), '/api/openapi.json')).html) as {
    paths: Record<string, Record<string, { parameters?: { name: string; in: string; required?: boolean }[] }>>
  }
  const required = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ parameters = [] }) =>
      parameters.filter((one) => one.in === 'query' && one.required).map((one) => `${path} ${one.name}`),
    ),
  )
  assert.deepEqual(required, ['/catalogue/suggest q'])
})

interface Described {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; description?: string }[]
        responses: Record<string, { description: string; content: Record<string, { schema: { $ref?: string } }> }>
        security: object[]
      }
    >
  >
  components: { securitySchemes: Record<string, object>; schemas: Record<string, { required: string[] }> }
}
const described = async () => JSON.parse((await get(aWeb(), '/api/openapi.json')).html) as Described

test('every parameter of every operation of the house says what it means', async () => {
  const silent = Object.entries((await described()).paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ parameters = [] }) =>
      parameters.filter((one) => !one.description?.trim()).map((one) => `${path} ${one.name}`),
    ),
  )
  assert.deepEqual(silent, [])
})

test('the description says how a key is sent, and what comes back when an operation refuses', async () => {
  const { paths, components } = await described()
  assert.deepEqual(components.schemas.Error?.required, ['code', 'status', 'message'])
  const key = components.securitySchemes.apiKey as { type: string; scheme: string }
  assert.deepEqual([key.type, key.scheme], ['http', 'bearer'])
  assert.deepEqual(paths['/people']?.get?.security, [{ apiKey: [] }])
  assert.deepEqual(paths['/libraries']?.get?.security, [{}, { apiKey: [] }])
  const statuses = (path: string) => Object.keys(paths[path]?.get?.responses ?? {})
  assert.deepEqual(statuses('/catalogue/search'), ['200', '400', '401', '429', '500'])
  assert.deepEqual(statuses('/catalogue/editions/{id}'), ['200', '400', '401', '404', '429', '500'])
  assert.deepEqual(statuses('/people'), ['200', '400', '401', '403', '429', '500'])
  for (const methods of Object.values(paths)) {
    for (const [status, { content }] of Object.entries(methods.get?.responses ?? {})) {
      if (status === '200') continue
      assert.equal(content['application/json']?.schema.$ref, '#/components/schemas/Error')
    }
  }
})

test('the description can be read as a page, in both languages and without script', async () => {
  const app = aWeb({ rooms: [room] })
  const page = await get(app, '/api')
  assert.match(page.html, /رابط برنامه‌نویسی پیوند/)
  assert.match(page.html, /GET \/api\/libraries\/greet\/\{name\}/)
  assert.match(page.html, /<bdi lang="en">Whom<\/bdi>/)
  assert.match(page.html, /پاسخ خطا[\s\S]*issues/)
  assert.match(page.html, /Authorization: Bearer KEY/)
  assert.match((await get(app, '/en/api')).html, /The API of Peyvand/)
})
