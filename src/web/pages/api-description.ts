/** As much of an OpenAPI 3.1 document as the page shows. */
export interface OpenApi {
  paths?: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  components?: {
    schemas?: Readonly<Record<string, JsonSchema>>
    securitySchemes?: Readonly<Record<string, object>>
  }
}

interface OpenApiOperation {
  tags?: readonly string[]
  summary?: string
  description?: string
  parameters?: readonly { name: string; in: string; required?: boolean; description?: string; schema?: JsonSchema }[]
  requestBody?: { content?: Readonly<Record<string, { schema?: JsonSchema }>> }
  responses?: Readonly<
    Record<string, { description?: string; content?: Readonly<Record<string, { schema?: JsonSchema }>> }>
  >
  security?: readonly Readonly<Record<string, readonly string[]>>[]
}

/** As much of a JSON Schema as can be said in a word. */
export interface JsonSchema {
  type?: string | readonly string[]
  enum?: readonly unknown[]
  const?: unknown
  format?: string
  default?: unknown
  description?: string
  items?: JsonSchema
  anyOf?: readonly JsonSchema[]
  properties?: Readonly<Record<string, JsonSchema>>
  required?: readonly string[]
}

/** A value an operation takes or gives back. */
export interface ApiValue {
  name: string
  where: string
  type: string
  required: boolean
  meaning: string
}

/** One operation, ready to be read. */
export interface ApiOperation {
  method: string
  path: string
  summary: string
  description: string
  takes: readonly ApiValue[]
  gives: readonly ApiValue[]
}

/** Operations by tag, in the order of the document. */
export type ApiDescription = readonly { tag: string; operations: readonly ApiOperation[] }[]

/** Turns an OpenAPI document into what the page at `/api` lists. */
export function describeApi(document: OpenApi): ApiDescription {
  const tags = new Map<string, ApiOperation[]>()
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? ''
      tags.set(tag, [...(tags.get(tag) ?? []), describeOperation(method, path, operation)])
    }
  }
  return [...tags].map(([tag, operations]) => ({ tag, operations }))
}

/** What a refused request answers, whichever operation it asked for. */
export function describeRefusal(document: OpenApi): ApiValue[] {
  return valuesOf(document.components?.schemas?.Error, '4xx')
}

function describeOperation(method: string, path: string, operation: OpenApiOperation): ApiOperation {
  const parameters = (operation.parameters ?? []).map((one) => ({
    name: one.name,
    where: one.in,
    type: typeOf(one.schema),
    required: one.required ?? false,
    meaning: one.description ?? one.schema?.description ?? '',
  }))
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const answer = Object.values(operation.responses?.['200']?.content ?? {})[0]?.schema
  return {
    method: method.toUpperCase(),
    path: `/api${path}`,
    summary: operation.summary ?? '',
    description: operation.description ?? '',
    takes: [...parameters, ...valuesOf(body, 'body')],
    gives: valuesOf(answer, '200'),
  }
}

function valuesOf(schema: JsonSchema | undefined, where: string): ApiValue[] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    where,
    type: typeOf(property),
    required: schema?.required?.includes(name) ?? false,
    meaning: property.description ?? '',
  }))
}

/** A schema in a word or two: `string (date)`, `a | b`, `object[]`. */
export function typeOf(schema: JsonSchema | undefined): string {
  if (!schema) return ''
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return String(schema.const)
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' | ')
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.join(' | ') ?? 'object')
  return schema.format ? `${type} (${schema.format})` : type
}
