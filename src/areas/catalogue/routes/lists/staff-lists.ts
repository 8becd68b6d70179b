import { Readable } from 'node:stream'
import { createElement } from 'react'
import { z } from 'zod'
import { ColumnsPage } from '#areas/catalogue/pages/lists/columns.tsx'
import { UndoListPage } from '#areas/catalogue/pages/lists/import-pieces.tsx'
import { NewIsbnsPage, NewTitlesPage } from '#areas/catalogue/pages/lists/new-list.tsx'
import { WaitingPage } from '#areas/catalogue/pages/lists/waiting.tsx'
import { workplaces } from '#areas/catalogue/service/desk.ts'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { chooseColumns, readSample } from '#areas/catalogue/service/lists/columns.ts'
import { undoList } from '#areas/catalogue/service/lists/counting.ts'
import { listWaitingFor } from '#areas/catalogue/service/lists/waiting.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { isListField } from '#lib/lists/fields.ts'
import { writeCsv } from '#lib/sheets/write-sheet.ts'
import { pageAsked } from '#platform/http/page-asked.ts'
import { downloadForStaff, showStaffPage } from '#platform/http/staff.ts'
import { type IncomingFile, readUpload } from '#platform/http/upload.ts'
import { type FormErrors, flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { triedImport } from './tried-import.ts'

const ON_PAGE = 100
const MOST_WAITING = 100_000

/** Tables of titles and scanned ISBNs, for libraries that have no records to send. */
export function listRoutes(app: Router): void {
  app.get('/staff/imports/titles', (c) => newTitles(c, {}))
  app.post('/staff/imports/titles', receiveTitles)
  app.get('/staff/imports/isbns', (c) => newIsbns(c, {}))
  app.post('/staff/imports/isbns', receiveIsbns)
  app.get('/staff/imports/waiting', waitingPage)
  app.get('/staff/imports/waiting.csv', waitingFile)
  app.get('/staff/imports/:id/undo', async (c) => {
    const row = await getImport(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return showStaffPage(c, createElement(UndoListPage, { row }), text(c.get('lang')).lists.undoAsk)
  })
  app.post('/staff/imports/:id/undo', undo)
  app.get('/staff/imports/:id/columns', (c) => columnsPage(c, {}))
  app.post('/staff/imports/:id/columns', receiveColumns)
}

async function newTitles(c: RequestContext, form: FormState): Promise<Response> {
  const choices = await workplaces(c.get('platform'), c.get('actor'))
  const page = createElement(NewTitlesPage, { workplaces: choices, ...form })
  return showStaffPage(c, page, text(c.get('lang')).lists.newTitles, form)
}

async function newIsbns(c: RequestContext, form: FormState): Promise<Response> {
  const choices = await workplaces(c.get('platform'), c.get('actor'))
  const page = createElement(NewIsbnsPage, { workplaces: choices, ...form })
  return showStaffPage(c, page, text(c.get('lang')).lists.newIsbns, form)
}

type Fields = Readonly<Record<string, string>>

/** The library named in a form, or what the form shows instead. */
function libraryIn(c: RequestContext, fields: Fields): { library: string } | { errors: FormErrors } {
  const library = (fields.library ?? '').trim()
  return library === ''
    ? { errors: { library: text(c.get('lang')).staff.formFaults['catalogue.library-missing'] ?? '' } }
    : { library }
}

async function receiveTitles(c: RequestContext): Promise<Response> {
  const [platform, actor] = [c.get('platform'), c.get('actor')]
  return await readUpload(c, async ({ csrf: _, ...typed }, file) => {
    const asked = libraryIn(c, typed)
    if ('errors' in asked) return newTitles(c, { errors: asked.errors, typed })
    if (file === null) return newTitles(c, { errors: { file: text(c.get('lang')).staff.chooseFile }, typed })
    const request = { ...asked, fileName: file.name, bytes: file.bytes, dryRun: true, form: 'titles' as const }
    const begun = await triedImport(c, async () => {
      const row = await beginImport(platform, actor, request)
      // A file that is no table is refused beside its field, not on the next page.
      await readSample(platform, actor, { id: row.id })
      return row
    })
    if (!begun.ok) return newTitles(c, { errors: begun.errors, typed })
    return seeOther(c, `/staff/imports/${begun.value.id}/columns`)
  })
}

async function receiveIsbns(c: RequestContext): Promise<Response> {
  const [platform, actor, lang] = [c.get('platform'), c.get('actor'), c.get('lang')]
  return await readUpload(c, async ({ csrf: _, ...typed }, file) => {
    const asked = libraryIn(c, typed)
    if ('errors' in asked) return newIsbns(c, { errors: asked.errors, typed })
    const given = file ?? pasted(typed)
    if (given === null) return newIsbns(c, { errors: { pasted: text(lang).lists.nothingGiven }, typed })
    const request = { ...asked, fileName: given.name, bytes: given.bytes, dryRun: typed.dryRun === 'on' }
    const scope = typed.scope === 'whole' ? ('whole' as const) : ('part' as const)
    const begun = await triedImport(c, () => beginImport(platform, actor, { ...request, form: 'isbns', scope }))
    if (!begun.ok) return newIsbns(c, { errors: begun.errors, typed })
    await flash(c, 'success', text(lang).staff.begun(given.name))
    return seeOther(c, `/staff/imports/${begun.value.id}`)
  })
}

const pasted = ({ pasted = '' }: Fields): Pick<IncomingFile, 'name' | 'bytes'> | null =>
  pasted.trim() === '' ? null : { name: 'isbns.txt', bytes: Readable.from([Buffer.from(pasted)]) }

/** Takes a list back, and writes the counts that stand without it. */
async function undo(c: RequestContext): Promise<Response> {
  const [platform, actor] = [c.get('platform'), c.get('actor')]
  const { text: lines, ...list } = await undoList(platform, actor, { id: c.req.param('id') ?? '' })
  await flash(c, 'success', text(c.get('lang')).lists.undoBegun)
  if (lines === '') return seeOther(c, `/staff/imports/${c.req.param('id')}`)
  const bytes = Readable.from([Buffer.from(lines)])
  const { id } = await beginImport(platform, actor, { ...list, bytes, dryRun: false, form: 'isbns', scope: null })
  return seeOther(c, `/staff/imports/${id}`)
}

async function columnsPage(c: RequestContext, form: FormState): Promise<Response> {
  const typed = form.typed?.heading
  const heading = headingSaid(c.req.query('heading') ?? (typeof typed === 'string' ? typed : undefined))
  const sample = await readSample(c.get('platform'), c.get('actor'), { id: c.req.param('id') ?? '', heading })
  const page = createElement(ColumnsPage, { ...sample, ...form })
  return showStaffPage(c, page, text(c.get('lang')).lists.columnsTitle, form)
}

/** A row's number, 0 for none; undefined while nobody has said it. */
const headingSaid = (text: string | undefined) => (/^\d{1,4}$/.test(text ?? '') ? Number(text) : undefined)

const columnsForm = z.record(z.string().max(40), z.string().max(1000))

async function receiveColumns(c: RequestContext): Promise<Response> {
  const form = await readForm(c, columnsForm)
  if (!form.ok) return columnsPage(c, form)
  const values = form.value
  const last = Object.keys(values).reduce(
    (most, name) => Math.max(most, Number(/^c(\d{1,2})$/.exec(name)?.[1] ?? -1)),
    -1,
  )
  const fields = Array.from({ length: last + 1 }, (_, i) => {
    const said = values[`c${i}`]
    return isListField(said) ? said : null
  })
  const heading = headingSaid(values.heading)
  const said = {
    id: c.req.param('id') ?? '',
    fields,
    dryRun: values.do !== 'import',
    ...(heading === undefined ? {} : { heading }),
  }
  const sent = await triedImport(c, () => chooseColumns(c.get('platform'), c.get('actor'), said))
  if (!sent.ok) return columnsPage(c, { errors: { '': Object.values(sent.errors)[0] ?? '' }, typed: form.value })
  return seeOther(c, `/staff/imports/${sent.value.id}`)
}

async function waitingPage(c: RequestContext): Promise<Response> {
  const page = pageAsked(c)
  const input = { limit: ON_PAGE + 1, offset: (page - 1) * ON_PAGE }
  const waiting = await listWaitingFor(c.get('platform'), c.get('actor'), input)
  const props = { waiting: waiting.slice(0, ON_PAGE), page, hasMore: waiting.length > ON_PAGE }
  return showStaffPage(c, createElement(WaitingPage, props), text(c.get('lang')).lists.waiting)
}

async function waitingFile(c: RequestContext): Promise<Response> {
  const words = text(c.get('lang'))
  const waiting = await listWaitingFor(c.get('platform'), c.get('actor'), { limit: MOST_WAITING })
  const header = [words.lists.isbn, words.lists.copies, words.staff.libraryCode, words.staff.library]
  const rows = waiting.map((one) => [one.isbn, one.copies, one.libraryCode, one.libraryName])
  const body = writeCsv(header, rows)
  return downloadForStaff(c, { name: 'waiting-isbns.csv', mediaType: 'text/csv; charset=utf-8', body })
}
