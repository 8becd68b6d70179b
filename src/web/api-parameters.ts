import type { AnyRouter } from '@orpc/server'
import { ZodObject, type ZodType } from 'zod'
import type { OpenApi } from '#web/pages/api-description.ts'

interface Operation {
  route: { method?: string; path?: string }
  inputSchema?: unknown
}

/**
 * Puts right which parameters of a description may be left out, and moves what each means to where OpenAPI has it. A schema that prepares its input first
 * (`z.preprocess`) hides that from the generator; so each parameter's own schema is asked what it makes of nothing, and
 * its answer is the default.
 */
export function mendParameters(document: OpenApi, router: AnyRouter): OpenApi {
  for (const { route, inputSchema } of operationsOf(router)) {
    const described = document.paths?.[route.path ?? '']?.[(route.method ?? 'POST').toLowerCase()]
    for (const parameter of described?.parameters ?? []) {
      const { description, ...schema } = parameter.schema ?? {}
      if (description === undefined) continue
      parameter.description ??= description
      parameter.schema = schema
    }
    if (!(inputSchema instanceof ZodObject)) continue
    for (const parameter of described?.parameters ?? []) {
      if (parameter.in !== 'query' || !parameter.required) continue
      const left = (inputSchema.shape[parameter.name] as ZodType | undefined)?.safeParse(undefined)
      if (!left?.success) continue
      parameter.required = false
      if (left.data !== undefined && left.data !== '') parameter.schema = { ...parameter.schema, default: left.data }
    }
  }
  return document
}

function* operationsOf(router: unknown): Generator<Operation> {
  if (typeof router !== 'object' || router === null) return
  if ('~orpc' in router) yield router['~orpc'] as Operation
  else for (const part of Object.values(router)) yield* operationsOf(part)
}
