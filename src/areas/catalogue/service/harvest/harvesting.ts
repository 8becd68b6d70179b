import {
  changeHarvest,
  findHarvest,
  type HarvestNote,
  type HarvestRow,
} from '#areas/catalogue/store/harvest/harvests.ts'
import { changeSource, findSource, type SourceRow } from '#areas/catalogue/store/harvest/sources.ts'
import { findImport, finishImport, startImport } from '#areas/catalogue/store/imports.ts'
import { librariesOfNetwork, libraryRow } from '#areas/libraries/service.ts'
import { type Granularity, granularityOf, oaiDate, readOaiDate, withOverlap } from '#lib/oai-pmh/dates.ts'
import type { OaiResponse } from '#lib/oai-pmh/response.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { type Asker, ask, isPassing } from './asking.ts'
import { finish } from './finishing.ts'
import { HARVEST_LIMITS, type HarvestLimits } from './limits.ts'
import { LoopWatch } from './loop-watch.ts'
import { change, type HarvestJob, LAST_READ, type Run, warned } from './run.ts'
import { HARVEST_JOB } from './sources.ts'
import { takePage } from './taking.ts'

/**
 * Does the job of a harvest, from its first page or from where it stopped. Whatever keeps it from its end is written down as
 * its fault and refused; what may pass leaves it `stopped`, and the next beginning goes on behind the last page.
 */
export async function runHarvest(
  platform: Platform,
  job: HarvestJob,
  limits: HarvestLimits = HARVEST_LIMITS,
): Promise<HarvestRow> {
  const harvest = await findHarvest(platform.db, job.data.harvestId)
  const source = harvest && (await findSource(platform.db, harvest.sourceId))
  if (harvest === undefined || source === undefined) throw new Refusal('missing', 'catalogue.harvest-unknown')
  if (harvest.state === 'done' || harvest.state === 'refused') return harvest
  await startImport(platform.db, harvest.importId, platform.clock())
  await changeHarvest(platform.db, harvest.id, { state: 'running', fault: null })
  try {
    const run = await prepare(platform, job, limits, source, harvest)
    if (run.harvest.token !== LAST_READ) await fetchPages(run)
    await finish(run)
  } catch (error) {
    if (isRefusal(error) && error.code !== 'catalogue.import-taken-over') await fail(platform, job, harvest, error)
    throw error
  }
  return (await findHarvest(platform.db, harvest.id))!
}

async function prepare(
  platform: Platform,
  job: HarvestJob,
  limits: HarvestLimits,
  source: SourceRow,
  harvest: HarvestRow,
): Promise<Run> {
  const asker: Asker = {
    url: source.url,
    allowed: platform.config.privateHosts,
    limits,
    signal: job.signal,
    onPause: (seconds) => job.report({ note: { pause: seconds } }),
  }
  const identity = (await ask(asker, { verb: 'Identify' })).identity
  if (identity.protocolVersion !== null && identity.protocolVersion !== '2.0') {
    throw new Refusal('conflict', 'catalogue.harvest-version', { version: identity.protocolVersion.slice(0, 20) })
  }
  await changeSource(platform.db, source.id, { repositoryName: identity.name })
  const granularity = granularityOf(identity.granularity)
  const format = harvest.format ?? (await chooseFormat(asker))
  const from = harvest.token === null ? firstDay(source, harvest, granularity) : harvest.askedFrom
  await changeHarvest(platform.db, harvest.id, { format, askedFrom: from })
  const library = await libraryRow(platform, source.libraryId)
  const others = source.isNetworkWide ? await librariesOfNetwork(platform, library.networkId) : []
  const row = (await findImport(platform.db, harvest.importId))!
  const importing = { row, by: job.by, seen: new Set<string>(), libraries: new Map(others.map((o) => [o.code, o.id])) }
  const fresh = (await findHarvest(platform.db, harvest.id))!
  return { platform, job, limits, source, harvest: fresh, taking: { platform, source, importing }, asker, granularity }
}

function firstDay(source: SourceRow, harvest: HarvestRow, granularity: Granularity): string | null {
  const asked = readOaiDate(harvest.askedFrom)
  if (asked !== null) return oaiDate(asked, granularity)
  if (harvest.isFull || source.harvestedUntil === null) return null
  return oaiDate(withOverlap(source.harvestedUntil, granularity), granularity)
}

const MARC = /marc/i
const SLIM = 'http://www.loc.gov/MARC21/slim'

async function chooseFormat(asker: Asker): Promise<string> {
  const { formats } = await ask(asker, { verb: 'ListMetadataFormats' })
  const found =
    formats.find((one) => one.namespace === SLIM) ??
    formats.find((one) => MARC.test(one.namespace)) ??
    formats.find((one) => MARC.test(one.prefix))
  if (found !== undefined) return found.prefix
  const offered = formats.map((one) => one.prefix).join('، ')
  throw new Refusal('conflict', 'catalogue.harvest-no-marc-format', { offered: offered.slice(0, 300) })
}

