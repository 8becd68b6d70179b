import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createElement } from 'react'
import { z } from 'zod'
import { ImportPage, PreviewPage } from '#areas/libraries/pages/import.tsx'
import { NetworkTotalsPage } from '#areas/libraries/pages/total-form.tsx'
import { mustKeepNetworks } from '#areas/libraries/service/desk.ts'
import { recordTotal } from '#areas/libraries/service/figures.ts'
import { exportLibraries, importLibraries, refusedRows } from '#areas/libraries/service/importing.ts'
import { getNetwork } from '#areas/libraries/service.ts'
import { text } from '#areas/libraries/text.en.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { isRefusal, Refusal, sentenceIn } from '#lib/refusal.ts'
import { writeCsv, writeXlsxSheet } from '#lib/sheets/write-sheet.ts'
import { downloadForStaff, showStaffPage } from '#platform/http/staff.ts'
import { flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'
import { readTotalForm } from './total-form.ts'
import { tried } from './tried.ts'

const CSV = 'text/csv; charset=utf-8'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const upload = z.object({ network: z.string().max(40).optional(), file: z.instanceof(File) })

/** Files of libraries: in with a preview, out as CSV and XLSX. */
export function importRoutes(app: Router): void {
  app.get('/staff/libraries/import', (c) => showUpload(c, {}))
  app.post('/staff/libraries/import', async (c) => {
    await mustKeepNetworks(c.get('platform'), c.get('actor'))
    const form = await readForm(c, upload, text(c.get('lang')).refusals)
    if (!form.ok) return showUpload(c, form)
    const { file, network } = form.value
    const bytes = new Uint8Array(await file.arrayBuffer())
    // A file that is no table at all is refused here; its rows are judged on the preview.
    const read = await tried(c, () => take(c, bytes, network, true))
    if (!read.ok) return showUpload(c, { errors: { file: Object.values(read.errors)[0] }, typed: form.typed })
    const mediaType = file.type || 'application/octet-stream'
    const kept = await c.get('platform').files.put(Readable.from([bytes]), { name: file.name, mediaType })
    return seeOther(c, `/staff/libraries/import/${kept.id}${queryOf(network)}`)
  })
  app.get('/staff/libraries/import/:file', async (c) => {
    const { file, bytes, network } = await uploaded(c)
    const summary = await take(c, bytes, network, true)
    const { refusals } = text(c.get('lang'))
    const refused = summary.refused
      .flatMap((row) => [row, ...row.also])
      .map((fault) => ({ ...fault, reason: sentenceIn(refusals, fault) }))
    const page = createElement(PreviewPage, { file, network: network ?? '', summary, refused })
    return showStaffPage(c, page, text(c.get('lang')).files.previewTitle)
  })
  app.post('/staff/libraries/import/:file', async (c) => {
    const { file, bytes, network } = await uploaded(c)
    const summary = await take(c, bytes, network, false)
    await c.get('platform').files.discard(c.get('platform').db, file.id)
    const [lang, t] = [c.get('lang'), text(c.get('lang')).files]
    await flash(c, 'success', t.done(formatNumber(summary.added, lang), formatNumber(summary.updated, lang)))
    return seeOther(c, '/staff/libraries')
  })
  app.get('/staff/libraries/import/:file/refused.csv', async (c) => {
    const { bytes, network } = await uploaded(c)
    const { refused } = await take(c, bytes, network, true)
    const { header, rows } = await refusedRows(bytes, refused)
    const { refusals } = text(c.get('lang'))
    const reasons = rows.map(({ cells, row }) => {
      const sentences = [row, ...row.also].map((fault) => sentenceIn(refusals, fault))
      return [...cells, sentences.join(' ')]
    })
    const csv = writeCsv([...header, text(c.get('lang')).files.reason], reasons)
    return downloadForStaff(c, { name: 'refused.csv', mediaType: CSV, body: csv })
  })
  exportRoutes(app)
  networkTotalRoutes(app)
}

function exportRoutes(app: Router): void {
  app.get('/staff/libraries/export.csv', async (c) => {
    const { network, header, rows } = await exported(c)
    return downloadForStaff(c, { name: `libraries-${network.code}.csv`, mediaType: CSV, body: writeCsv(header, rows) })
  })
  app.get('/staff/libraries/export.xlsx', async (c) => {
    const { network, header, rows } = await exported(c)
    const sheet = await writeXlsxSheet(header, rows, c.get('lang') === 'fa')
    return downloadForStaff(c, { name: `libraries-${network.code}.xlsx`, mediaType: XLSX, body: new Uint8Array(sheet) })
  })
}

function networkTotalRoutes(app: Router): void {
  const showTotals = async (c: RequestContext, form: FormState) => {
    const network = await keptNetwork(c)
    return showStaffPage(c, createElement(NetworkTotalsPage, { network, ...form }), text(c.get('lang')).totals, form)
  }
  app.get('/staff/networks/:code', (c) => showTotals(c, {}))
  app.post('/staff/networks/:code', async (c) => {
    const { code } = await keptNetwork(c)
    const form = await readTotalForm(c)
    if (!form.ok) return showTotals(c, form)
    const done = await tried(c, () =>
      recordTotal(c.get('platform'), c.get('actor'), { network: code, total: form.value }),
    )
    if (!done.ok) return showTotals(c, { errors: done.errors, typed: form.typed })
    await flash(c, 'success', text(c.get('lang')).staff.totalSaved)
    return seeOther(c, `/staff/networks/${encodeURIComponent(code)}`)
  })
}

async function keptNetwork(c: RequestContext) {
  const networks = await mustKeepNetworks(c.get('platform'), c.get('actor'))
  const code = c.req.param('code') ?? ''
  const network = networks.find((one) => one.code === code)
  if (!network) throw new Refusal('missing', 'libraries.network-unknown', { code: code.slice(0, 60) })
  return getNetwork(c.get('platform'), c.get('actor'), { code: network.code })
}

async function exported(c: RequestContext) {
  await mustKeepNetworks(c.get('platform'), c.get('actor'))
  const network = (c.req.query('network') ?? '').replaceAll('\0', '')
  return exportLibraries(c.get('platform'), c.get('actor'), { network })
}

function take(c: RequestContext, bytes: Uint8Array, network: string | undefined, dryRun: boolean) {
  return importLibraries(c.get('platform'), c.get('actor'), { network, bytes, dryRun })
}

// The address of a preview is hard to guess, and only who may import anything reads it.
async function uploaded(c: RequestContext) {
  await mustKeepNetworks(c.get('platform'), c.get('actor'))
  try {
    const { file, bytes } = await c.get('platform').files.open(c.req.param('file') ?? '')
    return { file, bytes: new Uint8Array(await buffer(bytes)), network: c.req.query('network') || undefined }
  } catch (error) {
    if (!isRefusal(error)) throw error
    throw new Refusal('missing', 'libraries.upload-gone')
  }
}

const queryOf = (network: string | undefined) => (network ? `?network=${encodeURIComponent(network)}` : '')

async function showUpload(c: RequestContext, form: FormState) {
  const networks = await mustKeepNetworks(c.get('platform'), c.get('actor'))
  return showStaffPage(c, createElement(ImportPage, { networks, ...form }), text(c.get('lang')).files.title, form)
}
