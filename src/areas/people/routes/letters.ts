import { createElement } from 'react'
import { z } from 'zod'
import { AskRecoveryPage, JoinPage, RecoverPage, RecoveryAskedPage } from '#areas/people/pages/letters.tsx'
import type { Places } from '#areas/people/routes.ts'
import { namesOfScopes } from '#areas/people/service/grants.ts'
import { acceptInvitation, askRecovery, openLetter, recover } from '#areas/people/service/letters.ts'
import { signIn } from '#areas/people/service/sign-in.ts'
import { text } from '#areas/people/text.en.ts'
import { formFields } from '#platform/http/body-limits.ts'
import { flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { passOn, tried, visitOf } from './visit.ts'

const secret = z.string().max(100).default('')
const joinForm = z.object({ secret, userName: z.string().min(1).max(60), password: z.string().min(1).max(400) })
const askForm = z.object({ who: z.string().min(1).max(200) })
const recoverForm = z.object({ secret, password: z.string().min(1).max(400) })

/** Answering letters: an invitation, and the way back in. */
export function letterRoutes(app: Router, places: Places): void {
  app.get('/join', (c) => showJoin(c, places, c.req.query('secret'), {}))
  app.post('/join', async (c) => {
    const form = await readForm(c, joinForm, text(c.get('lang')).refusals)
    if (!form.ok) return showJoin(c, places, await secretTyped(c), form)
    const platform = c.get('platform')
    const joined = await tried(c, () => acceptInvitation(platform, form.value))
    if (!joined.ok) return showJoin(c, places, form.value.secret, { errors: joined.errors, typed: form.typed })
    const { cookies } = await signIn(platform, c.get('actor'), { ...form.value, remember: false, visit: visitOf(c) })
    passOn(c, cookies)
    return seeOther(c, '/account/security')
  })
  app.get('/recover', (c) => showAsk(c, {}))
  app.post('/recover', async (c) => {
    const form = await readForm(c, askForm)
    if (!form.ok) return showAsk(c, form)
    const input = { who: form.value.who, lang: c.get('lang'), visit: visitOf(c) }
    const asked = await tried(c, () => askRecovery(c.get('platform'), c.get('actor'), input))
    if (!asked.ok) return showAsk(c, { errors: asked.errors, typed: form.typed })
    return seeOther(c, '/recover/asked')
  })
  app.get('/recover/asked', (c) => {
    const page = createElement(RecoveryAskedPage, { isDemonstration: c.get('platform').config.demo })
    return c.render(page, { title: text(c.get('lang')).recover.askedTitle, unlisted: true })
  })
  app.get('/recover/letter', (c) => showRecover(c, c.req.query('secret'), {}))
  app.post('/recover/letter', async (c) => {
    const form = await readForm(c, recoverForm)
    if (!form.ok) return showRecover(c, await secretTyped(c), form)
    const done = await tried(c, () => recover(c.get('platform'), form.value))
    if (!done.ok) return showRecover(c, form.value.secret, { errors: done.errors })
    await flash(c, 'success', text(c.get('lang')).recover.done)
    return seeOther(c, '/sign-in')
  })
}

// Secrets are never among what a form remembers as typed.
async function secretTyped(c: RequestContext): Promise<string> {
  const { secret: typed } = await formFields(c)
  return typeof typed === 'string' ? typed : ''
}

async function showJoin(c: RequestContext, places: Places, secret = '', form: FormState) {
  const platform = c.get('platform')
  const { name, grants } = await openLetter(platform, { purpose: 'invitation', secret })
  const names = await namesOfScopes(grants, places(platform))
  const page = createElement(JoinPage, { secret, name, grants, names, ...form })
  return c.render(page, { title: text(c.get('lang')).join.title, status: form.errors ? 400 : 200, unlisted: true })
}

function showAsk(c: RequestContext, form: FormState) {
  const title = text(c.get('lang')).recover.askTitle
  return c.render(createElement(AskRecoveryPage, form), { title, status: form.errors ? 400 : 200, unlisted: true })
}

async function showRecover(c: RequestContext, secret = '', form: FormState) {
  const platform = c.get('platform')
  const { name } = await openLetter(platform, { purpose: 'recovery', secret })
  const page = createElement(RecoverPage, { secret, name, ...form })
  return c.render(page, { title: text(c.get('lang')).recover.title, status: form.errors ? 400 : 200, unlisted: true })
}
