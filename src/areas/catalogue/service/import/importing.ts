import { Readable } from 'node:stream'
import { isNetworkWide, mayImport } from '#areas/catalogue/rules/policies.ts'
import { itemsOf } from '#areas/catalogue/service/lists/items.ts'
import { answeredLists, WAITING_JOB, waitingOf } from '#areas/catalogue/service/lists/waiting.ts'
import type { ListScope } from '#areas/catalogue/store/import/isbn-counts.ts'
import {
  addImport,
  findImport,
  findUnfinished,
  finishImport,
  type ImportCounts,
  type ImportForm,
  type ImportRow,
  setImportJob,
  startImport,
} from '#areas/catalogue/store/imports.ts'
import { librariesOfNetwork, libraryByCode, libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import { type Actor, systemActor } from '#areas/people/contract.ts'
import type { ListColumns } from '#lib/lists/fields.ts'
import type { MarcItem } from '#lib/marc/record.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import type { RunningJob } from '#platform/jobs/run.ts'
import { append, type JournalActor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { type Importing, identified, judge, writeBatch } from './batch.ts'

/** The job that takes a file in. */
const IMPORT_JOB = 'catalogue.import'

/** Records of one transaction: large enough that statements cost little, small enough that others get their turn. */
const BATCH = 500

/** The largest file that is taken, 8 GB: about four million records. */
const LARGEST = 8 * 1024 ** 3

export interface ImportRequest {
  /** `CODE` or `NETWORK:CODE`. */
  library: string
  fileName: string
  bytes: Readable | AsyncIterable<Uint8Array>
  dryRun: boolean
  /** `marc` unless told. */
  form?: ImportForm
  /** What the columns of a table hold; without it the table waits until somebody says so. */
  columns?: ListColumns
  /** How a list of ISBNs counts, `part` unless told; null only writes what stands counted. */
  scope?: ListScope | null
}

/**
 * Stores a file of MARC records and sends the job that takes it in. The same file for the same library that was begun and
 * not finished goes on where it stopped, under its old id.
 *
 * Refuses `libraries.library-unknown`, `catalogue.import-by-own-staff`, `files.too-large`.
 */
export async function beginImport(platform: Platform, actor: Actor, request: ImportRequest): Promise<ImportRow> {
  const library = await libraryByCode(platform, request.library)
  mayImport(actor, placeOfLibrary(library))
  if (library.closedOn !== null) throw new Refusal('conflict', 'catalogue.library-closed', { name: library.name })
  const file = await platform.files.put(request.bytes, {
    name: request.fileName,
    mediaType: 'application/marc',
    maxSize: LARGEST,
  })
  return await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    const { form = 'marc', columns = null } = request
    const waits = form === 'titles' && columns === null
    const states = waits ? (['mapping'] as const) : undefined
    const begun = await findUnfinished(tx, library.id, file.sha256, request.dryRun, form, states)
    const id = begun?.id ?? newId()
    if (begun === undefined) {
      await platform.files.keep(tx, file.id)
      await addImport(
        tx,
        {
          id,
          libraryId: library.id,
          fileId: file.id,
          fileName: request.fileName,
          sha256: file.sha256,
          size: file.size,
          isDryRun: request.dryRun,
          isNetworkWide: isNetworkWide(actor, library.networkId),
          startedBy: actor.kind === 'person' ? actor.id : null,
          startedByName: actor.name,
          form,
          columns,
          listScope: form === 'isbns' ? (request.scope === undefined ? 'part' : request.scope) : null,
          state: waits ? 'mapping' : 'waiting',
        },
        at,
      )
      // A table that waits for its columns is begun when somebody says what they hold.
      if (waits) return (await findImport(tx, id))!
      await append(tx, {
        at,
        by: actor,
        organisation: library.id,
        action: request.dryRun ? 'catalogue.import-tried' : 'catalogue.import-begun',
        subject: { type: 'import', id },
        facts: { file: request.fileName, sha256: file.sha256, size: file.size },
      })
    } else {
      await platform.files.discard(tx, file.id)
      if (waits) return begun
    }
    await sendImport(tx, platform, actor, id)
    return (await findImport(tx, id))!
  })
}

/** Sends the job of an import that waits. */
export async function sendImport(tx: Tx, platform: Platform, by: JournalActor, id: string): Promise<void> {
  await setImportJob(tx, id, await platform.jobs.send(tx, IMPORT_JOB, { importId: id }, { by, singletonKey: id }))
}

/** Does the job of an import, from its first record or from where it stopped. */
async function runImport(platform: Platform, job: RunningJob<{ importId: string }>): Promise<ImportRow> {
  const id = job.data.importId
  const row = await findImport(platform.db, id)
  if (row === undefined) throw new Refusal('missing', 'catalogue.import-unknown')
  if (row.state === 'done' || row.state === 'refused') return row
  await startImport(platform.db, id, platform.clock())
  const importing = await prepare(platform, row, job.by)
  const fault = await takeIn(platform, importing, job)
  await finish(platform, importing, fault)
  return (await findImport(platform.db, id))!
}

async function prepare(platform: Platform, row: ImportRow, by: JournalActor): Promise<Importing> {
  const library = await libraryRow(platform, row.libraryId)
  const others = row.isNetworkWide ? await librariesOfNetwork(platform, library.networkId) : []
  const libraries = new Map(others.map((other) => [other.code, other.id]))
  return { row, by, seen: new Set(), libraries }
}

