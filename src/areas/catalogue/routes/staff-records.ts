import { createElement, type ReactNode } from 'react'
import { z } from 'zod'
import { HidePage, RecordPage, ReturnPage, SplitPage } from '#areas/catalogue/pages/staff-record.tsx'
import { RecordsPage } from '#areas/catalogue/pages/staff-records.tsx'
import { findRecords, workplaces } from '#areas/catalogue/service/desk.ts'
import { splitRecord } from '#areas/catalogue/service/grouping/deciding.ts'
import { returnRecord } from '#areas/catalogue/service/grouping/undoing.ts'
import { getRecordWork, type RecordWork, suppressItem, suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { Refusal } from '#lib/refusal.ts'
import { localPath } from '#platform/http/local-path.ts'
import { pageAsked } from '#platform/http/page-asked.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import { flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'

const noteForm = z.object({ note: z.string().max(300).default('') })

/** Finding, reading, hiding and placing the records of one's own libraries. */
export function recordRoutes(app: Router): void {
  app.get('/staff/records', listPage)
  app.get('/staff/records/:id', async (c) => {
    const work = await workOf(c)
    return showStaffPage(c, createElement(RecordPage, { work }), work.title)
  })
  app.get('/staff/records/:id/hide', (c) => ask(c, HidePage, text(c.get('lang')).staff.suppressAsk))
  for (const [word, isSuppressed] of [
    ['hide', true],
    ['show', false],
  ] as const) {
    app.post(`/staff/records/:id/${word}`, async (c) => {
      await suppressRecord(c.get('platform'), c.get('actor'), { id: c.req.param('id'), isSuppressed })
      return done(c, isSuppressed ? 'suppressDone' : 'showDone')
    })
    app.post(`/staff/records/:id/items/:item/${word}`, async (c) => {
      const { id: record, item } = c.req.param()
      await suppressItem(c.get('platform'), c.get('actor'), { record, item, isSuppressed })
      return done(c, isSuppressed ? 'suppressDone' : 'showDone')
    })
  }
  placingRoutes(app)
}

function placingRoutes(app: Router): void {
  app.get('/staff/records/:id/split', async (c) => {
    const work = await workOf(c)
    if (work.others.length === 0) throw new Refusal('conflict', 'catalogue.record-alone')
    return showStaffPage(c, createElement(SplitPage, { work }), text(c.get('lang')).staff.splitAsk)
  })
  app.post('/staff/records/:id/split', async (c) => {
    const form = await readForm(c, noteForm)
    const note = form.ok ? form.value.note : ''
    await splitRecord(c.get('platform'), c.get('actor'), { id: c.req.param('id'), note })
    return done(c, 'splitDone')
  })
  app.get('/staff/records/:id/return', async (c) => {
    const work = await workOf(c)
    if (!work.canReturn) throw new Refusal('conflict', 'catalogue.nothing-to-undo')
    return showStaffPage(c, createElement(ReturnPage, { work }), text(c.get('lang')).staff.returnAsk)
  })
  app.post('/staff/records/:id/return', async (c) => {
    await returnRecord(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return done(c, 'returnDone')
  })
}

async function listPage(c: RequestContext): Promise<Response> {
  const platform = c.get('platform')
  const actor = c.get('actor')
  const asked = {
    q: (c.req.query('q') ?? '').slice(0, 200),
    library: (c.req.query('library') ?? '').trim().slice(0, 100),
    hiddenOnly: c.req.query('hidden') !== undefined,
    page: pageAsked(c),
  }
  const search = { ...asked, library: asked.library === '' ? undefined : asked.library }
  const found = await findRecords(platform, actor, search)
  const page = createElement(RecordsPage, { ...asked, ...found, workplaces: await workplaces(platform, actor) })
  return showStaffPage(c, page, text(c.get('lang')).staff.records)
}

function workOf(c: RequestContext): Promise<RecordWork> {
  return getRecordWork(c.get('platform'), c.get('actor'), { id: c.req.param('id') ?? '' })
}

async function ask(c: RequestContext, Page: (props: { work: RecordWork }) => ReactNode, title: string) {
  return showStaffPage(c, createElement(Page, { work: await workOf(c) }), title)
}

async function done(c: RequestContext, said: 'suppressDone' | 'showDone' | 'splitDone' | 'returnDone') {
  await flash(c, 'success', text(c.get('lang')).staff[said])
  const back = c.req.query('back')
  return seeOther(c, back === undefined ? `/staff/records/${c.req.param('id')}` : localPath(back))
}
