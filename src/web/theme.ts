import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { formFields } from '#platform/http/body-limits.ts'
import { type Env, seeOther } from '#platform/http.ts'
import { themeOf } from './render.tsx'

const A_YEAR = 31_536_000

/** Keeps the reader's choice of colours and goes back to the page they chose it on. */
export async function chooseTheme(c: Context<Env>): Promise<Response> {
  const form = await formFields(c)
  const theme = themeOf(String(form.theme ?? ''))
  setCookie(c, 'theme', theme, { path: '/', maxAge: A_YEAR, sameSite: 'Lax', httpOnly: true })
  return seeOther(c, String(form.back ?? '/'))
}
