import { createElement } from 'react'
import { ReportPage } from '#areas/catalogue/pages/report/union.tsx'
import { placesOf } from '#areas/catalogue/service/places.ts'
import { getReport, readReport } from '#areas/catalogue/service/report/reading.ts'
import { sheetOfReport } from '#areas/catalogue/service/report/sheets.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { writeCsv, writeXlsxSheet } from '#lib/sheets/write-sheet.ts'
import { contentDisposition } from '#platform/files/disposition.ts'
import type { RequestContext, Router } from '#platform/http.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV = 'text/csv; charset=utf-8'

/** The report of the union, which anybody may read and take along. */
export function reportRoutes(app: Router): void {
  app.get('/report', async (c) => {
    const platform = c.get('platform')
    const [found, places] = await Promise.all([readReport(platform, c.get('actor')), placesOf(platform)])
    const t = text(c.get('lang')).report
    return await c.render(createElement(ReportPage, { found, places }), { title: t.title, description: t.lead })
  })
  app.get('/report.csv', async (c) => {
    const { header, rows, name } = await sheetOf(c)
    return download(c, `${name}.csv`, CSV, writeCsv(header, rows))
  })
  app.get('/report.xlsx', async (c) => {
    const { header, rows, name } = await sheetOf(c)
    const bytes = await writeXlsxSheet(header, rows, c.get('lang') === 'fa')
    return download(c, `${name}.xlsx`, XLSX, new Uint8Array(bytes))
  })
}

async function sheetOf(c: RequestContext) {
  const platform = c.get('platform')
  const { report } = await getReport(platform, c.get('actor'))
  const sheet = sheetOfReport(report.figures, await placesOf(platform), c.get('lang'))
  return { ...sheet, name: `peyvand-report-${report.madeAt.toISOString().slice(0, 10)}` }
}

function download(
  c: RequestContext,
  name: string,
  mediaType: string,
  body: string | Uint8Array<ArrayBuffer>,
): Response {
  return c.body(body, 200, { 'Content-Type': mediaType, 'Content-Disposition': contentDisposition(name) })
}
