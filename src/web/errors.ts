import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { createElement } from 'react'
import type { Lang } from '#lib/language.ts'
import { isRefusal, type Refusal, type RefusalKind } from '#lib/refusal.ts'
import { isAway } from '#platform/db.ts'
import type { Env, PageOptions } from '#platform/http.ts'
import { AwayPage, FaultPage, NotFoundPage, RefusedPage, type WayOn } from '#web/pages/errors.tsx'
import { type Room, refusalSentence } from './rooms.ts'
import { text } from './text.en.ts'
import type { Text } from './text.fa.ts'

/** The one place where kinds of refusal turn into statuses, for pages and for programs. */
const STATUS: Readonly<Record<RefusalKind, 400 | 403 | 404 | 409>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
}

// Refusals for which HTTP has a word of its own.
const OWN_STATUS: Readonly<Record<string, 401 | 429>> = {
  'people.sign-in-required': 401,
  'people.key-unknown': 401,
  'people.too-often': 429,
  'catalogue.export-busy': 429,
}

// What the guard or a reader of bodies stops with; anything else of theirs is a 400.
const STOPPED = [403, 405, 408, 413, 414, 415, 429] as const

/** What programs are told while the database is away, and after how many seconds they may ask again. */
export const AWAY = 'SERVICE_UNAVAILABLE'
export const RETRY_AWAY = '10'

/** The status a refusal is answered with. */
export function statusOf({ kind, code }: Refusal): 400 | 401 | 403 | 404 | 409 | 429 {
  return OWN_STATUS[code] ?? STATUS[kind]
}

/** The language of a program's answer: programs say it in a header, pages in the path. */
export function apiLang(c: Context<Env>): Lang {
  return /^en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : c.get('lang')
}

/**
 * Answers whatever was thrown: a refusal in its own sentence, anything else as a fault, logged with its number. Under
 * `/api` the answer is JSON, in the form the operations themselves answer.
 */
export async function answerError(c: Context<Env>, error: Error, rooms: readonly Room[]): Promise<Response> {
  const answer = answerOf(c, error, rooms)
  for (const [name, value] of Object.entries(answer.headers ?? {})) c.header(name, value)
  if (answer.status >= 500) c.get('log').error('a request failed', { path: c.req.path, error })
  if (/^(\/en)?\/api\//.test(c.req.path)) {
    const { code, status, message, data } = answer
    return c.json({ defined: false, code, status, message, ...(data ? { data } : {}) }, status)
  }
  return c.render(answer.page, { title: answer.title, status: answer.status, unlisted: true })
}

interface Answer {
  status: NonNullable<PageOptions['status']>
  /** For programs. */
  code: string
  message: string
  data?: object
  headers?: Readonly<Record<string, string>>
  /** For people. */
  title: string
  page: ReturnType<typeof createElement>
}

function answerOf(c: Context<Env>, error: Error, rooms: readonly Room[]): Answer {
  const t = text(/^(\/en)?\/api\//.test(c.req.path) ? apiLang(c) : c.get('lang'))
  if (isRefusal(error)) return refused(c, error, rooms)
  if (error instanceof HTTPException && error.status < 500) return stopped(error.status, t)
  if (isAway(error)) {
    const headers = { 'Retry-After': RETRY_AWAY }
    return { status: 503, code: AWAY, message: t.awayText, title: t.away, headers, page: createElement(AwayPage) }
  }
  const page = createElement(FaultPage, { requestId: c.get('requestId') })
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: t.fault, title: t.fault, page }
}

function refused(c: Context<Env>, refusal: Refusal, rooms: readonly Room[]): Answer {
  const { code, kind, facts } = refusal
  const lang = /^(\/en)?\/api\//.test(c.req.path) ? apiLang(c) : c.get('lang')
  const t = text(lang)
  const message = refusalSentence(rooms, lang, code, facts) ?? t.refusedUnknown
  const page = createElement(RefusedPage, { kind, sentence: message, wayOn: wayOn(code, t) })
  const title = code === 'people.sign-in-required' ? t.signInFirst : t.refused[kind]
  return { status: statusOf(refusal), code, message, data: { kind, facts }, headers: headersOf(refusal), title, page }
}

function headersOf({ code, facts }: Refusal): Record<string, string> {
  if (code === 'people.too-often') return { 'Retry-After': String(Math.max(1, Number(facts.minutes) || 1) * 60) }
  if (code === 'catalogue.export-busy') return { 'Retry-After': '30' }
  // RFC 9110 §15.5.2: a 401 says how one is let in.
  if (code === 'people.key-unknown') return { 'WWW-Authenticate': 'Bearer' }
  return {}
}

function wayOn(code: string, t: Text): WayOn | null {
  if (code === 'people.sign-in-required')
    return { to: '/sign-in', label: t.signIn, comeBack: true, title: t.signInFirst }
  if (code === 'people.second-factor-required') return { to: '/account/security', label: t.secondStep }
  return null
}

// What stood before the areas stopped it: too fast, too large, from another site.
function stopped(given: number, t: Text): Answer {
  if (given === 404) {
    return { status: 404, code: 'NOT_FOUND', message: t.notFound, title: t.notFound, page: createElement(NotFoundPage) }
  }
  const status = STOPPED.find((known) => known === given) ?? 400
  const message = t.stopped[given] ?? t.refusedUnknown
  const page = createElement(RefusedPage, { kind: 'invalid', sentence: message, wayOn: null })
  return { status, code: 'STOPPED', message, title: t.refused.invalid, page }
}
