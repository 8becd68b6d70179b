import { fieldOf } from '#areas/catalogue/rules/knowledge.ts'
import { faultsOf, QUALITY_FAULTS, QUALITY_VERSION, scoreOf } from '#areas/catalogue/rules/quality.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { LibraryFigures, Report } from '#areas/catalogue/rules/report.ts'
import {
  type CheckPlace,
  type CheckValues,
  countToCheck,
  findDuplicates,
  listToCheck,
  putChecks,
  type ToCheck,
} from '#areas/catalogue/store/report/checks.ts'
import {
  addLibraryFigures,
  addReport,
  countContents,
  countHoldings,
  countQuality,
  findReport,
  gatherHoldings,
  lastImportEnd,
  listNewestFigures,
  pruneReports,
  sumQuality,
} from '#areas/catalogue/store/report/reports.ts'
import { systemActor } from '#areas/people/contract.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import type { RunningJob } from '#platform/jobs/run.ts'
import type { Platform } from '#platform/platform.ts'

/** The job that makes the report anew. */
export const REPORT_JOB = 'catalogue.report'

/** Records checked at once: a few megabytes. */
const BATCH = 500
/** An import may commit records with the time it began its transaction at: looked for so much earlier. */
const OVERLAP = 15 * 60 * 1000
const FIRST: CheckPlace = { updatedAt: new Date(0).toISOString(), id: '00000000-0000-0000-0000-000000000000' }

/** Whoever follows a refreshing: how many records were checked so far, and how many were to be checked when it began. */
type Follow = (checked: number, total: number) => Promise<void>

/**
 * Makes the report of the union: checks the records that changed since the last one, counts holdings and quality, and keeps
 * the figures. Memory does not grow with the catalogue; a refreshing that is interrupted is simply made again.
 */
export async function refreshReport(platform: Platform, follow: Follow = async () => {}, signal?: AbortSignal) {
  const began = platform.clock()
  const start = performance.now()
  const before = await findReport(platform.db)
  const from =
    before?.figures.version === QUALITY_VERSION
      ? { ...FIRST, updatedAt: new Date(before.checkedUntil.getTime() - OVERLAP).toISOString() }
      : FIRST
  const checked = await checkRecords(platform, from, follow, signal)
  const report = await platform.db.transaction().execute(async (tx) => {
    const made = await makeReport(tx)
    const tookMs = Math.round(performance.now() - start)
    const whole: Report & { checkedUntil: Date } = {
      id: newId(),
      madeAt: began,
      tookMs,
      checkedUntil: began,
      figures: made.figures,
    }
    await addReport(tx, whole)
    await addLibraryFigures(tx, await withEmptied(tx, made.libraries), began)
    await pruneReports(tx)
    return whole
  })
  return { checked, report }
}

async function checkRecords(platform: Platform, from: CheckPlace, follow: Follow, signal?: AbortSignal) {
  const { db } = platform
  const thisYear = platform.clock().getUTCFullYear()
  const total = await countToCheck(db, from, QUALITY_VERSION)
  const listAfter = (place: CheckPlace) => ahead(listToCheck(db, place, QUALITY_VERSION, BATCH))
  let checked = 0
  let [reading, writing] = [listAfter(from), Promise.resolve()]
  try {
    for (;;) {
      signal?.throwIfAborted()
      const records = await reading
      const last = records.at(-1)
      if (last === undefined) break
      // The server reads the next records and writes those before while these are checked.
      reading = listAfter({ updatedAt: last.updatedAt, id: last.id })
      const checks = records.map((one) => check(one, thisYear))
      await writing
      await follow(checked, total)
      writing = ahead(db.transaction().execute((tx) => putChecks(tx, QUALITY_VERSION, checks)))
      checked += records.length
    }
    await writing
    await follow(checked, total)
    return checked
  } finally {
    await Promise.allSettled([reading, writing])
  }
}

/** Work that goes on while something else is done: its fault is told to whoever waits for it. */
function ahead<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return work
}

function check({ id, libraryId, family, parsed, updatedAt }: ToCheck, thisYear: number): CheckValues {
  const { brief, classification } = readRecord(parsed, family)
  const faults = faultsOf({ record: parsed, family, brief, classification }, thisYear)
  return { recordId: id, libraryId, field: fieldOf(classification), score: scoreOf(faults), faults, updatedAt }
}

async function makeReport(tx: Tx) {
  await gatherHoldings(tx)
  const holdings = await countHoldings(tx)
  const contents = await countContents(tx)
  await findDuplicates(tx)
  const libraries = (await countQuality(tx)).map(withDuplicates)
  const figures = { ...holdings, ...contents, ...sumQuality(libraries), version: QUALITY_VERSION }
  return { figures, libraries }
}

// Whether a record is there twice is no matter of the record alone, so its cost is taken off here.
function withDuplicates(library: LibraryFigures): LibraryFigures {
  const { records, score, faults } = library
  const cost = ((faults.duplicate ?? 0) * QUALITY_FAULTS.duplicate) / Math.max(1, records)
  return { ...library, score: Math.max(0, score - cost) }
}

/** Libraries that have nothing any more are kept with nothing, so that their last figures do not stay for ever. */
async function withEmptied(tx: Tx, libraries: readonly LibraryFigures[]): Promise<LibraryFigures[]> {
  const standing = new Set(libraries.map((one) => one.libraryId))
  const gone = (await listNewestFigures(tx, null)).filter((one) => !standing.has(one.libraryId))
  return [...libraries, ...gone.map(({ libraryId }) => ({ libraryId, records: 0, editions: 0, score: 0, faults: {} }))]
}

const LOOK_EVERY = 30_000
const DAY = 24 * 60 * 60 * 1000
/** A report takes at most a twentieth of the time. */
const SHARE = 20
const AT_LEAST = 60_000

/** True when imports ended since the last report, or a day passed. */
export async function isReportDue(platform: Platform): Promise<boolean> {
  const now = platform.clock().getTime()
  const [report, imported] = [await findReport(platform.db), await lastImportEnd(platform.db)]
  if (report === undefined) return imported !== null
  const age = now - report.madeAt.getTime()
  if (age >= DAY) return true
  return imported !== null && imported > report.madeAt && age >= Math.max(AT_LEAST, report.tookMs * SHARE)
}

/** Sends the job of a refreshing; one that waits or runs already is answered. */
export async function sendRefresh(platform: Platform): Promise<string> {
  return await platform.db
    .transaction()
    .execute((tx) => platform.jobs.send(tx, REPORT_JOB, {}, { by: systemActor('report'), singletonKey: 'report' }))
}

/** Names the job of the report and the look for when it is due; called once when a process opens. */
export function defineReport(platform: Platform): void {
  platform.jobs.define(REPORT_JOB, async (job: RunningJob<object>) => {
    const follow = (checked: number, total: number) => job.report({ done: checked, total })
    const { checked, report } = await refreshReport(platform, follow, job.signal)
    return { checked, records: report.figures.records, tookMs: report.tookMs }
  })
  const work = async () => {
    if (await isReportDue(platform)) await sendRefresh(platform)
  }
  platform.rounds.push({ name: 'looking whether the report is due', pause: LOOK_EVERY, work })
}
