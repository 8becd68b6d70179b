import type { ExportFamily, ExportFormat } from '#areas/catalogue/contract/following.ts'
import { writerOf } from '#areas/catalogue/rules/following/export-forms.ts'
import { workScopes } from '#areas/catalogue/rules/policies.ts'
import { type ExportAsked, listExported } from '#areas/catalogue/store/exported.ts'
import { listHolderNames } from '#areas/catalogue/store/followers.ts'
import { getNetwork, librariesOfNetwork, librariesWithin, libraryByCode } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { feedPosition } from './changes.ts'

const PAGE = 500
const MOST_AT_ONCE = 16
const FIRST = '00000000-0000-0000-0000-000000000000'

let running = 0

export interface ExportRequest {
  format: ExportFormat
  /** Converts every record to one family by the tables of `lib/marc/crosswalk`. */
  as?: ExportFamily | undefined
  network?: string | undefined
  library?: string | undefined
  /** Id of the last record the caller has. */
  after?: string | undefined
}

/** A stream of records, and where the change feed stood when it began. */
export interface Export {
  mediaType: string
  extension: string
  changesAfter: string
  /** Pieces of the file; memory holds one page of records at a time. */
  bytes: AsyncGenerator<Uint8Array>
}

/**
 * Every record the caller may have: the public ones of all libraries, and the hidden ones of those they work for, narrowed to
 * one network or library when asked. Each carries its id in 035 as `(Peyvand)ID`.
 *
 * Refuses an `after` that is no id (`catalogue.export-after`), `libraries.library-unknown`, `libraries.network-unknown`, and
 * `catalogue.export-busy` (conflict) while this process sends as many as it can.
 */
export async function exportRecords(platform: Platform, actor: Actor, request: ExportRequest): Promise<Export> {
  if (running >= MOST_AT_ONCE) throw new Refusal('conflict', 'catalogue.export-busy')
  const after = request.after ?? FIRST
  if (!isId(after)) throw new Refusal('invalid', 'catalogue.export-after', { after: after.slice(0, 60) })
  const asked: ExportAsked = {
    of: await librariesAsked(platform, actor, request),
    hiddenOf: await librariesWithin(platform, workScopes(actor)),
  }
  const changesAfter = await feedPosition(platform)
  const { mediaType, extension } = writerOf(request.format)
  return { mediaType, extension, changesAfter, bytes: counted(pieces(platform, asked, request, after)) }
}

// Counted from the first piece to the last, or to the moment the other end goes away.
async function* counted(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  running += 1
  try {
    yield* bytes
  } finally {
    running -= 1
  }
}

async function librariesAsked(
  platform: Platform,
  actor: Actor,
  { library, network }: ExportRequest,
): Promise<string[] | null> {
  if (library !== undefined) return [(await libraryByCode(platform, library)).id]
  if (network === undefined) return null
  const { id } = await getNetwork(platform, actor, { code: network })
  return (await librariesOfNetwork(platform, id)).map((one) => one.id)
}

async function* pieces(
  platform: Platform,
  asked: ExportAsked,
  { format, as = null }: { format: ExportFormat; as?: ExportFamily | null | undefined },
  from: string,
): AsyncGenerator<Uint8Array> {
  const writer = writerOf(format)
  const encoder = new TextEncoder()
  const names = new Map<string, string>()
  let after = from
  let count = 0
  yield encoder.encode(writer.head)
  for (;;) {
    const rows = await listExported(platform.db, asked, after, PAGE)
    if (rows.length === 0) break
    const unknown = [...new Set(rows.map((row) => row.libraryId))].filter((id) => !names.has(id))
    for (const one of await listHolderNames(platform.db, unknown)) names.set(one.id, one.name)
    after = rows.at(-1)!.id
    count += rows.length
    yield Buffer.concat(
      rows.map((row) => writer.write({ ...row, as, library: names.get(row.libraryId) ?? row.libraryId })),
    )
  }
  yield encoder.encode(writer.tail({ after: after === FIRST ? null : after, records: count }))
}
