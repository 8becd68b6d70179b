import type { Context, Hono } from 'hono'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Lang } from '#lib/language.ts'
import type { Sentences } from '#lib/refusal.ts'
import { formFields } from '#platform/http/body-limits.ts'
import { readFlash, setFlash } from '#platform/http/flash.ts'
import { fieldErrors } from '#platform/http/form-errors.ts'
import { localPath } from '#platform/http/local-path.ts'
import type { Log } from './log.ts'
import type { Platform } from './platform.ts'

/**
 * What every request carries. `actor` is added by `areas/request.ts`, because a platform does not know people:
 * `c.get('actor')` is typed everywhere.
 */
export interface RequestVariables {
  platform: Platform
  lang: Lang
  requestId: string
  log: Log
  /** The token a form sends back in the field `csrf`. */
  csrf: string
}

/** Hono's environment for all of Peyvand. */
export interface Env {
  Variables: RequestVariables
}

/** What an area's `routes(app)` mounts on. */
export type Router = Hono<Env>

/** A request as a handler gets it. */
export type RequestContext = Context<Env>

/** What a page tells its document and layout. The web may add to it by declaration merging. */
export interface PageOptions {
  title: string
  layout?: 'public' | 'staff' | 'bare'
  description?: string
  status?: 200 | 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 414 | 415 | 422 | 429 | 500 | 503
  /** Extra elements of <head>: feeds, schema.org, a canonical address. */
  head?: ReactNode
  /** Keeps search engines away. */
  unlisted?: boolean
}

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: merging into Hono's interface needs this form
    (content: ReactNode, options: PageOptions): Response | Promise<Response>
  }
}

// `code` is that of the second factor; a library's or a postal code has a name of its own and is shown again.
const SECRET = new Set(['code', 'csrf', 'current', 'password', 'passwordAgain', 'secret'])

/** What was typed, by field name, to be shown again beside its error. Passwords and files are left out. */
export type Typed = Readonly<Record<string, string | readonly string[]>>
/** One sentence per field at fault; `''` holds what concerns the whole form. */
export type FormErrors = Readonly<Record<string, string>>

/** A form read: its value, or its errors with everything that was typed. */
export type FormResult<T> = { ok: true; value: T; typed: Typed } | { ok: false; errors: FormErrors; typed: Typed }

/**
 * Reads a posted form through a Zod schema. Fields sent more than once become arrays when the schema refuses a single
 * text; a field left empty is absent, so `.optional()` and `.default()` mean what they say.
 *
 * A schema's own message may be a code of the area (`libraries.code-shape`): it is looked up in `sentences`
 * (`text(lang).refusals`). Every other fault has a general sentence in the request's language.
 */
export async function readForm<S extends z.ZodType>(
  c: Context<Env>,
  schema: S,
  sentences: Sentences = {},
): Promise<FormResult<z.output<S>>> {
  return readFields(await formFields(c), schema, c.get('lang'), sentences)
}

/** `readForm` without a request: the same reading for fields that came another way (a query string, an import row). */
export function readFields<S extends z.ZodType>(
  body: Readonly<Record<string, unknown>>,
  schema: S,
  lang: Lang,
  sentences: Sentences = {},
): FormResult<z.output<S>> {
  const typed: Record<string, string | string[]> = {}
  const given: Record<string, unknown> = {}
  for (const [name, raw] of Object.entries(body)) {
    const value = cleaned(raw)
    if (value !== '' && !(value instanceof File && value.size === 0 && value.name === '')) given[name] = value
    if (typeof raw === 'string' && !SECRET.has(name)) typed[name] = inText(raw)
    else if (Array.isArray(raw)) typed[name] = raw.filter((one) => typeof one === 'string').map(inText)
  }
  const read = schema.safeParse(given)
  return read.success
    ? { ok: true, value: read.data, typed }
    : { ok: false, errors: fieldErrors(read.error.issues, lang, sentences), typed }
}

function cleaned(raw: unknown): unknown {
  if (typeof raw === 'string') return inText(raw).trim()
  return Array.isArray(raw) ? raw.map((one) => (typeof one === 'string' ? inText(one) : one)) : raw
}

// Line ends and tabs are typed; other control characters and half characters come from programs, and PostgreSQL keeps
// neither a NUL nor half a character.
function inText(typed: string): string {
  return typed.toWellFormed().replace(/[\0-\x08\v\f\x0e-\x1f\x7f]/g, '')
}

/** The sentence and its tone that the next page shows once. */
export interface Flash {
  tone: 'success' | 'warning' | 'danger' | 'info'
  sentence: string
}

/** Keeps a sentence for the page the browser is sent to: a signed cookie, gone once shown. */
export function flash(c: Context<Env>, tone: Flash['tone'], sentence: string): Promise<void> {
  return setFlash(c, { tone, sentence }, c.get('platform').secret)
}

/** The sentence kept for this page, if any; showing it forgets it. A forged one is ignored. */
export function takeFlash(c: Context<Env>): Promise<Flash | null> {
  return readFlash(c, c.get('platform').secret)
}

/** `/libraries` in the request's language: `/en/libraries` for English, as it is for Persian. */
export function pathIn(lang: Lang, path: string): string {
  if (lang === 'fa' || path === '/en' || path.startsWith('/en/') || path.startsWith('/en?')) return path
  return path === '/' ? '/en' : `/en${path}`
}

/**
 * Sends the browser on after a form was done (303), staying in the request's language.
 *
 * Only ever to this site: an address with a host, a scheme or a backslash goes to the front page instead.
 */
export function seeOther(c: Context<Env>, path: string): Response {
  return c.redirect(pathIn(c.get('lang'), localPath(path)), 303)
}
