import { createElement } from 'react'
import { z } from 'zod'
import { ServicePoint } from '#areas/libraries/contract.ts'
import { ClosePage, CloseSurePage, DeskPage, EndPointPage, ReopenPage } from '#areas/libraries/pages/desk.tsx'
import { AddPage, EditPage } from '#areas/libraries/pages/edit.tsx'
import { MyLibrariesPage } from '#areas/libraries/pages/my-libraries.tsx'
import { getMyLibrary, listMyLibraries, mustKeepNetworks, networksToKeep } from '#areas/libraries/service/desk.ts'
import { addPoints, closePoint, recordTotal } from '#areas/libraries/service/figures.ts'
import { closeLibrary, putLibrary, reopenLibrary } from '#areas/libraries/service/keeping.ts'
import { listPlaces } from '#areas/libraries/service.ts'
import { text } from '#areas/libraries/text.en.ts'
import { dayInTehran } from '#lib/calendar/format-day.ts'
import { nameIn } from '#lib/language.ts'
import { Refusal } from '#lib/refusal.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import { flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { readSearch } from './directory.ts'
import { formValues, readLibraryForm } from './library-form.ts'
import { day, readTotalForm } from './total-form.ts'
import { tried } from './tried.ts'

const PAGE = 50

/** The desk: libraries within the actor's scope, and what is done with them. */
export function staffRoutes(app: Router): void {
  app.get('/staff/libraries', async (c) => {
    const [platform, actor] = [c.get('platform'), c.get('actor')]
    const { search, input } = readSearch(c, PAGE)
    const [found, networks] = await Promise.all([
      listMyLibraries(platform, actor, input),
      networksToKeep(platform, actor),
    ])
    const page = createElement(MyLibrariesPage, { ...found, search, networks, pageSize: PAGE })
    return showStaffPage(c, page, text(c.get('lang')).staff.title)
  })
  addRoutes(app)
  app.get('/staff/libraries/:id', async (c) => showDesk(c))
  editRoutes(app)
  closingRoutes(app)
  pointRoutes(app)
  totalRoutes(app)
}

function addRoutes(app: Router): void {
  const showAdd = async (c: RequestContext, form: FormState) => {
    const platform = c.get('platform')
    const networks = await mustKeepNetworks(platform, c.get('actor'))
    const { provinces } = await listPlaces(platform)
    return showStaffPage(
      c,
      createElement(AddPage, { networks, provinces, ...form }),
      text(c.get('lang')).staff.add,
      form,
    )
  }
  app.get('/staff/libraries/add', (c) => showAdd(c, { typed: {} }))
  app.post('/staff/libraries/add', async (c) => {
    const [platform, actor] = [c.get('platform'), c.get('actor')]
    const form = await readLibraryForm(c)
    if (!form.ok) return showAdd(c, form)
    const networks = await mustKeepNetworks(platform, actor)
    const network = form.network || (networks.length === 1 ? networks[0]!.code : '')
    const done = await tried(c, () => putLibrary(platform, actor, { network, draft: form.draft, onlyNew: true }))
    if (!done.ok) return showAdd(c, { errors: done.errors, typed: form.typed })
    await flash(c, 'success', text(c.get('lang')).staff.added)
    return seeOther(c, `/staff/libraries/${done.value.id}`)
  })
}

function editRoutes(app: Router): void {
  const showEdit = async (c: RequestContext, form: FormState | null) => {
    const { library } = await mine(c)
    const { provinces } = await listPlaces(c.get('platform'))
    const state = form ?? { typed: formValues(library, c.get('lang')) }
    const title = text(c.get('lang')).staff.editing(nameIn(c.get('lang'), library))
    return showStaffPage(c, createElement(EditPage, { library, provinces, ...state }), title, form ?? {})
  }
  app.get('/staff/libraries/:id/edit', (c) => showEdit(c, null))
  app.post('/staff/libraries/:id/edit', async (c) => {
    const { library } = await mine(c)
    const form = await readLibraryForm(c)
    if (!form.ok) return showEdit(c, form)
    // A code is how a library is known elsewhere: it is never changed in a form.
    const draft = { ...form.draft, code: library.code }
    const network = library.network.code
    const done = await tried(c, () => putLibrary(c.get('platform'), c.get('actor'), { network, draft }))
    if (!done.ok) return showEdit(c, { errors: done.errors, typed: form.typed })
    const t = text(c.get('lang')).staff
    await flash(c, 'success', done.value.outcome === 'unchanged' ? t.unchanged : t.saved)
    return seeOther(c, `/staff/libraries/${library.id}`)
  })
}

const closeForm = z.object({ on: day, into: z.string().max(80).optional(), sure: z.literal('yes').optional() })
const reopenForm = z.object({ on: day })

