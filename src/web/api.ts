import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { type AnyRouter, ORPCError, ValidationError } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { Context } from 'hono'
import { cors } from 'hono/cors'
import { createElement } from 'react'
import type { Actor } from '#areas/people/contract.ts'
import type { Lang } from '#lib/language.ts'
import { isRefusal, type Refusal } from '#lib/refusal.ts'
import { isAway } from '#platform/db.ts'
import { fieldErrors } from '#platform/http/form-errors.ts'
import type { Env, Router } from '#platform/http.ts'
import type { Log } from '#platform/log.ts'
import type { Platform } from '#platform/platform.ts'
import { ApiPage } from '#web/pages/api.tsx'
import { describeApi, describeRefusal, type OpenApi } from '#web/pages/api-description.ts'
import { describeErrors } from './api-errors.ts'
import { mendParameters } from './api-parameters.ts'
import { AWAY, apiLang, RETRY_AWAY, statusOf } from './errors.ts'
import { type Room, refusalSentence } from './rooms.ts'
import { text } from './text.en.ts'

/** What every operation of an area's `api.ts` is given. */
export interface ApiContext {
  platform: Platform
  actor: Actor
  lang: Lang
  log: Log
}

/**
 * Opens the areas' operations under `/api`: the calls themselves, their description at `/api/openapi.json`, and the
 * same description as a page at `/api`. An area joins by its `api` in `ROOMS`.
 */
export function openApi(app: Router, rooms: readonly Room[]): void {
  const router = Object.fromEntries(rooms.flatMap((room) => (room.api ? [[room.area, room.api]] : []))) as AnyRouter
  const handler = new OpenAPIHandler<ApiContext>(router as never, {
    clientInterceptors: [({ next, context }) => next().catch((error: unknown) => fail(error, context, rooms))],
    customErrorResponseBodyEncoder: bodyOf,
  })
  let document: Promise<OpenApi> | undefined
  const describe = (origin: string) => {
    document ??= generate(router, origin)
    return document
  }
  // Pages of other sites may read what anybody may read; no cookie comes along, and writes stay closed to them.
  app.use('/api/*', cors({ origin: '*', allowMethods: ['GET', 'HEAD'] }))
  app.get('/api', async (c) => {
    const t = text(c.get('lang'))
    const described = await describe(c.get('platform').config.origin)
    const page = createElement(ApiPage, { api: describeApi(described), refusal: describeRefusal(described) })
    return c.render(page, { title: t.apiTitle })
  })
  app.get('/api/openapi.json', async (c) => c.json(await describe(c.get('platform').config.origin)))
  app.all('/api/*', async (c) => {
    const prefix = new URL(c.req.url).pathname.startsWith('/en/') ? '/en/api' : '/api'
    const { matched, response } = await handler.handle(c.req.raw, { prefix, context: contextOf(c) })
    if (response?.status === 503) c.header('Retry-After', RETRY_AWAY)
    if (matched) return c.newResponse(response.body, response)
    return c.json({ code: 'NOT_FOUND', status: 404, message: text(apiLang(c)).apiNoOperation }, 404)
  })
}

function contextOf(c: Context<Env>): ApiContext {
  return { platform: c.get('platform'), actor: c.get('actor'), lang: apiLang(c), log: c.get('log') }
}

/** The one place where the API turns kinds of refusal into statuses and faults into silence. */
function fail(error: unknown, { lang, log }: ApiContext, rooms: readonly Room[]): never {
  if (isRefusal(error)) throw refused(error, lang, rooms)
  if (error instanceof ORPCError && error.status < 500) throw inSentences(error, lang)
  log.error('an operation failed', { error })
  if (isAway(error)) throw new ORPCError(AWAY, { status: 503, message: text(lang).awayText })
  throw new ORPCError('INTERNAL_SERVER_ERROR', { message: text(lang).fault })
}

// What an input does not fit comes from its schema; who asked gets each parameter's name and a sentence.
function inSentences(error: ORPCError<string, unknown>, lang: Lang): ORPCError<string, unknown> {
  const { code, status, cause } = error
  if (!(cause instanceof ValidationError)) return error
  const sentences = fieldErrors(cause.issues as Parameters<typeof fieldErrors>[0], lang, {})
  const issues = Object.entries(sentences).map(([field, message]) => ({ field, message }))
  return new ORPCError(code, { status, message: text(lang).apiNotAccepted, data: { issues } })
}

// Issues stand beside the message, where programs look for them.
function bodyOf(error: ORPCError<string, unknown>): object {
  const { data, ...body } = error.toJSON()
  const hasIssues = typeof data === 'object' && data !== null && 'issues' in data
  return hasIssues ? { ...body, issues: data.issues } : { ...body, ...(data === undefined ? {} : { data }) }
}

function refused(refusal: Refusal, lang: Lang, rooms: readonly Room[]): ORPCError<string, object> {
  const { kind, code, facts } = refusal
  const message = refusalSentence(rooms, lang, code, facts) ?? text(lang).refusedUnknown
  return new ORPCError(code, { status: statusOf(refusal), message, data: { kind, facts } })
}

async function generate(router: AnyRouter, origin: string): Promise<OpenApi> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(router, {
    info: { title: 'Peyvand', version: '1', description: 'The union catalogue and the directory of libraries.' },
    servers: [{ url: `${origin}/api` }],
  })
  return describeErrors(mendParameters(document as OpenApi, router))
}