async function fetchPages(run: Run): Promise<void> {
  const { limits, job } = run
  const watch = new LoopWatch(limits)
  for (;;) {
    job.signal.throwIfAborted()
    const { harvest } = run
    const page = await ask(run.asker, questionOf(run))
    const outcome = await heed(run, page)
    if (outcome === 'again') {
      watch.forget()
      continue
    }
    const records = outcome === 'none' ? [] : page.records
    watch.saw(harvest.token, { ...page, records })
    const answeredAt = harvest.answeredAt ?? readOaiDate(page.responseDate)
    run.harvest = await takePage(run.taking, harvest, {
      records,
      token: (outcome === 'none' ? null : page.token) ?? LAST_READ,
      announced: page.completeListSize,
      answeredAt,
    })
    const { listed, announced, withdrawn, pages } = run.harvest
    await job.report({ done: listed, total: announced, note: { pages, records: listed, withdrawn } })
    if (run.harvest.token === LAST_READ) return
    if (listed > limits.records) throw new Refusal('conflict', 'catalogue.harvest-endless', { records: listed })
  }
}

function questionOf({ source, harvest, granularity }: Run): Record<string, string> {
  if (harvest.token !== null) return { verb: 'ListRecords', resumptionToken: harvest.token }
  const until = readOaiDate(harvest.askedUntil)
  return {
    verb: 'ListRecords',
    metadataPrefix: harvest.format ?? 'marcxml',
    ...(source.setSpec === '' ? {} : { set: source.setSpec }),
    ...(harvest.askedFrom === null ? {} : { from: harvest.askedFrom }),
    ...(until === null ? {} : { until: oaiDate(until, granularity) }),
  }
}

/** What the errors of an answer ask for: go on, an empty list, or the question once more. */
async function heed(run: Run, { errors }: OaiResponse): Promise<'go on' | 'none' | 'again'> {
  const [first] = errors
  if (first === undefined) return 'go on'
  const has = (code: string) => errors.some((error) => error.code === code)
  if (has('noRecordsMatch')) return 'none'
  if (has('badResumptionToken') && run.harvest.token !== null) return await beginAgain(run)
  // Some servers say they count seconds and take only days.
  const { askedFrom, askedUntil, token } = run.harvest
  if (has('badArgument') && run.granularity === 'second' && token === null && (askedFrom ?? askedUntil) !== null) {
    run.granularity = 'day'
    await change(run, {
      askedFrom: askedFrom?.slice(0, 10) ?? null,
      warnings: warned(run, 'catalogue.harvest-granularity'),
    })
    return 'again'
  }
  const facts = { code: first.code.slice(0, 60), message: first.message.slice(0, 200), set: run.source.setSpec }
  if (has('cannotDisseminateFormat')) {
    throw new Refusal('conflict', 'catalogue.harvest-format', { ...facts, format: run.harvest.format })
  }
  throw new Refusal('conflict', has('noSetHierarchy') ? 'catalogue.harvest-no-sets' : 'catalogue.harvest-error', facts)
}

/** Records are known by library and control number, so a window asked for again doubles nothing. */
async function beginAgain(run: Run): Promise<'again'> {
  const restarts = run.harvest.restarts + 1
  if (restarts > run.limits.restarts) throw new Refusal('conflict', 'catalogue.harvest-token-refused', { restarts })
  await change(run, { token: null, restarts, listed: 0, warnings: warned(run, 'catalogue.harvest-began-again') })
  return 'again'
}

async function fail(platform: Platform, job: HarvestJob, harvest: HarvestRow, refusal: Refusal): Promise<void> {
  const state = isPassing(refusal) ? 'stopped' : 'refused'
  const fault: HarvestNote = { code: refusal.code, facts: refusal.facts as HarvestNote['facts'] }
  const at = platform.clock()
  await platform.db.transaction().execute(async (tx) => {
    await changeHarvest(tx, harvest.id, { state, fault, finishedAt: at })
    await finishImport(tx, harvest.importId, state, fault, at)
    await append(tx, {
      at,
      by: job.by,
      organisation: null,
      action: 'catalogue.harvest-failed',
      subject: { type: 'import', id: harvest.importId },
      facts: { fault: refusal.code },
    })
  })
}

/** Tells the jobs how harvests are done; called once when a process opens. */
export function defineHarvestJob(platform: Platform): void {
  platform.jobs.define<{ harvestId: string }>(
    HARVEST_JOB,
    async (job) => {
      const { listed, withdrawn } = await runHarvest(platform, job)
      return { listed, withdrawn }
    },
    { concurrency: 1 },
  )
}
