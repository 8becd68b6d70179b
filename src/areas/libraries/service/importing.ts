import type { ImportSummary, LibraryDraft, RowRefusal } from '#areas/libraries/contract.ts'
import { directoryScopes, mayKeepDirectory, placeOf } from '#areas/libraries/rules.ts'
import { listPlaces } from '#areas/libraries/service.ts'
import { addEvents, type LibraryValues, putLibraries } from '#areas/libraries/store/changes.ts'
import { type LibraryRow, listLibrariesOfNetwork } from '#areas/libraries/store/libraries.ts'
import { findNetworkInAnyCase, listNetworks, lockNetwork, type NetworkRow } from '#areas/libraries/store/networks.ts'
import type { Actor } from '#areas/people/contract.ts'
import { dayInTehran } from '#lib/calendar/format-day.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { readSheet } from '#lib/sheets/read-sheet.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { COLUMNS, columnsOf, draftOf, type RowSaid, rowOf, type SheetColumns } from './columns.ts'
import { isSame, placeFinder, valuesOf } from './draft.ts'
import { followMove, historyOf } from './keeping.ts'

const BATCH = 5000

/** Rows that a preview shows of those to be written. */
const PREVIEWED = 20

/** A refused row with its first fault; `also` has its other ones. */
interface RefusedRow extends RowRefusal {
  also: RowRefusal[]
}

/** A library that a file adds or changes. */
export interface ChangedRow {
  code: string
  name: string
  nameEn: string | null
  city: { name: string; nameEn: string | null } | null
  isNew: boolean
}

/** What a file does. `first` are the first rows it adds or changes, at most `PREVIEWED`. */
export interface LibrariesTaken extends Omit<ImportSummary, 'refused'> {
  refused: RefusedRow[]
  first: ChangedRow[]
}

/**
 * Takes a CSV or XLSX of libraries: rows that can be understood are added or changed in one transaction, the others come
 * back with row, column and reason of every fault. The same file twice changes nothing; `dryRun` writes nothing.
 *
 * The network is the one named, else the row's own in the column `network`, else the only one there is.
 *
 * Refuses the whole file for `sheets.…` faults, `libraries.columns-missing`, `libraries.network-unknown` and
 * `libraries.network-unsaid`.
 */
export async function importLibraries(
  platform: Platform,
  actor: Actor,
  input: { network?: string | undefined; bytes: Uint8Array; dryRun: boolean; isDemonstration?: boolean },
): Promise<LibrariesTaken> {
  directoryScopes(actor)
  const sheet = await readSheet(input.bytes)
  const columns = columnsOf(sheet)
  const networks = await networksOf(platform, input.network, columns)
  const places = placeFinder(await listPlaces(platform))
  return await platform.db.transaction().execute(async (tx) => {
    const known = await librariesOf(tx, networks)
    const judged = new Judged(columns, networks, known)
    for (const { row, cells } of sheet.rows) {
      judged.take(row, cells, (network, draft, before) => {
        const made = { id: newId(), isDemonstration: input.isDemonstration ?? false }
        return allowed(actor, valuesOf(draft, before, network, places, made), before)
      })
    }
    if (!input.dryRun) await write(platform, tx, actor, judged)
    const first = judged.changed.slice(0, PREVIEWED).map((values) => {
      const city = values.cityCode === null ? undefined : places.cityOf(values.cityCode)
      const { code, name, nameEn } = values
      return {
        code,
        name,
        nameEn,
        city: city ? { name: city.name, nameEn: city.nameEn } : null,
        isNew: judged.before(values) === undefined,
      }
    })
    return { ...judged.summary(sheet.rows.length), dryRun: input.dryRun, first }
  })
}

function allowed(actor: Actor, values: LibraryValues, before: LibraryRow | undefined): LibraryValues {
  mayKeepDirectory(actor, placeOf(values))
  if (before) mayKeepDirectory(actor, placeOf(before))
  return values
}

async function networksOf(platform: Platform, code: string | undefined, columns: SheetColumns): Promise<NetworkRow[]> {
  if (code !== undefined) {
    const network = await findNetworkInAnyCase(platform.db, code)
    if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code, field: 'network' })
    return [network]
  }
  const all = await listNetworks(platform.db)
  const told = [...columns.values()].some(({ column }) => column === 'network')
  if (!told && all.length !== 1) throw new Refusal('invalid', 'libraries.network-unsaid', { field: 'network' })
  return all
}

const keyOf = (networkId: string, code: string) => `${networkId}:${code}`

async function librariesOf(tx: Tx, networks: readonly NetworkRow[]): Promise<Map<string, LibraryRow>> {
  const known = new Map<string, LibraryRow>()
  for (const { id } of networks) {
    await lockNetwork(tx, id)
    for (const row of await listLibrariesOfNetwork(tx, id)) known.set(keyOf(id, row.code), row)
  }
  return known
}

async function write(platform: Platform, tx: Tx, actor: Actor, judged: Judged): Promise<void> {
  const at = platform.clock()
  const today = dayInTehran(at)
  for (let i = 0; i < judged.changed.length; i += BATCH) {
    const batch = judged.changed.slice(i, i + BATCH)
    await putLibraries(tx, batch, at)
    await addEvents(
      tx,
      batch.flatMap((values) => historyOf(values, judged.before(values), today)),
      at,
    )
    for (const values of batch) await followMove(tx, values, judged.before(values))
    await append(
      tx,
      batch.map((values) => ({
        at,
        by: actor,
        organisation: values.id,
        action: judged.before(values) ? 'libraries.library-updated' : 'libraries.library-added',
        subject: { type: 'library', id: values.id },
        facts: { code: values.code, name: values.name },
      })),
    )
  }
}

