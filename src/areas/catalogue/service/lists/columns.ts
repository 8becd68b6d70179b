import { isDeepStrictEqual } from 'node:util'
import { mayImport } from '#areas/catalogue/rules/policies.ts'
import { sendImport } from '#areas/catalogue/service/import/importing.ts'
import { getImport, type ImportEntry } from '#areas/catalogue/service/keeping.ts'
import { rememberColumns, rememberedColumns } from '#areas/catalogue/store/import/columns.ts'
import { removeUnanswered } from '#areas/catalogue/store/import/unanswered.ts'
import {
  addImport,
  findImport,
  findUnfinished,
  type ImportRow,
  lockImport,
  setColumns,
} from '#areas/catalogue/store/imports.ts'
import { libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { ListColumns, ListField } from '#lib/lists/fields.ts'
import { guessColumns, type ListRow } from '#lib/lists/guess-columns.ts'
import { Refusal } from '#lib/refusal.ts'
import { streamRows } from '#lib/sheets/stream-rows.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'

/** Rows that are looked at to tell what the columns hold, and shown to the librarian. */
const LOOKED_AT = 200
const MOST_COLUMNS = 60
const MOST_ABOVE = 6

/** A table that has come, with what its columns seem to hold. */
export interface ListSample {
  row: ImportEntry
  columns: ListColumns
  /** The first rows under the headings. */
  sample: readonly ListRow[]
  /** The first rows of all, any of which may hold the headings. */
  above: readonly ListRow[]
}

/** Reads the beginning of a table and says what its columns seem to hold. Refuses as `getImport` and `streamRows`, and `catalogue.file-gone`. */
export async function readSample(
  platform: Platform,
  actor: Actor,
  input: { id: string; heading?: number | undefined },
): Promise<ListSample> {
  const row = await getImport(platform, actor, input)
  if (row.form !== 'titles') throw new Refusal('conflict', 'catalogue.import-unknown')
  const rows = await firstRows(platform, row)
  const said = input.heading !== undefined && input.heading !== row.columns?.heading
  const columns =
    row.columns !== null && !said
      ? row.columns
      : guessColumns(rows, await rememberedColumns(platform.db, row.libraryId), input.heading)
  const sample = rows.filter((one) => one.row > columns.heading).slice(0, 8)
  return { row, columns, sample, above: rows.slice(0, MOST_ABOVE) }
}

async function firstRows(platform: Platform, row: ImportRow): Promise<ListRow[]> {
  if (row.fileId === null) throw new Refusal('missing', 'catalogue.file-gone')
  const { bytes } = await platform.files.open(row.fileId)
  const rows: ListRow[] = []
  for await (const some of streamRows(bytes)) {
    rows.push(...some.map(({ row, cells }) => ({ row, cells: cells.slice(0, MOST_COLUMNS) })))
    if (rows.length >= LOOKED_AT) break
  }
  return rows.slice(0, LOOKED_AT)
}

/** What a librarian says of a table's columns. */
export interface ColumnsSaid {
  id: string
  fields: readonly (ListField | null)[]
  /** The row of the headings, 0 for none; the guess when left out. */
  heading?: number
  dryRun: boolean
}

/**
 * Takes what a librarian says of a table's columns, remembers it for the library, and sends the job. A table that has been tried or taken in
 * already goes as a new import of the same file.
 *
 * Refuses `catalogue.list-title-missing` (invalid, field: columns) and as `readSample`.
 */
export async function chooseColumns(platform: Platform, actor: Actor, said: ColumnsSaid): Promise<ImportRow> {
  const { row, columns: guessed } = await readSample(platform, actor, said)
  const library = await libraryRow(platform, row.libraryId)
  mayImport(actor, placeOfLibrary(library))
  const columns = { ...guessed, fields: guessed.names.map((_, i) => said.fields[i] ?? null) }
  if (!columns.fields.includes('title')) {
    throw new Refusal('invalid', 'catalogue.list-title-missing', { field: 'columns' })
  }
  return await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    // A table that waited too long may be gone in this very moment.
    if ((await lockImport(tx, row.id)) === undefined) throw new Refusal('missing', 'catalogue.import-unknown')
    await rememberColumns(tx, row.libraryId, columns, at)
    const begun = await findUnfinished(tx, row.libraryId, row.sha256, said.dryRun, 'titles')
    if (begun !== undefined && begun.id !== row.id && isDeepStrictEqual(begun.columns, columns)) {
      return await goOn(tx, platform, actor, begun, row)
    }
    const id = row.state === 'mapping' ? row.id : newId()
    if (id === row.id) await setColumns(tx, id, columns, said.dryRun)
    else {
      const startedBy = actor.kind === 'person' ? actor.id : null
      const again = { ...row, id, columns, isDryRun: said.dryRun, startedBy, startedByName: actor.name }
      await addImport(tx, { ...again, state: 'waiting' }, at)
    }
    await append(tx, {
      at,
      by: actor,
      organisation: row.libraryId,
      action: said.dryRun ? 'catalogue.import-tried' : 'catalogue.import-begun',
      subject: { type: 'import', id },
      facts: { file: row.fileName, sha256: row.sha256, size: row.size },
    })
    await sendImport(tx, platform, actor, id)
    return (await findImport(tx, id))!
  })
}

/** The same table with the same columns that was begun and not finished goes on; the one just sent is not needed. */
async function goOn(tx: Tx, platform: Platform, actor: Actor, begun: ImportRow, row: ImportRow): Promise<ImportRow> {
  const gone = await removeUnanswered(tx, row.id, new Date(platform.clock().getTime() + 1))
  if (gone?.fileId) await platform.files.discard(tx, gone.fileId)
  await sendImport(tx, platform, actor, begun.id)
  return (await findImport(tx, begun.id))!
}
