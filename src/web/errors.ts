import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { createElement } from 'react'
import { isRefusal, type Refusal, type RefusalKind } from '#lib/refusal.ts'
import type { Env } from '#platform/http.ts'
import { FaultPage, NotFoundPage, RefusedPage } from '#web/pages/errors.tsx'
import { type Room, refusalSentence } from './rooms.ts'
import { text } from './text.en.ts'

/** The one place where pages turn kinds of refusal into statuses. */
export const STATUS: Readonly<Record<RefusalKind, 400 | 403 | 404 | 409>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
}

/** Answers whatever a page threw: a refusal in its own sentence, anything else as a fault, logged with its number. */
export async function answerError(c: Context<Env>, error: Error, rooms: readonly Room[]): Promise<Response> {
  const t = text(c.get('lang'))
  if (isRefusal(error)) return answerRefusal(c, error, rooms)
  if (error instanceof HTTPException && error.status < 500) return answerStopped(c, error.status)
  const requestId = c.get('requestId')
  c.get('log').error('a request failed', { path: c.req.path, error })
  return c.render(createElement(FaultPage, { requestId }), { title: t.fault, status: 500, unlisted: true })
}

function answerRefusal(c: Context<Env>, refusal: Refusal, rooms: readonly Room[]): Response | Promise<Response> {
  const lang = c.get('lang')
  const t = text(lang)
  const signIn = refusal.code === 'people.sign-in-required'
  const sentence = refusalSentence(rooms, lang, refusal.code, refusal.facts) ?? t.refusedUnknown
  const page = createElement(RefusedPage, { kind: refusal.kind, sentence, signIn })
  const title = signIn ? t.signInFirst : t.refused[refusal.kind]
  return c.render(page, { title, status: signIn ? 401 : STATUS[refusal.kind], unlisted: true })
}

// What the guard before the areas stopped: too fast, too large, from another site.
function answerStopped(c: Context<Env>, status: number): Response | Promise<Response> {
  const t = text(c.get('lang'))
  if (status === 404) return c.render(createElement(NotFoundPage), { title: t.notFound, status: 404, unlisted: true })
  const sentence = t.stopped[status] ?? t.refusedUnknown
  const page = createElement(RefusedPage, { kind: 'invalid', sentence, signIn: false })
  const known = status === 403 || status === 429 ? status : 400
  return c.render(page, { title: t.refused.invalid, status: known, unlisted: true })
}
