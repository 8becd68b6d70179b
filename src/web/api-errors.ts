import type { JsonSchema, OpenApi } from '#web/pages/api-description.ts'

const ERROR: JsonSchema = {
  type: 'object',
  description: 'How every operation answers when it does not do what was asked.',
  required: ['code', 'status', 'message'],
  properties: {
    code: { type: 'string', description: 'What happened, for programs: `BAD_REQUEST`, `catalogue.edition-unknown`, …' },
    status: { type: 'integer', description: 'The status of the answer' },
    message: { type: 'string', description: 'A sentence for people, Persian unless Accept-Language asks for English' },
    defined: { type: 'boolean', description: 'Always false; kept for clients that read it' },
    data: {
      type: 'object',
      description: 'Of a refusal: its kind, and the facts its sentence tells',
      properties: {
        kind: { type: 'string', enum: ['invalid', 'forbidden', 'missing', 'conflict'] },
        facts: { type: 'object', description: 'Names and values' },
      },
    },
    issues: {
      type: 'array',
      description: 'With `BAD_REQUEST`: each parameter that was not accepted, and why',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: {
          field: { type: 'string', description: 'The parameter; parts of it after a dot' },
          message: { type: 'string', description: 'A sentence for people' },
        },
      },
    },
  },
}

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'A parameter is missing or not accepted, or names what does not exist',
  401: 'The key is unknown or was revoked, or the operation asks for one',
  403: 'The key does not reach this far',
  404: 'There is nothing of this id',
  429: 'Too many requests; the answer says in Retry-After when to come back',
  500: 'Something went wrong on our side',
}

const KEY = {
  type: 'http',
  scheme: 'bearer',
  description:
    'A key of the API, made by a person in their account, as `Authorization: Bearer KEY`. Public operations ask for none.',
}

/** Adds to a description what any operation may answer instead of 200, and how a program says who it is. */
export function describeErrors(document: OpenApi): OpenApi {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const operation of Object.values(methods)) {
      const asksForKey = path === '/people'
      const statuses = [
        ...(operation.parameters?.length || operation.requestBody ? [400] : []),
        401,
        ...(asksForKey ? [403] : []),
        ...(path.includes('{') ? [404] : []),
        429,
        500,
      ]
      const errors = statuses.map((status) => [status, { description: MEANINGS[status] ?? '', content }])
      operation.responses = { ...operation.responses, ...Object.fromEntries(errors) }
      operation.security = asksForKey ? [{ apiKey: [] }] : [{}, { apiKey: [] }]
    }
  }
  const { components } = document
  return {
    ...document,
    components: {
      ...components,
      schemas: { ...components?.schemas, Error: ERROR },
      securitySchemes: { ...components?.securitySchemes, apiKey: KEY },
    },
  }
}
