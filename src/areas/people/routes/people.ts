import { createElement } from 'react'
import { z } from 'zod'
import { roleShape, scopeOfKey } from '#areas/people/contract.ts'
import { type Choosing, GiveRolePage, InvitePage } from '#areas/people/pages/giving.tsx'
import { PeoplePage } from '#areas/people/pages/people.tsx'
import { type Care, CarePage, PersonPage, TakeRolePage } from '#areas/people/pages/person.tsx'
import type { Places } from '#areas/people/routes.ts'
import { giveRole, namesOfScopes, takeRole } from '#areas/people/service/grants.ts'
import { invite, withdrawInvitation } from '#areas/people/service/letters.ts'
import {
  clearSecondFactor,
  closeAccount,
  getPerson,
  listInvitations,
  listPeople,
  openAccount,
  placesToGive,
  rolesToGive,
} from '#areas/people/service/people.ts'
import { text } from '#areas/people/text.en.ts'
import { Refusal } from '#lib/refusal.ts'
import { pageAsked } from '#platform/http/page-asked.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import { flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { tried } from './visit.ts'

const scope = z
  .string()
  .max(200)
  .transform((key, ctx) => {
    const read = scopeOfKey(key)
    if (read) return read
    ctx.addIssue({ code: 'custom', message: 'people.scope-unknown' })
    return z.NEVER
  })
const roleForm = z.object({ role: roleShape, scope, place: z.string().max(200).default('') })
const inviteForm = roleForm.extend({
  name: z.string().min(1).max(120),
  email: z.email('people.email-shape').max(200),
  lang: z.enum(['fa', 'en']),
})

/** Colleagues: the list, a person's page, inviting, giving and taking roles. */
export function peopleRoutes(app: Router, places: Places): void {
  app.get('/people', async (c) => {
    const platform = c.get('platform')
    const query = { text: c.req.query('q') ?? '', page: pageAsked(c) }
    const found = await listPeople(platform, c.get('actor'), query, places(platform))
    const invitations = await listInvitations(platform, c.get('actor'))
    const names = await namesOfScopes(
      invitations.flatMap((letter) => letter.grants),
      places(platform),
    )
    return showStaffPage(
      c,
      createElement(PeoplePage, { ...found, ...query, invitations, names }),
      text(c.get('lang')).people.title,
    )
  })
  inviteRoutes(app, places)
  app.get('/people/:id', async (c) => {
    const person = await personOf(c, places)
    return showStaffPage(c, createElement(PersonPage, { person, ...person }), person.name)
  })
  roleRoutes(app, places)
  careRoutes(app, places)
}

function inviteRoutes(app: Router, places: Places): void {
  app.get('/people/invite', async (c) => showInvite(c, await choosingOf(c, places, c.req.query()), {}))
  app.post('/people/invite', async (c) => {
    const form = await readForm(c, inviteForm, text(c.get('lang')).refusals)
    if (!form.ok) return showInvite(c, await choosingOf(c, places, form.typed), form)
    const platform = c.get('platform')
    const { role, scope: where, ...whom } = form.value
    const input = { ...whom, grants: [{ role, scope: where }] }
    const sent = await tried(c, () => invite(platform, c.get('actor'), input, places(platform)))
    if (!sent.ok)
      return showInvite(c, await choosingOf(c, places, form.typed), { errors: sent.errors, typed: form.typed })
    await flash(c, 'success', text(c.get('lang')).invite.sent(whom.email))
    return seeOther(c, '/people')
  })
  app.post('/people/invitations/:id/withdraw', async (c) => {
    await withdrawInvitation(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    await flash(c, 'success', text(c.get('lang')).people.withdrawn)
    return seeOther(c, '/people')
  })
}

function roleRoutes(app: Router, places: Places): void {
  app.get('/people/:id/roles', async (c) => showGive(c, places, await choosingOf(c, places, c.req.query()), {}))
  app.post('/people/:id/roles', async (c) => {
    const form = await readForm(c, roleForm, text(c.get('lang')).refusals)
    if (!form.ok) return showGive(c, places, await choosingOf(c, places, form.typed), form)
    const platform = c.get('platform')
    const { role, scope: where } = form.value
    const input = { person: { id: c.req.param('id') }, grant: { role, scope: where } }
    const given = await tried(c, () => giveRole(platform, c.get('actor'), input, places(platform)))
    if (!given.ok)
      return showGive(c, places, await choosingOf(c, places, form.typed), { errors: given.errors, typed: form.typed })
    await flash(c, 'success', text(c.get('lang')).person.given)
    return seeOther(c, `/people/${input.person.id}`)
  })
  app.get('/people/:id/roles/:grant', async (c) => {
    const person = await personOf(c, places)
    const grant = person.grants.find((one) => one.id === c.req.param('grant'))
    if (!grant) throw new Refusal('missing', 'people.grant-unknown')
    return showStaffPage(c, createElement(TakeRolePage, { person, grant }), text(c.get('lang')).person.take)
  })
  app.post('/people/:id/roles/:grant', async (c) => {
    const { id: person, grant } = c.req.param()
    await takeRole(c.get('platform'), c.get('actor'), { person, grant })
    await flash(c, 'success', text(c.get('lang')).person.taken)
    return seeOther(c, `/people/${person}`)
  })
}

const CARES = {
  close: { act: closeAccount, said: 'closed' },
  open: { act: openAccount, said: 'opened' },
  clear: { act: clearSecondFactor, said: 'cleared' },
} as const

function careRoutes(app: Router, places: Places): void {
  for (const care of Object.keys(CARES) as Care[]) {
    app.get(`/people/:id/${care}`, async (c) => {
      const person = await personOf(c, places)
      return showStaffPage(c, createElement(CarePage, { person, care }), text(c.get('lang')).person[care])
    })
    app.post(`/people/:id/${care}`, async (c) => {
      const id = c.req.param('id')
      await CARES[care].act(c.get('platform'), c.get('actor'), { id })
      await flash(c, 'success', text(c.get('lang')).person[CARES[care].said])
      return seeOther(c, `/people/${id}`)
    })
  }
}

function personOf(c: RequestContext, places: Places) {
  const platform = c.get('platform')
  return getPerson(platform, c.get('actor'), { id: c.req.param('id') ?? '' }, places(platform))
}

async function choosingOf(
  c: RequestContext,
  places: Places,
  asked: Readonly<Record<string, unknown>>,
): Promise<Choosing> {
  const actor = c.get('actor')
  const read = roleShape.safeParse(asked.role)
  const role = read.success ? read.data : null
  const place = typeof asked.place === 'string' ? asked.place.slice(0, 200) : ''
  const found = await placesToGive(actor, { role, text: place }, places(c.get('platform')))
  return { roles: rolesToGive(actor), role, place, found }
}

function showInvite(c: RequestContext, choosing: Choosing, form: FormState) {
  return showStaffPage(c, createElement(InvitePage, { choosing, ...form }), text(c.get('lang')).invite.title, form)
}

async function showGive(c: RequestContext, places: Places, choosing: Choosing, form: FormState) {
  const person = await personOf(c, places)
  return showStaffPage(
    c,
    createElement(GiveRolePage, { person, choosing, ...form }),
    text(c.get('lang')).person.give,
    form,
  )
}
