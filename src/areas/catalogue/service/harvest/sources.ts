import { isNetworkWide, mayImport, maySeeWork, mayWork } from '#areas/catalogue/rules/policies.ts'
import {
  addHarvest,
  changeHarvest,
  findHarvest,
  findHarvestOf,
  findUnfinishedHarvest,
  type HarvestRow,
  listHarvests,
  listNewestHarvests,
} from '#areas/catalogue/store/harvest/harvests.ts'
import {
  addSource,
  changeSource,
  findSource,
  findSourceOf,
  listSources,
  lockSource,
  type SourceRow,
} from '#areas/catalogue/store/harvest/sources.ts'
import { addImport, finishImport, setImportJob } from '#areas/catalogue/store/imports.ts'
import { librariesByIds, librariesWithin, libraryByCode, libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { readOaiDate } from '#lib/oai-pmh/dates.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId, newId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import { OutgoingFault } from '#platform/outgoing/fault.ts'
import { checkUrl } from '#platform/outgoing/guard.ts'
import type { Platform } from '#platform/platform.ts'

/** The job of one harvest. */
export const HARVEST_JOB = 'catalogue.harvest'

const DAY = 24 * 60 * 60 * 1000

/** A source with its library and what came of it last. */
export interface SourceEntry extends SourceRow {
  libraryName: string
  libraryCode: string
  newest: HarvestRow | null
}

/** What a new source is made of. `library` is `CODE` or `NETWORK:CODE`; `format` null chooses the first that is MARC. */
export interface SourceRequest {
  library: string
  url: string
  set?: string | undefined
  format?: string | undefined
  isDaily?: boolean
}

/**
 * Adds a source of a library, or answers the one that is there already.
 *
 * Refuses `libraries.library-unknown`, `catalogue.import-by-own-staff`, `catalogue.library-closed` and addresses that are
 * not asked (`catalogue.harvest-address`, `-scheme`, `-credentials`, `-inside`).
 */
export async function keepSource(platform: Platform, actor: Actor, request: SourceRequest): Promise<SourceRow> {
  const library = await libraryByCode(platform, request.library)
  mayImport(actor, placeOfLibrary(library))
  if (library.closedOn !== null) throw new Refusal('conflict', 'catalogue.library-closed', { name: library.name })
  const url = urlOf(platform, request.url)
  const setSpec = (request.set ?? '').trim()
  if (!/^[\w.:!~*'()-]{0,300}$/.test(setSpec)) throw new Refusal('invalid', 'catalogue.harvest-set', { field: 'set' })
  const format = request.format?.trim() || null
  return await platform.db.transaction().execute(async (tx) => {
    const known = await findSourceOf(tx, library.id, url, setSpec)
    if (known !== undefined) {
      if (format !== null && format !== known.format) await changeSource(tx, known.id, { format })
      return { ...known, format: format ?? known.format }
    }
    const at = platform.clock()
    const id = newId()
    await addSource(
      tx,
      {
        id,
        libraryId: library.id,
        url,
        setSpec,
        format,
        isNetworkWide: isNetworkWide(actor, library.networkId),
        createdByName: actor.name,
      },
      at,
    )
    const made = (await findSourceOf(tx, library.id, url, setSpec))!
    if (made.id === id) await note(tx, platform, actor, made, 'catalogue.harvest-source-added', { url, set: setSpec })
    if (request.isDaily === true) await changeSource(tx, made.id, { isDaily: true, dueAt: at })
    return (await findSource(tx, made.id))!
  })
}

function urlOf(platform: Platform, typed: string): string {
  const text = typed.trim()
  if (text.length > 1000) throw new Refusal('invalid', 'catalogue.harvest-address', { field: 'url' })
  try {
    const url = checkUrl(text, platform.config.privateHosts)
    url.hash = ''
    url.search = ''
    return url.href
  } catch (error) {
    if (!(error instanceof OutgoingFault)) throw error
    throw new Refusal('invalid', `catalogue.harvest-${error.code}`, { ...error.facts, field: 'url' })
  }
}

const note = (
  tx: Tx,
  platform: Platform,
  actor: Actor,
  source: SourceRow,
  action: string,
  facts: Record<string, string | boolean>,
) =>
  append(tx, {
    at: platform.clock(),
    by: actor,
    organisation: source.libraryId,
    action,
    subject: { type: 'harvest-source', id: source.id },
    facts,
  })

/** The sources within the actor's scope, newest first. */
export async function listSourcesFor(platform: Platform, actor: Actor): Promise<SourceEntry[]> {
  const sources = await listSources(platform.db, await librariesWithin(platform, mayWork(actor)))
  const libraries = await librariesByIds(platform, [...new Set(sources.map((one) => one.libraryId))])
  const newest = await listNewestHarvests(
    platform.db,
    sources.map((one) => one.id),
  )
  return sources.map((source) => ({
    ...source,
    libraryName: libraries.find((one) => one.id === source.libraryId)?.name ?? '',
    libraryCode: libraries.find((one) => one.id === source.libraryId)?.code ?? '',
    newest: newest.find((one) => one.sourceId === source.id) ?? null,
  }))
}

/** One source with its last harvests. Refuses `catalogue.harvest-source-unknown` (missing). */
export async function getSource(
  platform: Platform,
  actor: Actor,
  input: { id: string },
): Promise<{ source: SourceEntry; harvests: HarvestRow[] }> {
  const row = isId(input.id) ? await findSource(platform.db, input.id) : undefined
  if (row === undefined) throw new Refusal('missing', 'catalogue.harvest-source-unknown')
  const library = await libraryRow(platform, row.libraryId)
  maySeeWork(actor, placeOfLibrary(library))
  const harvests = await listHarvests(platform.db, row.id, 30)
  const source = { ...row, libraryName: library.name, libraryCode: library.code, newest: harvests[0] ?? null }
  return { source, harvests }
}

/** The harvest that brought an import's records, for whoever may see the import; null for a file or a removed source. */
export async function harvestOfImport(
  platform: Platform,
  actor: Actor,
  input: { id: string },
): Promise<HarvestRow | null> {
  const found = isId(input.id) ? await findHarvestOf(platform.db, input.id) : undefined
  if (found === undefined) return null
  await getSource(platform, actor, { id: found.sourceId })
  return found
}

/** Harvests a source every day, or no longer. */
export async function setDaily(platform: Platform, actor: Actor, input: { id: string; isDaily: boolean }) {
  const { source } = await getSource(platform, actor, input)
  mayImport(actor, placeOfLibrary(await libraryRow(platform, source.libraryId)))
  await platform.db.transaction().execute(async (tx) => {
    const { isDaily } = (await lockSource(tx, source.id)) ?? source
    if (isDaily === input.isDaily) return
    await changeSource(tx, source.id, { isDaily: input.isDaily, dueAt: input.isDaily ? platform.clock() : null })
    await note(tx, platform, actor, source, 'catalogue.harvest-schedule', { daily: input.isDaily })
  })
}

/** Takes a source off the list; its records stay. */
export async function removeSource(platform: Platform, actor: Actor, input: { id: string }) {
  const { source } = await getSource(platform, actor, input)
  mayImport(actor, placeOfLibrary(await libraryRow(platform, source.libraryId)))
  await platform.db.transaction().execute(async (tx) => {
    const locked = await lockSource(tx, source.id)
    if (locked === undefined) return
    const open = await findUnfinishedHarvest(tx, source.id)
    if (open !== undefined) await closeHarvest(tx, open, platform.clock(), 'catalogue.harvest-source-gone')
    await changeSource(tx, source.id, { removedAt: platform.clock(), isDaily: false, dueAt: null })
    await note(tx, platform, actor, source, 'catalogue.harvest-source-removed', { url: source.url })
  })
}

/** Ends a harvest that nobody will go on with. */
async function closeHarvest(tx: Tx, open: HarvestRow, at: Date, code: string): Promise<void> {
  const fault = { code, facts: {} }
  await changeHarvest(tx, open.id, { state: 'refused', fault, finishedAt: at })
  await finishImport(tx, open.importId, 'refused', fault, at)
}

/** How a harvest is begun. `from` and `until` are dates of OAI-PMH (UTC); `isFull` passes over what was harvested before. */
export interface HarvestRequest {
  id: string
  isFull?: boolean
  from?: string | undefined
  until?: string | undefined
  /** True once a person agreed that a great part of the records may be withdrawn. */
  mayWithdrawMany?: boolean
}

/**
 * Sends the job that harvests a source. One that was begun and not finished goes on where it stopped, unless everything is
 * asked for anew. Refuses `catalogue.harvest-date` and whoever may not import for the library.
 */
export async function beginHarvest(platform: Platform, actor: Actor, request: HarvestRequest): Promise<HarvestRow> {
  const { source } = await getSource(platform, actor, request)
  const library = await libraryRow(platform, source.libraryId)
  mayImport(actor, placeOfLibrary(library))
  if (library.closedOn !== null) throw new Refusal('conflict', 'catalogue.library-closed', { name: library.name })
  for (const field of ['from', 'until'] as const) {
    const date = request[field]
    if (date !== undefined && readOaiDate(date) === null)
      throw new Refusal('invalid', 'catalogue.harvest-date', { field })
  }
  return await platform.db.transaction().execute(async (tx) => {
    await lockSource(tx, source.id)
    const at = platform.clock()
    let open = await findUnfinishedHarvest(tx, source.id)
    const wantsOther = request.from !== undefined || request.until !== undefined || (request.isFull && !open?.isFull)
    if (open !== undefined && wantsOther && open.state !== 'running') {
      await closeHarvest(tx, open, at, 'catalogue.harvest-begun-anew')
      open = undefined
    }
    const id = open?.id ?? (await makeHarvest(tx, platform, actor, source, request))
    if (open !== undefined && request.mayWithdrawMany) await changeHarvest(tx, id, { mayWithdrawMany: true })
    const jobId = await platform.jobs.send(tx, HARVEST_JOB, { harvestId: id }, { by: actor, singletonKey: id })
    await changeHarvest(tx, id, { jobId })
    await setImportJob(tx, open?.importId ?? (await findHarvest(tx, id))!.importId, jobId)
    if (source.isDaily) await changeSource(tx, source.id, { dueAt: new Date(at.getTime() + DAY) })
    return (await findHarvest(tx, id))!
  })
}

async function makeHarvest(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  source: SourceRow,
  request: HarvestRequest,
): Promise<string> {
  const at = platform.clock()
  const [id, importId] = [newId(), newId()]
  await addImport(
    tx,
    {
      id: importId,
      libraryId: source.libraryId,
      fileId: null,
      fileName: source.setSpec === '' ? source.url : `${source.url} (${source.setSpec})`,
      sha256: `harvest:${id}`,
      size: 0,
      isDryRun: false,
      isNetworkWide: source.isNetworkWide,
      startedBy: actor.kind === 'person' ? actor.id : null,
      startedByName: actor.name,
    },
    at,
  )
  await addHarvest(
    tx,
    {
      id,
      sourceId: source.id,
      importId,
      isFull: request.isFull === true || (source.harvestedUntil === null && request.from === undefined),
      askedFrom: request.from ?? null,
      askedUntil: request.until ?? null,
      format: source.format,
      mayWithdrawMany: request.mayWithdrawMany === true,
      startedByName: actor.name,
    },
    at,
  )
  await append(tx, {
    at,
    by: actor,
    organisation: source.libraryId,
    action: 'catalogue.harvest-begun',
    subject: { type: 'import', id: importId },
    facts: { url: source.url, set: source.setSpec, full: request.isFull === true },
  })
  return id
}
