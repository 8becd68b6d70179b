import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { Env, Flash } from '#platform/http.ts'

const NAME = 'peyvand_flash'
const TONES: readonly string[] = ['success', 'warning', 'danger', 'info']
// Browsers refuse a cookie over 4,096 bytes; Persian is percent-encoded to six bytes a letter.
const LONGEST = 400

export async function setFlash(c: Context<Env>, flash: Flash, secret: string): Promise<void> {
  const value = `${flash.tone}|${flash.sentence.slice(0, LONGEST)}`
  const secure = c.get('platform').config.origin.startsWith('https:')
  await setSignedCookie(c, NAME, value, secret, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: 300 })
}

export async function readFlash(c: Context<Env>, secret: string): Promise<Flash | null> {
  const value = await getSignedCookie(c, secret, NAME)
  if (value === undefined) return null
  deleteCookie(c, NAME, { path: '/' })
  if (value === false) return null
  const bar = value.indexOf('|')
  const tone = value.slice(0, bar)
  if (!TONES.includes(tone)) return null
  return { tone: tone as Flash['tone'], sentence: value.slice(bar + 1) }
}
