import { createElement } from 'react'
import { z } from 'zod'
import { DecisionsPage } from '#areas/catalogue/pages/grouping/decisions.tsx'
import { FieldRulesPage } from '#areas/catalogue/pages/grouping/field-rules.tsx'
import { PlacePage } from '#areas/catalogue/pages/grouping/place.tsx'
import { pinRecord, placeRecord } from '#areas/catalogue/service/grouping/deciding.ts'
import { listDecisionsFor } from '#areas/catalogue/service/grouping/history.ts'
import { getFieldRules, setFieldRules, undoFieldRules } from '#areas/catalogue/service/grouping/rules.ts'
import { undoDecision } from '#areas/catalogue/service/grouping/undoing.ts'
import { getRecordWork } from '#areas/catalogue/service/keeping.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { attempt } from '#platform/http/attempt.ts'
import { localPath } from '#platform/http/local-path.ts'
import { pageAsked } from '#platform/http/page-asked.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import {
  type FormErrors,
  flash,
  type RequestContext,
  type Router,
  readForm,
  seeOther,
  type Typed,
} from '#platform/http.ts'
import { editionIn } from './group-desk.ts'

const words = (c: RequestContext) => text(c.get('lang')).grouping

/** Decisions about groups with their undoing, places chosen by hand, and the rules of the display record. */
export function decisionRoutes(app: Router): void {
  app.get('/staff/decisions', async (c) => {
    const page = pageAsked(c)
    const found = await listDecisionsFor(c.get('platform'), c.get('actor'), { page })
    return showStaffPage(c, createElement(DecisionsPage, { ...found, page }), words(c).decisions)
  })
  app.post('/staff/decisions/:id/undo', async (c) => {
    await undoDecision(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    await flash(c, 'success', words(c).undoDone)
    const back = c.req.query('back')
    return seeOther(c, back === undefined ? '/staff/decisions' : localPath(back))
  })
  placingRoutes(app)
  app.get('/staff/field-rules', (c) => showRules(c))
  app.post('/staff/field-rules', setRules)
  app.post('/staff/field-rules/undo', async (c) => {
    const form = await readForm(c, undoForm)
    if (!form.ok) return showRules(c, form)
    await undoFieldRules(c.get('platform'), c.get('actor'), form.value)
    await flash(c, 'success', words(c).rulesUndone)
    return seeOther(c, '/staff/field-rules')
  })
}

const undoForm = z.object({ change: z.string().max(60) })
const placeForm = z.object({ edition: z.string().trim().max(500), note: z.string().max(300).default('') })

function placingRoutes(app: Router): void {
  app.post('/staff/records/:id/pin', async (c) => {
    const id = c.req.param('id')
    await pinRecord(c.get('platform'), c.get('actor'), { id })
    await flash(c, 'success', words(c).pinDone)
    const back = c.req.query('back')
    return seeOther(c, back === undefined ? `/staff/records/${id}` : localPath(back))
  })
  app.get('/staff/records/:id/place', (c) => showPlace(c))
  app.post('/staff/records/:id/place', async (c) => {
    const id = c.req.param('id')
    const form = await readForm(c, placeForm)
    if (!form.ok) return showPlace(c, form)
    const edition = editionIn(form.value.edition)
    if (edition === null) return showPlace(c, { errors: { edition: words(c).placeUnread }, typed: form.typed })
    const done = await attempt(
      text(c.get('lang')).refusals,
      () => placeRecord(c.get('platform'), c.get('actor'), { id, edition, note: form.value.note }),
      { shows: ({ kind, code }) => kind === 'conflict' || code === 'catalogue.edition-unknown' },
    )
    if (!done.ok) return showPlace(c, { errors: { edition: done.errors[''] ?? '' }, typed: form.typed })
    await flash(c, 'success', words(c).placeDone)
    return seeOther(c, `/staff/records/${id}`)
  })
}

async function showPlace(c: RequestContext, form: { errors?: FormErrors; typed?: Typed } = {}): Promise<Response> {
  const work = await getRecordWork(c.get('platform'), c.get('actor'), { id: c.req.param('id') ?? '' })
  return showStaffPage(c, createElement(PlacePage, { work, form }), words(c).place, form)
}

async function showRules(c: RequestContext, form: { errors?: FormErrors; typed?: Typed } = {}): Promise<Response> {
  const found = await getFieldRules(c.get('platform'), c.get('actor'))
  return showStaffPage(c, createElement(FieldRulesPage, { ...found, form }), words(c).rules, form)
}

const rulesForm = z.record(z.string(), z.unknown())

async function setRules(c: RequestContext): Promise<Response> {
  const form = await readForm(c, rulesForm)
  if (!form.ok) return showRules(c, form)
  const said = (name: string) => String(form.value[name] ?? '')
  const fields = Object.keys(form.value).flatMap((name) => (name.startsWith('rule-') ? [name.slice(5)] : []))
  const drafts = fields.map((field) => ({
    field,
    rule: said(`rule-${field}`),
    first: said(`network-${field}`) || null,
  }))
  const done = await attempt(text(c.get('lang')).refusals, () =>
    setFieldRules(c.get('platform'), c.get('actor'), drafts),
  )
  if (!done.ok) return showRules(c, { errors: done.errors, typed: form.typed })
  await flash(c, done.value.changed ? 'success' : 'info', done.value.changed ? words(c).rulesDone : words(c).rulesSame)
  return seeOther(c, '/staff/field-rules')
}
