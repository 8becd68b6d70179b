import { createElement } from 'react'
import { LibraryQualityPage, MendPage, QualityPage } from '#areas/catalogue/pages/report/desk.tsx'
import { isQualityFault, type QualityFault } from '#areas/catalogue/quality-faults.ts'
import {
  eachToMend,
  followReport,
  getLibraryReport,
  listLibraryQuality,
  listToMend,
  type ReportProgress,
  readReport,
  requestReport,
} from '#areas/catalogue/service/report/reading.ts'
import { sheetToMend } from '#areas/catalogue/service/report/sheets.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { Refusal } from '#lib/refusal.ts'
import { writeCsv, writeXlsxSheet } from '#lib/sheets/write-sheet.ts'
import { downloadForStaff, showStaffPage } from '#platform/http/staff.ts'
import { flash, type RequestContext, type Router, seeOther } from '#platform/http.ts'
import { CSV, XLSX } from './union.ts'

const ON_PAGE = 50
/** Seconds between two looks at a report that is being made, where no script follows it. */
const REFRESH = 3

const isGoingOn = (making: ReportProgress | 'failed' | null): making is ReportProgress =>
  making !== null && making !== 'failed'

/** The quality of the records of one's own libraries, and the lists to mend them. */
export function qualityRoutes(app: Router): void {
  app.get('/staff/report', async (c) => {
    const platform = c.get('platform')
    const actor = c.get('actor')
    const libraries = await listLibraryQuality(platform, actor)
    const found = await readReport(platform, actor)
    const making = await followReport(platform, actor)
    const page = createElement(QualityPage, { libraries, madeAt: found?.report.madeAt ?? null, making })
    return await c.render(page, {
      title: text(c.get('lang')).report.deskTitle,
      layout: 'staff',
      unlisted: true,
      ...(isGoingOn(making) ? { refreshAfter: REFRESH } : {}),
    })
  })
  app.get('/staff/report/progress', async (c) => {
    const making = await followReport(c.get('platform'), c.get('actor'))
    if (!isGoingOn(making)) return c.json({ done: 1, of: 1, finished: true })
    return c.json({ done: making.done, of: making.total, finished: false })
  })
  app.post('/staff/report/refresh', async (c) => {
    await requestReport(c.get('platform'), c.get('actor'))
    await flash(c, 'success', text(c.get('lang')).report.refreshing)
    return seeOther(c, '/staff/report')
  })
  app.get('/staff/report/:library', async (c) => {
    const report = await getLibraryReport(c.get('platform'), c.get('actor'), { library: c.req.param('library') })
    return showStaffPage(
      c,
      createElement(LibraryQualityPage, report),
      text(c.get('lang')).report.ofLibrary(report.library.name),
    )
  })
  app.get('/staff/report/:library/:fault', (c) => {
    const [, fault = '', form] = /^([a-z-]+)(?:\.(csv|xlsx))?$/.exec(c.req.param('fault')) ?? []
    if (!isQualityFault(fault)) throw new Refusal('missing', 'catalogue.fault-unknown')
    const asked = { library: c.req.param('library'), fault }
    return form === undefined ? mendPage(c, asked) : mendFile(c, asked, form)
  })
}

interface Asked {
  library: string
  fault: QualityFault
}

async function mendPage(c: RequestContext, asked: Asked): Promise<Response> {
  const platform = c.get('platform')
  const { library } = await getLibraryReport(platform, c.get('actor'), asked)
  const after = c.req.query('after')
  const found = await listToMend(platform, c.get('actor'), { ...asked, limit: ON_PAGE + 1, after })
  const records = found.slice(0, ON_PAGE)
  const t = text(c.get('lang')).report
  const next = found.length > ON_PAGE ? (records.at(-1)?.id ?? null) : null
  const content = { library, fault: asked.fault, records, next, isFirst: after === undefined }
  return showStaffPage(c, createElement(MendPage, content), t.toMendOf(t.faults[asked.fault]))
}

async function mendFile(c: RequestContext, asked: Asked, form: string): Promise<Response> {
  const platform = c.get('platform')
  const lang = c.get('lang')
  const { library } = await getLibraryReport(platform, c.get('actor'), asked)
  const { header, rows } = await sheetToMend(eachToMend(platform, c.get('actor'), asked), asked.fault, lang)
  const name = `${library.networkCode}-${library.code}-${asked.fault}.${form}`
  if (form === 'csv') return downloadForStaff(c, { name, mediaType: CSV, body: writeCsv(header, rows) })
  const bytes = await writeXlsxSheet(header, rows, lang === 'fa')
  return downloadForStaff(c, { name, mediaType: XLSX, body: new Uint8Array(bytes) })
}