function closingRoutes(app: Router): void {
  const showClose = async (c: RequestContext, form: FormState) => {
    const { library } = await mine(c)
    return showStaffPage(c, createElement(ClosePage, { library, ...form }), text(c.get('lang')).staff.close, form)
  }
  app.get('/staff/libraries/:id/close', (c) => showClose(c, { typed: { on: today(c) } }))
  app.post('/staff/libraries/:id/close', async (c) => {
    const { library } = await mine(c)
    const form = await readForm(c, closeForm, text(c.get('lang')).refusals)
    if (!form.ok) return showClose(c, form)
    const { on, into, sure } = form.value
    const input = { id: library.id, on, into, dryRun: sure !== 'yes' }
    const done = await tried(c, () => closeLibrary(c.get('platform'), c.get('actor'), input))
    if (!done.ok) return showClose(c, { errors: done.errors, typed: form.typed })
    const t = text(c.get('lang')).staff
    if (sure !== 'yes') {
      const question = { library, on, into: done.value.into }
      return showStaffPage(c, createElement(CloseSurePage, question), t.closeTitle(nameIn(c.get('lang'), library)))
    }
    await flash(c, 'success', t.closeDone)
    return seeOther(c, `/staff/libraries/${library.id}`)
  })
  const showReopen = async (c: RequestContext, form: FormState) => {
    const { library } = await mine(c)
    return showStaffPage(c, createElement(ReopenPage, { library, ...form }), text(c.get('lang')).staff.reopen, form)
  }
  app.get('/staff/libraries/:id/reopen', (c) => showReopen(c, { typed: { on: today(c) } }))
  app.post('/staff/libraries/:id/reopen', async (c) => {
    const { library } = await mine(c)
    const form = await readForm(c, reopenForm, text(c.get('lang')).refusals)
    if (!form.ok) return showReopen(c, form)
    const done = await tried(c, () =>
      reopenLibrary(c.get('platform'), c.get('actor'), { id: library.id, on: form.value.on }),
    )
    if (!done.ok) return showReopen(c, { errors: done.errors, typed: form.typed })
    await flash(c, 'success', text(c.get('lang')).staff.reopenDone)
    return seeOther(c, `/staff/libraries/${library.id}`)
  })
}

const pointForm = z.object({
  kind: ServicePoint.shape.kind,
  name: z.string().min(1).max(200),
  note: z.string().max(500).optional(),
})

function pointRoutes(app: Router): void {
  app.post('/staff/libraries/:id/points', async (c) => {
    const { library } = await mine(c)
    const form = await readForm(c, pointForm, text(c.get('lang')).refusals)
    if (!form.ok) return showDesk(c, { pointForm: form })
    const { kind, name, note = null } = form.value
    const points = [{ kind, name, note, lat: null, lon: null, hours: null }]
    const done = await tried(c, () => addPoints(c.get('platform'), c.get('actor'), { library: library.id, points }))
    if (!done.ok) return showDesk(c, { pointForm: { errors: done.errors, typed: form.typed } })
    await flash(c, 'success', text(c.get('lang')).staff.pointAdded)
    return seeOther(c, `/staff/libraries/${library.id}`)
  })
  app.get('/staff/libraries/:id/points/:point', async (c) => {
    const { library } = await mine(c)
    const point = library.servicePoints.find((one) => one.id === c.req.param('point'))
    if (!point) throw new Refusal('missing', 'libraries.point-unknown')
    return showStaffPage(c, createElement(EndPointPage, { library, point }), text(c.get('lang')).staff.pointClose)
  })
  app.post('/staff/libraries/:id/points/:point', async (c) => {
    const { library } = await mine(c)
    const input = { library: library.id, point: c.req.param('point'), on: dayInTehran(c.get('platform').clock()) }
    await closePoint(c.get('platform'), c.get('actor'), input)
    await flash(c, 'success', text(c.get('lang')).staff.pointClosed)
    return seeOther(c, `/staff/libraries/${library.id}`)
  })
}

function totalRoutes(app: Router): void {
  app.post('/staff/libraries/:id/totals', async (c) => {
    const { library } = await mine(c)
    const form = await readTotalForm(c)
    if (!form.ok) return showDesk(c, { totalForm: form })
    const input = { library: library.id, total: form.value }
    const done = await tried(c, () => recordTotal(c.get('platform'), c.get('actor'), input))
    if (!done.ok) return showDesk(c, { totalForm: { errors: done.errors, typed: form.typed } })
    await flash(c, 'success', text(c.get('lang')).staff.totalSaved)
    return seeOther(c, `/staff/libraries/${library.id}`)
  })
}

async function showDesk(c: RequestContext, forms: { pointForm?: FormState; totalForm?: FormState } = {}) {
  const { library, rights } = await mine(c)
  const wrong = forms.pointForm ?? forms.totalForm ?? {}
  return showStaffPage(c, createElement(DeskPage, { library, rights, ...forms }), nameIn(c.get('lang'), library), wrong)
}

function mine(c: RequestContext) {
  return getMyLibrary(c.get('platform'), c.get('actor'), { id: c.req.param('id') ?? '' })
}

const today = (c: RequestContext) => dayInTehran(c.get('platform').clock())
