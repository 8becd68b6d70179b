import { createElement } from 'react'
import { z } from 'zod'
import { LONGEST_KEY_DAYS, scopeKey } from '#areas/people/contract.ts'
import { AccountPage, LayDownPage, SessionsPage } from '#areas/people/pages/account.tsx'
import { grantValue, KeyMadePage, KeysPage } from '#areas/people/pages/keys.tsx'
import type { Places } from '#areas/people/routes.ts'
import {
  endOtherSessions,
  endOwnSession,
  getAccount,
  listOwnGrants,
  listOwnSessions,
} from '#areas/people/service/account.ts'
import { namesOfScopes, takeRole } from '#areas/people/service/grants.ts'
import { createKey, listOwnKeys, revokeKey } from '#areas/people/service/keys.ts'
import { secondFactorState } from '#areas/people/service/second-factor.ts'
import { text } from '#areas/people/text.en.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { Refusal } from '#lib/refusal.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import { flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { tried, visitOf } from './visit.ts'

const keyForm = z.object({
  name: z.string().min(1).max(80),
  days: z
    .string()
    .transform((days) => Number(toAsciiDigits(days)))
    .pipe(z.number().int().min(1).max(LONGEST_KEY_DAYS)),
  grants: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
})

/** One's own account: roles, devices, keys. */
export function accountRoutes(app: Router, places: Places): void {
  app.get('/account', async (c) => {
    const platform = c.get('platform')
    const actor = c.get('actor')
    const [person, grants] = [await getAccount(platform, actor), await listOwnGrants(platform, actor)]
    const names = await namesOfScopes(grants, places(platform))
    const { required, passed } = await secondFactorState(platform, actor)
    const roleWaits = required && !passed
    return showStaffPage(
      c,
      createElement(AccountPage, { person, grants, names, roleWaits }),
      text(c.get('lang')).account.title,
    )
  })
  app.get('/account/roles/:grant', async (c) => {
    const grants = await listOwnGrants(c.get('platform'), c.get('actor'))
    const grant = grants.find((one) => one.id === c.req.param('grant'))
    if (!grant) throw new Refusal('missing', 'people.grant-unknown')
    const t = text(c.get('lang'))
    const named = (await namesOfScopes([grant], places(c.get('platform')))).get(scopeKey(grant.scope))
    const place = grant.scope.level === 'system' ? t.person.everywhere : (named?.name ?? t.levels[grant.scope.level])
    return showStaffPage(c, createElement(LayDownPage, { grant, place }), t.account.layDown)
  })
  app.post('/account/roles/:grant', async (c) => {
    const { id } = await getAccount(c.get('platform'), c.get('actor'))
    await takeRole(c.get('platform'), c.get('actor'), { person: id, grant: c.req.param('grant') })
    await flash(c, 'success', text(c.get('lang')).person.taken)
    return seeOther(c, '/account')
  })
  sessionRoutes(app)
  keyRoutes(app, places)
}

function sessionRoutes(app: Router): void {
  app.get('/account/sessions', async (c) => {
    const sessions = await listOwnSessions(c.get('platform'), c.get('actor'), { visit: visitOf(c) })
    return showStaffPage(c, createElement(SessionsPage, { sessions }), text(c.get('lang')).sessions.title)
  })
  app.post('/account/sessions/end-others', async (c) => {
    const ended = await endOtherSessions(c.get('platform'), c.get('actor'), { visit: visitOf(c) })
    const lang = c.get('lang')
    await flash(c, 'success', text(lang).sessions.endedOthers(formatNumber(ended, lang)))
    return seeOther(c, '/account/sessions')
  })
  app.post('/account/sessions/:id/end', async (c) => {
    await endOwnSession(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    await flash(c, 'success', text(c.get('lang')).sessions.ended)
    return seeOther(c, '/account/sessions')
  })
}

function keyRoutes(app: Router, places: Places): void {
  app.get('/account/keys', (c) => showKeys(c, places, {}))
  app.post('/account/keys', async (c) => {
    const form = await readForm(c, keyForm, text(c.get('lang')).refusals)
    if (!form.ok) return showKeys(c, places, form)
    const platform = c.get('platform')
    const actor = c.get('actor')
    const grants = actor.grants.filter((grant) => form.value.grants.includes(grantValue(grant)))
    const made = await tried(c, () => createKey(platform, actor, { ...form.value, grants }, places(platform)))
    if (!made.ok) return showKeys(c, places, { errors: made.errors, typed: form.typed })
    return showStaffPage(
      c,
      createElement(KeyMadePage, { secret: made.value.secret }),
      text(c.get('lang')).keys.madeTitle,
    )
  })
  app.post('/account/keys/:id/revoke', async (c) => {
    await revokeKey(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    await flash(c, 'success', text(c.get('lang')).keys.revoked)
    return seeOther(c, '/account/keys')
  })
}

async function showKeys(c: RequestContext, places: Places, form: FormState) {
  const platform = c.get('platform')
  const actor = c.get('actor')
  const keys = await listOwnKeys(platform, actor)
  const names = await namesOfScopes([...actor.grants, ...keys.flatMap((key) => key.grants)], places(platform))
  const page = createElement(KeysPage, { keys, own: actor.grants, names, ...form })
  return showStaffPage(c, page, text(c.get('lang')).keys.title, form)
}