type Judge = (network: NetworkRow, draft: LibraryDraft, before: LibraryRow | undefined) => LibraryValues

/** What `work` gives; its refusal is put with the others. */
function caught<T>(faults: Refusal[], work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!isRefusal(error)) throw error
    faults.push(error)
    return undefined
  }
}

/** The rows of one file, sorted into what changes, what stays and what is refused. */
class Judged {
  readonly changed: LibraryValues[] = []
  private readonly refused: RefusedRow[] = []
  private readonly seen = new Map<string, number>()
  private readonly columns: SheetColumns
  private readonly networks: readonly NetworkRow[]
  private readonly known: ReadonlyMap<string, LibraryRow>
  private unchanged = 0

  constructor(columns: SheetColumns, networks: readonly NetworkRow[], known: ReadonlyMap<string, LibraryRow>) {
    this.columns = columns
    this.networks = networks
    this.known = known
  }

  before(values: { networkId: string; code: string }): LibraryRow | undefined {
    return this.known.get(keyOf(values.networkId, values.code))
  }

  take(row: number, cells: readonly string[], judge: Judge): void {
    const { network: code, draft, faults } = draftOf(this.columns, cells)
    const network = caught(faults, () => this.networkOf(code))
    const key = network && draft.code !== undefined ? keyOf(network.id, draft.code) : null
    const first = key === null ? undefined : this.seen.get(key)
    if (first !== undefined)
      faults.push(new Refusal('conflict', 'libraries.code-repeated', { field: 'code', row: first }))
    else if (key !== null && faults.length === 0) this.seen.set(key, row)
    const before = key === null ? undefined : this.known.get(key)
    const values = network && this.valuesOf(network, draft, before, judge, faults)
    if (faults.length > 0) this.refuse(row, cells, faults)
    else if (values && before !== undefined && isSame(values, before)) this.unchanged++
    else if (values) this.changed.push(values)
  }

  // Of a library nobody can name only its places are judged: whose it is stays unknown.
  private valuesOf(
    network: NetworkRow,
    said: RowSaid['draft'],
    before: LibraryRow | undefined,
    judge: Judge,
    faults: Refusal[],
  ): LibraryValues | undefined {
    const draft: LibraryDraft = { ...said, code: said.code ?? '', name: said.name ?? '' }
    const found: Refusal[] = []
    let values = caught(found, () => judge(network, draft, before))
    // A county nobody knows does not hide a wrong city, where the province says enough to look for it.
    if (found[0]?.facts.field === 'county' && draft.province && draft.city) {
      const { county: _, ...rest } = draft
      values = caught(found, () => judge(network, rest, before))
    }
    faults.push(...found.filter(({ facts }) => said.code !== undefined || facts.field !== undefined))
    return values
  }

  // One network was named for the whole file, or it is the only one: then the column says nothing new.
  private networkOf(code: string | null): NetworkRow {
    const found = this.networks.length === 1 ? this.networks[0] : this.networks.find((one) => one.code === code)
    if (found) return found
    if (code === null) throw new Refusal('invalid', 'libraries.network-missing', { field: 'network' })
    throw new Refusal('invalid', 'libraries.network-unknown', { field: 'network', code: code.slice(0, 60) })
  }

  private refuse(row: number, cells: readonly string[], faults: readonly Refusal[]): void {
    const [first, ...also] = faults.map((fault) => this.told(row, cells, fault))
    if (first) this.refused.push({ ...first, also })
  }

  private told(row: number, cells: readonly string[], { code, facts }: Refusal): RowRefusal {
    const at = [...this.columns].find(([, { column }]) => column === facts.field)
    const plain = Object.entries(facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    return {
      row,
      column: at?.[1].header ?? null,
      value: at === undefined ? null : (cells[at[0]] ?? '').slice(0, 200),
      code,
      facts: Object.fromEntries(plain) as RowRefusal['facts'],
    }
  }

  summary(read: number) {
    const updated = this.changed.filter((values) => this.before(values)).length
    return { read, added: this.changed.length - updated, updated, unchanged: this.unchanged, refused: this.refused }
  }
}

/** A network's libraries as rows of an export; an import of them changes nothing. Anybody may have it. */
export async function exportLibraries(platform: Platform, _actor: Actor, input: { network: string }) {
  const network = await findNetworkInAnyCase(platform.db, input.network)
  if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.network })
  const libraries = await listLibrariesOfNetwork(platform.db, network.id)
  const header = Object.values(COLUMNS).map((names) => names[0])
  return { network, header, rows: libraries.map(rowOf) }
}

/** The refused rows of a file as the file wrote them, for mending and sending again. */
export async function refusedRows(bytes: Uint8Array, refused: readonly RefusedRow[]) {
  const { header, rows } = await readSheet(bytes)
  const why = new Map(refused.map((row) => [row.row, row]))
  return {
    header,
    rows: rows.flatMap(({ row, cells }) => {
      const refusal = why.get(row)
      return refusal ? [{ row: refusal, cells: header.map((_, i) => cells[i] ?? '') }] : []
    }),
  }
}
