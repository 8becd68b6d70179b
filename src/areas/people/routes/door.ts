import { createElement } from 'react'
import { z } from 'zod'
import type { Grant, Role } from '#areas/people/contract.ts'
import { DEMONSTRATION, DEMONSTRATION_PASSWORD } from '#areas/people/demonstration.ts'
import { SecondStepPage, SignInPage } from '#areas/people/pages/sign-in.tsx'
import {
  askForPasskey,
  findDemonstrationCode,
  findSecondStep,
  type PasskeyAnswer,
  passSecondStep,
  signIn,
  signInByPasskey,
  signOut,
} from '#areas/people/service/sign-in.ts'
import { text } from '#areas/people/text.en.ts'
import { localPath } from '#platform/http/local-path.ts'
import { flash, pathIn, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { passOn, tried, visitOf } from './visit.ts'

const signInForm = z.object({
  userName: z.string().min(1).max(200),
  password: z.string().min(1).max(200),
  remember: z.string().optional(),
  next: z.string().max(2000).default(''),
})
const codeForm = z.object({ code: z.string().min(1).max(40), next: z.string().max(2000).default('') })
const passkeyBody = z.object({
  response: z.looseObject({ id: z.string().max(2000) }),
  next: z.string().max(2000).default(''),
})

/** Coming in and going out. */
export function doorRoutes(app: Router): void {
  app.get('/sign-in', (c) => {
    const { kind, grants } = c.get('actor')
    if (kind === 'person') return seeOther(c, goingTo(c.req.query('next') ?? '', grants))
    return showSignIn(c, c.req.query('next') ?? '', { typed: { userName: c.req.query('as') ?? '' } })
  })
  app.post('/sign-in', async (c) => {
    const form = await readForm(c, signInForm)
    if (!form.ok) return showSignIn(c, String(form.typed.next ?? ''), form)
    const { userName, password, remember, next } = form.value
    const input = { userName, password, remember: remember !== undefined, visit: visitOf(c) }
    const step = await tried(c, () => signIn(c.get('platform'), c.get('actor'), input))
    if (!step.ok) return showSignIn(c, next, { errors: step.errors, typed: form.typed })
    passOn(c, step.value.cookies)
    if (step.value.roleWaits) return seeOther(c, '/account/security')
    if (step.value.step === 'done') return seeOther(c, goingTo(next, step.value.grants))
    return seeOther(c, `/sign-in/second-step?${new URLSearchParams({ next })}`)
  })
  app.get('/sign-in/second-step', (c) => showSecondStep(c, c.req.query('next') ?? '', {}))
  app.post('/sign-in/second-step', async (c) => {
    const form = await readForm(c, codeForm)
    if (!form.ok) return showSecondStep(c, String(form.typed.next ?? ''), form)
    const input = { code: form.value.code, visit: visitOf(c) }
    const step = await tried(c, () => passSecondStep(c.get('platform'), c.get('actor'), input))
    if (!step.ok) return showSecondStep(c, form.value.next, { errors: step.errors })
    passOn(c, step.value.cookies)
    return seeOther(c, goingTo(form.value.next, step.value.grants))
  })
  app.post('/sign-out', async (c) => {
    passOn(c, await signOut(c.get('platform'), c.get('actor'), { visit: visitOf(c) }))
    await flash(c, 'info', text(c.get('lang')).signIn.signedOut)
    return seeOther(c, '/')
  })
  passkeyRoutes(app)
}

function passkeyRoutes(app: Router): void {
  app.post('/sign-in/passkey/options', async (c) => {
    const { response, cookies } = await askForPasskey(c.get('platform'), c.get('actor'), { visit: visitOf(c) })
    passOn(c, cookies)
    return c.json(response)
  })
  app.post('/sign-in/passkey', async (c) => {
    const body = passkeyBody.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return c.json({ code: 'people.passkey-wrong' }, 400)
    const input = { response: body.data.response as unknown as PasskeyAnswer, visit: visitOf(c) }
    const step = await tried(c, () => signInByPasskey(c.get('platform'), c.get('actor'), input))
    if (!step.ok) return c.json({ code: 'people.passkey-wrong' }, 400)
    passOn(c, step.value.cookies)
    return c.json({ to: pathIn(c.get('lang'), goingTo(body.data.next, step.value.grants)) })
  })
}

// Where nobody was going anywhere: to the desk of one's role. The administrator has several, and begins at the account.
const DESKS: readonly (readonly [Role, string])[] = [
  ['network-officer', '/staff/libraries'],
  ['province-officer', '/staff/libraries'],
  ['librarian', '/staff/imports'],
  ['cataloguer', '/staff/imports'],
]

function goingTo(next: string, grants: readonly Grant[]): string {
  const path = localPath(next)
  if (next !== '' && path !== '/' && !path.startsWith('/sign-in')) return path
  return DESKS.find(([role]) => grants.some((grant) => grant.role === role))?.[1] ?? '/account'
}

function showSignIn(c: RequestContext, next: string, form: FormState) {
  const demo = c.get('platform').config.demo ? { accounts: DEMONSTRATION, password: DEMONSTRATION_PASSWORD } : null
  const lang = c.get('lang')
  const accounts = demo && {
    ...demo,
    accounts: demo.accounts.map(({ userName, title }) => ({ userName, name: title[lang] })),
  }
  const page = createElement(SignInPage, { next, demo: accounts, ...form })
  const status = form.errors ? 400 : 200
  return c.render(page, { title: text(lang).signIn.title, status, unlisted: true })
}

async function showSecondStep(c: RequestContext, next: string, form: FormState) {
  const platform = c.get('platform')
  const person = await findSecondStep(platform, { visit: visitOf(c) })
  if (!person) return seeOther(c, '/sign-in')
  const demoCode = await findDemonstrationCode(platform, person)
  const page = createElement(SecondStepPage, { next, demoCode, ...form })
  return c.render(page, {
    title: text(c.get('lang')).secondStep.title,
    status: form.errors ? 400 : 200,
    unlisted: true,
  })
}
