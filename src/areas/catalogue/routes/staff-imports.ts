import { Readable } from 'node:stream'
import { createElement } from 'react'
import { ImportPage, type RepairsProps } from '#areas/catalogue/pages/staff-import.tsx'
import { ImportsPage, NewImportPage } from '#areas/catalogue/pages/staff-imports.tsx'
import { RefusalPage } from '#areas/catalogue/pages/staff-refusal.tsx'
import { triedImport } from '#areas/catalogue/routes/lists/tried-import.ts'
import { followImport, listRepairsOf, workplaces } from '#areas/catalogue/service/desk.ts'
import { passedOverBy } from '#areas/catalogue/service/grouping/passed-over.ts'
import { faultOf } from '#areas/catalogue/service/harvest/sentences.ts'
import { harvestOfImport } from '#areas/catalogue/service/harvest/sources.ts'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { readRefusal, refusedFile, refusedReasons } from '#areas/catalogue/service/import/refused.ts'
import { listImportsFor, listRefusalsOf } from '#areas/catalogue/service/keeping.ts'
import { faultSentence, isSameAgain, writtenNumber } from '#areas/catalogue/service/summary.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { faultSentence as repairSentence } from '#lib/marc/text.en.ts'
import { pageAsked, placeAsked } from '#platform/http/page-asked.ts'
import { downloadForStaff, showStaffPage } from '#platform/http/staff.ts'
import { readUpload } from '#platform/http/upload.ts'
import { flash, type RequestContext, type Router, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'

const ON_PAGE = 50
/** Seconds between two looks at an import that goes on, where no script follows it. */
const REFRESH = 2

/** Sending files of records, following them, and reading what was refused. */
export function importRoutes(app: Router): void {
  app.get('/staff/imports', listPage)
  app.get('/staff/imports/new', (c) => newPage(c, {}))
  app.post('/staff/imports/new', receive)
  app.get('/staff/imports/:id', onePage)
  app.get('/staff/imports/:id/progress', async (c) => {
    const { row, percent } = await followImport(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    const finished = row.state !== 'waiting' && row.state !== 'running'
    return c.json({ done: percent ?? 0, of: percent === null ? null : 100, finished })
  })
  app.get('/staff/imports/:id/refused.mrc', async (c) => {
    const { name, mediaType, bytes } = await refusedFile(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    const body = Readable.toWeb(Readable.from(bytes)) as ReadableStream
    return downloadForStaff(c, { name, mediaType, body })
  })
  app.get('/staff/imports/:id/refused.csv', async (c) => {
    const input = { id: c.req.param('id'), lang: c.get('lang') }
    const { name, csv } = await refusedReasons(c.get('platform'), c.get('actor'), input)
    return downloadForStaff(c, { name, mediaType: 'text/csv; charset=utf-8', body: csv })
  })
  app.get('/staff/imports/:id/refused/:record', refusalPage)
}

async function listPage(c: RequestContext): Promise<Response> {
  const page = pageAsked(c)
  const input = { limit: ON_PAGE + 1, offset: (page - 1) * ON_PAGE }
  const imports = await listImportsFor(c.get('platform'), c.get('actor'), input)
  const content = { imports: imports.slice(0, ON_PAGE), page, hasMore: imports.length > ON_PAGE }
  return showStaffPage(c, createElement(ImportsPage, content), text(c.get('lang')).staff.imports)
}

async function newPage(c: RequestContext, form: FormState) {
  const choices = await workplaces(c.get('platform'), c.get('actor'))
  const page = createElement(NewImportPage, { workplaces: choices, ...form })
  return await showStaffPage(c, page, text(c.get('lang')).staff.newImport, form)
}

/** Takes the form of a new import; its file goes through to the store without being held. */
async function receive(c: RequestContext): Promise<Response> {
  const platform = c.get('platform')
  const words = text(c.get('lang')).staff
  return await readUpload(c, async (fields, file) => {
    const { csrf: _, ...typed } = fields
    const library = (fields.library ?? '').trim()
    if (library === '')
      return newPage(c, { errors: { library: words.formFaults['catalogue.library-missing'] ?? '' }, typed })
    if (file === null) return newPage(c, { errors: { file: words.chooseFile }, typed })
    const request = { library, fileName: file.name, bytes: file.bytes, dryRun: fields.dryRun === 'on' }
    const begun = await triedImport(c, () => beginImport(platform, c.get('actor'), request))
    if (!begun.ok) return newPage(c, { errors: begun.errors, typed })
    await flash(c, 'success', words.begun(file.name))
    return seeOther(c, `/staff/imports/${begun.value.id}`)
  })
}

async function onePage(c: RequestContext): Promise<Response> {
  const lang = c.get('lang')
  const t = text(lang).staff
  const platform = c.get('platform')
  const { row, percent } = await followImport(platform, c.get('actor'), { id: c.req.param('id') ?? '' })
  const after = placeAsked(c, 'after')
  const found = await listRefusalsOf(platform, c.get('actor'), { id: row.id, limit: ON_PAGE + 1, after })
  const refusals = found.slice(0, ON_PAGE).map((one) => ({
    ...one,
    controlNumber: writtenNumber(one.controlNumber),
    reason: faultSentence(lang, one.code, one.facts),
    row: row.form !== 'marc' && typeof one.facts.row === 'number' ? one.facts.row : null,
  }))
  const harvest = await harvestOfImport(platform, c.get('actor'), { id: row.id })
  const fault = harvest
    ? faultOf(lang, harvest)
    : row.fault && {
        reason: faultSentence(lang, row.fault.code, row.fault.facts),
        advice: t.advice[row.fault.code] ?? t.advice.file ?? '',
      }
  const next = found.length > ON_PAGE ? (refusals.at(-1)?.recordNumber ?? null) : null
  const repairs = await repairsOf(c, row.id)
  const passedOver = await passedOverBy(platform, c.get('actor'), { id: row.id })
  const page = createElement(ImportPage, {
    row,
    percent,
    fault,
    refusals,
    next,
    isFirst: after === 0,
    repairs,
    passedOver,
    harvest,
  })
  const isOpen = row.state === 'waiting' || row.state === 'running'
  return await c.render(page, {
    title: t.importOf(row.fileName),
    layout: 'staff',
    unlisted: true,
    ...(isOpen ? { refreshAfter: REFRESH } : {}),
  })
}

async function repairsOf(c: RequestContext, id: string): Promise<RepairsProps> {
  const after = c.req.query('mended')
  const found = await listRepairsOf(c.get('platform'), c.get('actor'), { id, limit: ON_PAGE + 1, after })
  const records = found.slice(0, ON_PAGE).map((one) => ({
    id: one.id,
    controlNumber: one.controlNumber,
    sentences: [...new Set(one.repairs.map((repair) => repairSentence(repair, c.get('lang'))))],
  }))
  const next = found.length > ON_PAGE ? (records.at(-1)?.id ?? null) : null
  return { records, next, isFirst: after === undefined }
}

async function refusalPage(c: RequestContext): Promise<Response> {
  const lang = c.get('lang')
  const t = text(lang).staff
  const input = { id: c.req.param('id') ?? '', record: Number(c.req.param('record')) }
  const { row, refusal, ...shown } = await readRefusal(c.get('platform'), c.get('actor'), input)
  const page = createElement(RefusalPage, {
    ...shown,
    importId: row.id,
    fileName: row.fileName,
    libraryName: row.libraryName,
    recordNumber: refusal.recordNumber,
    byteOffset: refusal.byteOffset,
    length: refusal.length,
    kept: refusal.bytes?.length ?? 0,
    controlNumber: writtenNumber(refusal.controlNumber),
    reason: faultSentence(lang, refusal.code, refusal.facts),
    advice: (isSameAgain(refusal.code, refusal.facts) ? t.advice.same : t.advice[refusal.code]) ?? t.advice.other ?? '',
  })
  return showStaffPage(c, page, t.refusalTitle(formatNumber(refusal.recordNumber, lang)))
}