type FileFault = { code: string; facts: Record<string, string | number> } | null

async function takeIn(platform: Platform, importing: Importing, job: RunningJob<unknown>): Promise<FileFault> {
  const { row } = importing
  let counts: ImportCounts = { ...row }
  if (row.fileId === null) return { code: 'catalogue.file-gone', facts: {} }
  const { bytes } = await platform.files.open(row.fileId)
  let only: MarcItem | null = null
  const progress = { taken: 0 }
  let [writing, taken]: [Promise<ImportCounts>, number] = [Promise.resolve(counts), 0]
  try {
    for await (const batch of inBatches(itemsOf(platform, row, counted(bytes, progress), importing.by), BATCH)) {
      const fresh = skipDone(importing, batch, row.doneRecords)
      // The next stretch is read while the database writes this one.
      const judged = judge(importing, fresh)
      counts = await writing
      await job.report({ done: taken, total: row.size, note: { ...progressNote(counts) } })
      job.signal.throwIfAborted()
      if (counts.doneRecords === 0 && batch.length === 1) only = batch[0] ?? null
      taken = progress.taken
      if (fresh.length > 0)
        writing = writeBatch(platform, importing, judged, counts, waitingOf(row, fresh, platform.clock()))
      writing.catch(() => {}) // told when it is waited for
    }
    counts = await writing
  } finally {
    await writing.catch(() => {})
  }
  await job.report({ done: progress.taken, total: row.size, note: { ...progressNote(counts) } })
  if (counts.doneRecords === 0) return { code: 'marc.empty', facts: {} }
  // A file that is no MARC at all comes as one refusal: then the file is refused, not its only record.
  const isWholeFile =
    row.form === 'marc' && counts.doneRecords === 1 && counts.refused === 1 && only?.kind === 'refused'
  return isWholeFile && only?.kind === 'refused' ? { code: only.fault.code, facts: only.fault.facts } : null
}

// Bytes of the file as it lies in the store: of a compressed one, offsets of records tell nothing about its end.
async function* counted(bytes: AsyncIterable<Uint8Array>, progress: { taken: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    progress.taken += chunk.length
    yield chunk
  }
}

const progressNote = (counts: ImportCounts) => ({
  records: counts.doneRecords,
  added: counts.added,
  updated: counts.updated,
  unchanged: counts.unchanged,
  refused: counts.refused,
})

// A resumed import reads the file from its start again, because only so the numbers met before are known.
function skipDone(importing: Importing, batch: readonly MarcItem[], done: number): MarcItem[] {
  const fresh: MarcItem[] = []
  for (const item of batch) {
    if (item.number > done) fresh.push(item)
    else if (item.kind === 'record') importing.seen.add(identified(item).controlNumber)
  }
  return fresh
}

async function* inBatches(source: AsyncIterable<MarcItem[]>, size: number): AsyncGenerator<MarcItem[]> {
  let batch: MarcItem[] = []
  for await (const items of source) {
    for (const item of items) {
      batch.push(item)
      if (batch.length >= size) {
        yield batch
        batch = []
      }
    }
  }
  if (batch.length > 0) yield batch
}

async function finish(platform: Platform, importing: Importing, fault: FileFault): Promise<void> {
  const { row, by } = importing
  await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    await finishImport(tx, row.id, fault === null ? 'done' : 'refused', fault, at)
    const done = (await findImport(tx, row.id))!
    if (done.added + done.updated > 0 && !row.isDryRun) await lookForWaiting(tx, platform, by)
    await append(tx, {
      at,
      by,
      organisation: row.libraryId,
      action: fault === null ? 'catalogue.import-done' : 'catalogue.import-refused',
      subject: { type: 'import', id: row.id },
      facts: {
        read: done.doneRecords,
        added: done.added,
        updated: done.updated,
        unchanged: done.unchanged,
        refused: done.refused,
        passedOver: done.passedOver,
        fault: fault?.code ?? null,
      },
    })
  })
}

/** Has the numbers that wait for a record looked up again; whoever has written records says so. */
export async function lookForWaiting(tx: Tx, platform: Platform, by: JournalActor): Promise<void> {
  await platform.jobs.send(tx, WAITING_JOB, {}, { by, singletonKey: WAITING_JOB })
}

/** Tells the jobs how what waited for a record is taken in; called once when a process opens. */
export function defineWaitingJob(platform: Platform): void {
  platform.jobs.define(WAITING_JOB, async () => {
    const actor = systemActor('waiting ISBNs')
    const lists = await answeredLists(platform)
    for (const { bytes, ...list } of lists) {
      await beginImport(platform, actor, {
        ...list,
        bytes: Readable.from([bytes]),
        dryRun: false,
        form: 'isbns',
        scope: null,
      })
    }
    return { lists: lists.length }
  })
}

/** Tells the jobs how imports are done; called once when a process opens. */
export function defineImportJob(platform: Platform): void {
  platform.jobs.define<{ importId: string }>(
    IMPORT_JOB,
    async (job) => {
      try {
        return progressNote(await runImport(platform, job))
      } catch (error) {
        if (isRefusal(error) && error.code !== 'catalogue.import-taken-over') {
          const fault = { code: error.code, facts: error.facts as Record<string, string | number> }
          await finishImport(platform.db, job.data.importId, 'refused', fault, platform.clock())
        }
        throw error
      }
    },
    { concurrency: 1 },
  )
}
