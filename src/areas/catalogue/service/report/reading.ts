import type { QualityFault } from '#areas/catalogue/quality-faults.ts'
import { maySeeWork, mayWork } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { LibraryFigures, Report } from '#areas/catalogue/rules/report.ts'
import { listFaultsOf, listFaulty, listRecordsById } from '#areas/catalogue/store/report/checks.ts'
import { findReport, listGrowth, listLibraryFigures, listNewestFigures } from '#areas/catalogue/store/report/reports.ts'
import { librariesByIds, librariesWithin, libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { REPORT_JOB, sendRefresh } from './refreshing.ts'

/** How the union grew, a point a day. */
export type Growth = Awaited<ReturnType<typeof listGrowth>>

/** The newest report with how the union grew; null before the first. Anybody may read it. */
export async function readReport(
  platform: Platform,
  _actor: Actor,
): Promise<{ report: Report; growth: Growth } | null> {
  const report = await findReport(platform.db)
  return report === undefined ? null : { report, growth: await listGrowth(platform.db, 90) }
}

/** A library with its figures, as lists show them. */
export interface LibraryQuality extends LibraryFigures {
  name: string
  code: string
  networkCode: string
}

/** The libraries within the actor's scope, the poorest first. Refuses as the staff's other lists do. */
export async function listLibraryQuality(platform: Platform, actor: Actor): Promise<LibraryQuality[]> {
  const ids = await librariesWithin(platform, mayWork(actor))
  const figures = await listNewestFigures(platform.db, ids)
  const libraries = await librariesByIds(
    platform,
    figures.map((one) => one.libraryId),
  )
  const byId = new Map(libraries.map((one) => [one.id, one]))
  return figures.flatMap((one) => {
    const library = byId.get(one.libraryId)
    if (library === undefined) return []
    return [{ ...one, name: library.name, code: library.code, networkCode: library.networkCode }]
  })
}

/** One library's quality now and before. `trend` is empty before the first report that knows it. */
export interface LibraryReport {
  library: { id: string; name: string; code: string; networkCode: string }
  trend: (LibraryFigures & { madeAt: Date })[]
}

/** A library's quality; refuses `libraries.library-unknown` and those who do not work for it. */
export async function getLibraryReport(
  platform: Platform,
  actor: Actor,
  input: { library: string },
): Promise<LibraryReport> {
  const library = await libraryRow(platform, input.library)
  maySeeWork(actor, placeOfLibrary(library))
  const { id, name, code, networkCode } = library
  return { library: { id, name, code, networkCode }, trend: await listLibraryFigures(platform.db, id, 120) }
}

/** A record to be mended. */
export interface ToMend {
  id: string
  controlNumber: string
  title: string
  author: string | null
  year: string | null
  faults: QualityFault[]
}

/** What a list to mend is asked for. */
export interface MendRequest {
  library: string
  fault: QualityFault
}

/** Records of a library with a fault, those after the record `after` by id; refusals as `getLibraryReport`. */
export async function listToMend(
  platform: Platform,
  actor: Actor,
  input: MendRequest & { limit: number; after?: string | undefined },
): Promise<ToMend[]> {
  const { library } = await getLibraryReport(platform, actor, input)
  const limit = Math.min(input.limit, 500)
  const after = isId(input.after ?? '') ? input.after : undefined
  const ids = await listFaulty(platform.db, { libraryId: library.id, fault: input.fault }, { limit, after })
  return await described(platform, ids)
}

const AT_ONCE = 500
/** The longest list that is exported: a table that an office program opens. */
const MOST_ROWS = 100_000

/** Every record of a list to mend, some hundred held at a time; refusals as `getLibraryReport`. */
export async function* eachToMend(platform: Platform, actor: Actor, input: MendRequest): AsyncGenerator<ToMend> {
  const { library } = await getLibraryReport(platform, actor, input)
  let after: string | undefined
  for (let given = 0; given < MOST_ROWS; given += AT_ONCE) {
    const page = { limit: AT_ONCE, after }
    const ids = await listFaulty(platform.db, { libraryId: library.id, fault: input.fault }, page)
    yield* await described(platform, ids)
    if (ids.length < AT_ONCE) return
    after = ids.at(-1)
  }
}

async function described(platform: Platform, ids: readonly string[]): Promise<ToMend[]> {
  if (ids.length === 0) return []
  const [rows, faults] = await Promise.all([listRecordsById(platform.db, ids), listFaultsOf(platform.db, ids)])
  const faultsBy = Map.groupBy(faults, (one) => one.recordId)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (row === undefined) return []
    const { brief } = readRecord(row.parsed, row.family)
    return [
      {
        id,
        controlNumber: row.controlNumber,
        title: [brief.title, brief.part].filter((text) => text !== null).join('، '),
        author: brief.authors[0]?.name ?? brief.responsibility,
        year: brief.yearText,
        faults: (faultsBy.get(id) ?? []).map((one) => one.fault),
      },
    ]
  })
}

/** Has the report made anew, for whoever works in a catalogue; answers the job. */
export async function requestReport(platform: Platform, actor: Actor): Promise<string> {
  mayWork(actor)
  return await sendRefresh(platform)
}

/** A report that is being made: records checked of those to be checked; null before anybody counted them. */
export interface ReportProgress {
  isWaiting: boolean
  done: number
  total: number | null
}

/**
 * How far the making of the report is, for whoever works in a catalogue: it goes on whether or not somebody looks. Null
 * when none is made; `failed` when the newest one ended by a fault.
 */
export async function followReport(platform: Platform, actor: Actor): Promise<ReportProgress | 'failed' | null> {
  mayWork(actor)
  const [job] = await platform.jobs.recent(REPORT_JOB, 1)
  if (job?.state === 'failed') return 'failed'
  if (job?.state !== 'waiting' && job?.state !== 'active') return null
  return { isWaiting: job.state === 'waiting', done: job.done, total: job.total }
}

/** The report, or a refusal that says there is none yet: for doors that have nothing else to show. */
export async function getReport(platform: Platform, actor: Actor) {
  const found = await readReport(platform, actor)
  if (found === null) throw new Refusal('missing', 'catalogue.report-none')
  return found
}
