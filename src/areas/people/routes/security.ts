import { createElement } from 'react'
import { z } from 'zod'
import { RecoveryCodesPage, type SecurityForm, SecurityPage, TotpPage } from '#areas/people/pages/security.tsx'
import { changePassword } from '#areas/people/service/account.ts'
import {
  addPasskey,
  confirmTotp,
  getPendingTotp,
  offerPasskey,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  secondFactorState,
  startTotp,
} from '#areas/people/service/second-factor.ts'
import { text } from '#areas/people/text.en.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import { flash, pathIn, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { passOn, tried, visitOf } from './visit.ts'

const password = z.string().min(1).max(400)
const passwordForm = z.object({ current: password, password })
const codeForm = z.object({ code: z.string().min(1).max(20) })
const passkeyBody = z.object({
  response: z.looseObject({ id: z.string().max(2000) }),
  name: z.string().max(60).default(''),
})

/** Password, authenticator app, recovery codes and passkeys of one's own account. */
export function securityRoutes(app: Router): void {
  app.get('/account/security', (c) => showSecurity(c, {}))
  app.post('/account/password', async (c) => {
    const form = await readForm(c, passwordForm)
    if (!form.ok) return showSecurity(c, form, 'password')
    const input = { ...form.value, visit: visitOf(c) }
    const done = await tried(c, () => changePassword(c.get('platform'), c.get('actor'), input))
    if (!done.ok) return showSecurity(c, { errors: done.errors }, 'password')
    await flash(c, 'success', text(c.get('lang')).password.changed)
    return seeOther(c, '/account/security')
  })
  totpRoutes(app)
  passkeyRoutes(app)
}

function totpRoutes(app: Router): void {
  app.post('/account/second-factor/begin', async (c) => {
    const form = await withPassword(c, (input) => startTotp(c.get('platform'), c.get('actor'), input))
    return form.ok ? seeOther(c, '/account/second-factor') : form.page
  })
  app.get('/account/second-factor', (c) => showTotp(c, {}))
  app.post('/account/second-factor/confirm', async (c) => {
    const form = await readForm(c, codeForm)
    if (!form.ok) return showTotp(c, form)
    const input = { code: form.value.code, visit: visitOf(c) }
    const done = await tried(c, () => confirmTotp(c.get('platform'), c.get('actor'), input))
    if (!done.ok) return showTotp(c, { errors: done.errors })
    passOn(c, done.value.cookies)
    return showCodes(c, done.value.recoveryCodes)
  })
  app.post('/account/second-factor/codes', async (c) => {
    const form = await withPassword(c, (input) => renewRecoveryCodes(c.get('platform'), c.get('actor'), input))
    return form.ok ? showCodes(c, form.value) : form.page
  })
  app.post('/account/second-factor/remove', async (c) => {
    const form = await withPassword(c, (input) => removeTotp(c.get('platform'), c.get('actor'), input))
    if (!form.ok) return form.page
    passOn(c, form.value)
    await flash(c, 'success', text(c.get('lang')).secondFactor.removed)
    return seeOther(c, '/account/security')
  })
}

function passkeyRoutes(app: Router): void {
  app.post('/account/passkeys/options', async (c) => {
    const { response, cookies } = await offerPasskey(c.get('platform'), c.get('actor'), { visit: visitOf(c) })
    passOn(c, cookies)
    return c.json(response)
  })
  app.post('/account/passkeys', async (c) => {
    const body = passkeyBody.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return c.json({ code: 'people.passkey-wrong' }, 400)
    const input = { ...body.data, visit: visitOf(c) }
    const done = await tried(c, () => addPasskey(c.get('platform'), c.get('actor'), input))
    if (!done.ok) return c.json({ code: 'people.passkey-wrong' }, 400)
    passOn(c, done.value)
    await flash(c, 'success', text(c.get('lang')).secondFactor.passkeyAdded)
    return c.json({ to: pathIn(c.get('lang'), '/account/security') })
  })
  app.post('/account/passkeys/:id/remove', async (c) => {
    await removePasskey(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    await flash(c, 'success', text(c.get('lang')).secondFactor.passkeyRemoved)
    return seeOther(c, '/account/security')
  })
}

async function withPassword<T>(
  c: RequestContext,
  work: (input: { password: string; visit: ReturnType<typeof visitOf> }) => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; page: Response }> {
  const form = await readForm(c, z.object({ passwordAgain: password }))
  if (!form.ok) return { ok: false, page: await showSecurity(c, form, 'totp') }
  const done = await tried(c, () => work({ password: form.value.passwordAgain, visit: visitOf(c) }))
  if (done.ok) return done
  const { password: sentence, ...errors } = done.errors
  const refused = { errors: sentence === undefined ? errors : { ...errors, passwordAgain: sentence } }
  return { ok: false, page: await showSecurity(c, refused, 'totp') }
}

async function showSecurity(c: RequestContext, form: FormState, refused?: SecurityForm): Promise<Response> {
  const state = await secondFactorState(c.get('platform'), c.get('actor'))
  const page = createElement(SecurityPage, { state, ...form, ...(refused ? { refused } : {}) })
  const title = text(c.get('lang')).account.tabs.security
  return showStaffPage(c, page, title, form)
}

async function showTotp(c: RequestContext, form: FormState) {
  const { uri, key } = await getPendingTotp(c.get('platform'), c.get('actor'))
  const page = createElement(TotpPage, { uri, secret: key, ...form })
  const title = text(c.get('lang')).secondFactor.scanTitle
  return showStaffPage(c, page, title, form)
}

function showCodes(c: RequestContext, codes: readonly string[]) {
  const title = text(c.get('lang')).secondFactor.codesTitle
  return showStaffPage(c, createElement(RecoveryCodesPage, { codes }), title)
}
