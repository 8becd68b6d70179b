import { createElement } from 'react'
import { z } from 'zod'
import { SourcePage } from '#areas/catalogue/pages/harvest/source.tsx'
import {
  NewSourcePage,
  RemoveSourcePage,
  SourcesPage,
  UndoPage,
  VanishedPage,
} from '#areas/catalogue/pages/harvest/sources.tsx'
import { workplaces } from '#areas/catalogue/service/desk.ts'
import { faultOf, warningSentence } from '#areas/catalogue/service/harvest/sentences.ts'
import {
  beginHarvest,
  getSource,
  keepSource,
  listSourcesFor,
  removeSource,
  setDaily,
} from '#areas/catalogue/service/harvest/sources.ts'
import { getVanished, hideVanished, isQuestion, questionOf } from '#areas/catalogue/service/harvest/vanishing.ts'
import { undoWithdrawals } from '#areas/catalogue/service/harvest/withdrawing.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { Refusal } from '#lib/refusal.ts'
import { attempt } from '#platform/http/attempt.ts'
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

const sourceForm = z.object({
  library: z.string().max(100).default(''),
  url: z.string().max(1000).default(''),
  set: z.string().max(300).default(''),
  format: z.string().max(100).default(''),
  daily: z.string().optional(),
})
const runForm = z.object({ full: z.string().optional(), accept: z.string().optional() })
const dailyForm = z.object({ daily: z.enum(['yes', 'no']) })

/** Seconds between two looks at a harvest that goes on. */
const REFRESH = 3

/** The sources of a library's records: adding them, harvesting them now or every day, and what came of it. */
export function harvestRoutes(app: Router): void {
  app.get('/staff/harvests', async (c) => {
    const sources = await listSourcesFor(c.get('platform'), c.get('actor'))
    return showStaffPage(c, createElement(SourcesPage, { sources }), words(c).title)
  })
  app.get('/staff/harvests/new', (c) => newPage(c))
  app.post('/staff/harvests/new', add)
  app.get('/staff/harvests/:id', onePage)
  app.post('/staff/harvests/:id/run', async (c) => {
    const form = await readForm(c, runForm)
    const wishes = form.ok ? form.value : {}
    await beginHarvest(c.get('platform'), c.get('actor'), {
      id: c.req.param('id'),
      isFull: wishes.full !== undefined,
      mayWithdrawMany: wishes.accept !== undefined,
    })
    await flash(c, 'success', words(c).begun)
    return seeOther(c, `/staff/harvests/${c.req.param('id')}`)
  })
  app.post('/staff/harvests/:id/daily', async (c) => {
    const form = await readForm(c, dailyForm)
    const isDaily = form.ok && form.value.daily === 'yes'
    await setDaily(c.get('platform'), c.get('actor'), { id: c.req.param('id'), isDaily })
    await flash(c, 'success', isDaily ? words(c).dailySet : words(c).dailyUnset)
    return seeOther(c, `/staff/harvests/${c.req.param('id')}`)
  })
  askedRoutes(app)
}

/** What is done after a second question. */
function askedRoutes(app: Router): void {
  app.get('/staff/harvests/:id/remove', async (c) => {
    const { source } = await getSource(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return showStaffPage(c, createElement(RemoveSourcePage, { source }), words(c).removeAsk)
  })
  app.post('/staff/harvests/:id/remove', async (c) => {
    await removeSource(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    await flash(c, 'success', words(c).removed)
    return seeOther(c, '/staff/harvests')
  })
  app.get('/staff/harvests/:id/vanished', async (c) => {
    const found = await getVanished(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return showStaffPage(c, createElement(VanishedPage, found), words(c).vanishedAsk)
  })
  app.post('/staff/harvests/:id/vanished', async (c) => {
    await hideVanished(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    await flash(c, 'success', words(c).vanishedBegun)
    return seeOther(c, `/staff/harvests/${c.req.param('id')}`)
  })
  app.get('/staff/harvests/:id/undo/:harvest', async (c) => {
    const { id, harvest } = c.req.param()
    const { source, harvests } = await getSource(c.get('platform'), c.get('actor'), { id })
    const row = harvests.find((one) => one.id === harvest)
    if (row === undefined) throw new Refusal('missing', 'catalogue.harvest-unknown')
    return showStaffPage(c, createElement(UndoPage, { source, harvest: row }), words(c).undoAsk)
  })
  app.post('/staff/harvests/:id/undo/:harvest', async (c) => {
    const { id, harvest } = c.req.param()
    const undone = await undoWithdrawals(c.get('platform'), c.get('actor'), { harvest })
    await flash(c, 'success', words(c).undone(formatNumber(undone, c.get('lang'))))
    return seeOther(c, `/staff/harvests/${id}`)
  })
}

const words = (c: RequestContext) => text(c.get('lang')).harvest

async function newPage(c: RequestContext, refused: { errors?: FormErrors; typed?: Typed } = {}): Promise<Response> {
  const choices = await workplaces(c.get('platform'), c.get('actor'))
  return showStaffPage(c, createElement(NewSourcePage, { workplaces: choices, ...refused }), words(c).add, refused)
}

async function add(c: RequestContext): Promise<Response> {
  const platform = c.get('platform')
  const t = text(c.get('lang'))
  const form = await readForm(c, sourceForm)
  if (!form.ok) return newPage(c, form)
  const { library, url, set, format, daily } = form.value
  if (library === '') {
    return newPage(c, { errors: { library: t.staff.formFaults['catalogue.library-missing'] ?? '' }, typed: form.typed })
  }
  const sentences = { ...t.staff.formFaults, ...t.refusals }
  const known = Object.fromEntries(
    Object.entries(sentences).map(([code, said]) => [code, typeof said === 'string' ? () => said : said]),
  )
  const request = { library, url, set, format: format === '' ? undefined : format, isDaily: daily !== undefined }
  const kept = await attempt(known, () => keepSource(platform, c.get('actor'), request), {
    shows: () => true,
  })
  if (!kept.ok) return newPage(c, { errors: kept.errors, typed: form.typed })
  await beginHarvest(platform, c.get('actor'), { id: kept.value.id })
  await flash(c, 'success', t.harvest.added)
  return seeOther(c, `/staff/harvests/${kept.value.id}`)
}

async function onePage(c: RequestContext): Promise<Response> {
  const lang = c.get('lang')
  const platform = c.get('platform')
  const { source, harvests } = await getSource(platform, c.get('actor'), { id: c.req.param('id') ?? '' })
  const { newest } = source
  const isOpen = newest?.state === 'waiting' || newest?.state === 'running'
  const job = isOpen && newest.jobId !== null ? await platform.jobs.progress(newest.jobId) : null
  const told = job?.note as { pause?: number } | null | undefined
  const page = createElement(SourcePage, {
    source,
    // A job that failed by a fault of ours left its harvest where it was.
    harvests: harvests.map((one) =>
      one.id === newest?.id && job?.state === 'failed' ? { ...one, state: 'stopped' as const } : one,
    ),
    fault: newest === null ? null : faultOf(lang, newest),
    // The question has words of its own.
    warnings: newest?.warnings.filter((one) => !isQuestion(one)).map((one) => warningSentence(lang, one)) ?? [],
    question: questionOf(harvests),
    pause: typeof told?.pause === 'number' ? told.pause : null,
  })
  return await c.render(page, {
    title: source.url,
    layout: 'staff',
    unlisted: true,
    ...(isOpen && job?.state !== 'failed' ? { refreshAfter: REFRESH } : {}),
  })
}
