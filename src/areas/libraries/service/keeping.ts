import { z } from 'zod'
import { LibraryDraft } from '#areas/libraries/contract.ts'
import { checkHours } from '#areas/libraries/hours.ts'
import {
  checkClosing,
  checkMerging,
  checkPast,
  checkReopening,
  mayAddNetwork,
  mayKeepDirectory,
  mayKeepLibrary,
  placeOf,
} from '#areas/libraries/rules.ts'
import { libraryRow, listPlaces } from '#areas/libraries/service.ts'
import {
  addEvents,
  type EventValues,
  type LibraryValues,
  putLibraries,
  closeLibrary as writeClosing,
  reopenLibrary as writeReopening,
} from '#areas/libraries/store/changes.ts'
import { findLibrariesByCode, findLibraryById, type LibraryRow } from '#areas/libraries/store/libraries.ts'
import { findNetwork, findNetworkInAnyCase, lockNetwork, putNetwork } from '#areas/libraries/store/networks.ts'
import type { Actor } from '#areas/people/contract.ts'
import { libraryMoved } from '#areas/people/service.ts'
import { dayInTehran } from '#lib/calendar/format-day.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { isSame, placeFinder, valuesOf } from './draft.ts'

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u

/** A code in ASCII digits without spaces around it; refuses `libraries.code-malformed` (invalid). */
export function codeOf(text: string): string {
  const code = toAsciiDigits(text).trim()
  if (!CODE.test(code))
    throw new Refusal('invalid', 'libraries.code-malformed', { field: 'code', value: text.slice(0, 60) })
  return code
}

const NetworkDraft = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(300),
  nameEn: z.string().max(300).nullish(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullish(),
})

/** Adds a network, or renames the one with that code; the same call twice changes nothing. Administrators only. */
export async function addNetwork(platform: Platform, actor: Actor, input: z.output<typeof NetworkDraft>) {
  mayAddNetwork(actor)
  const code = codeOf(input.code)
  checked(NetworkDraft, { ...input, code })
  return await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    const before = await findNetwork(tx, code)
    const network = {
      id: before?.id ?? newId(),
      code,
      name: input.name.trim(),
      nameEn: input.nameEn === undefined ? (before?.nameEn ?? null) : input.nameEn,
      website: input.website === undefined ? (before?.website ?? null) : input.website,
    }
    const outcome = await putNetwork(tx, network, at)
    if (outcome !== 'unchanged') {
      await append(tx, {
        at,
        by: actor,
        organisation: network.id,
        action: `libraries.network-${outcome}`,
        subject: { type: 'network', id: network.id },
        facts: { code, name: network.name },
      })
    }
    return { outcome, network }
  })
}

/**
 * Adds a library to a network, or changes the one with that code; the same call twice changes nothing.
 *
 * Refuses `libraries.network-unknown`, `libraries.code-malformed`, unknown places, hours in disorder, and
 * `libraries.code-taken` when only a new library is meant (`onlyNew`).
 */
export async function putLibrary(
  platform: Platform,
  actor: Actor,
  input: { network: string; draft: LibraryDraft; isDemonstration?: boolean; onlyNew?: boolean },
) {
  const network = await findNetworkInAnyCase(platform.db, input.network)
  if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.network })
  const draft = { ...checked(LibraryDraft, input.draft), code: codeOf(input.draft.code) }
  if (draft.hours) checkHours(draft.hours)
  const places = placeFinder(await listPlaces(platform))
  return await platform.db.transaction().execute(async (tx) => {
    await lockNetwork(tx, network.id)
    const [before] = await findLibrariesByCode(tx, draft.code, network.code)
    if (before && input.onlyNew)
      throw new Refusal('conflict', 'libraries.code-taken', { field: 'code', name: before.name })
    const values = valuesOf(draft, before, network, places, {
      id: newId(),
      isDemonstration: input.isDemonstration ?? false,
    })
    if (before) mayKeepLibrary(actor, placeOf(before))
    const isMoved = before === undefined || before.provinceCode !== values.provinceCode
    if (isMoved) mayKeepDirectory(actor, placeOf(values))
    if (before !== undefined && isSame(values, before)) return { outcome: 'unchanged' as const, id: before.id }
    const at = platform.clock()
    await putLibraries(tx, [values], at)
    await followMove(tx, values, before)
    const outcome = before === undefined ? ('added' as const) : ('updated' as const)
    await addEvents(tx, historyOf(values, before, dayInTehran(at)), at)
    await append(tx, {
      at,
      by: actor,
      organisation: values.id,
      action: `libraries.library-${outcome}`,
      subject: { type: 'library', id: values.id },
      facts: { code: values.code, name: values.name },
    })
    return { outcome, id: values.id }
  })
}

/** What a Zod shape makes of a value; refuses `libraries.value-malformed` (invalid) with the first field at fault. */
function checked<S extends z.ZodType>(shape: S, value: unknown): z.output<S> {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const field = String(read.error.issues[0]?.path[0] ?? '')
  throw new Refusal('invalid', field === 'name' ? 'libraries.name-missing' : 'libraries.value-malformed', { field })
}

/** What a change of a library adds to its history: its opening when it is new, a new name, another city. */
export function historyOf(
  after: { id: string; name: string; openedOn: string | null; cityCode: string | null },
  before: LibraryRow | undefined,
  today: string,
): EventValues[] {
  const event = (kind: EventValues['kind'], happenedOn: string, facts: Record<string, unknown>): EventValues => ({
    id: newId(),
    libraryId: after.id,
    kind,
    happenedOn,
    facts,
  })
  if (before === undefined) return after.openedOn === null ? [] : [event('opened', after.openedOn, {})]
  const events: EventValues[] = []
  if (before.name !== after.name) events.push(event('renamed', today, { from: before.name, to: after.name }))
  if (before.cityCode !== null && before.cityCode !== after.cityCode)
    events.push(event('moved', today, { from: before.cityName }))
  return events
}

/** Roles given at a library follow it into its new province. */
export async function followMove(tx: Tx, after: LibraryValues, before: LibraryRow | undefined): Promise<void> {
  if (before === undefined || before.provinceCode === after.provinceCode) return
  await libraryMoved(tx, after.id, { network: after.networkId, province: after.provinceCode ?? 'none' })
}

/**
 * Closes a library on a day, or merges it into another of its network; its history and code stay. `dryRun` only says what
 * would be done. Returns the library its books go to, if any.
 */
export async function closeLibrary(
  platform: Platform,
  actor: Actor,
  input: { id: string; on: string; into?: string | undefined; dryRun?: boolean },
): Promise<{ into: LibraryRow | null }> {
  const row = await libraryRow(platform, input.id)
  mayKeepDirectory(actor, placeOf(row))
  const target = input.into === undefined ? null : await mergeTarget(platform, row, input.into)
  await platform.db.transaction().execute(async (tx) => {
    await lockNetwork(tx, row.networkId)
    const library = (await findLibraryById(tx, row.id)) ?? row
    const into = target === null ? null : ((await findLibraryById(tx, target.id)) ?? target)
    const at = platform.clock()
    checkPast(input.on, dayInTehran(at))
    if (into === null) checkClosing(library, input.on)
    else checkMerging(library, into, input.on)
    if (input.dryRun) return
    await writeClosing(tx, library.id, input.on, into?.id ?? null, at)
    const kind = into === null ? ('closed' as const) : ('merged' as const)
    await addEvents(
      tx,
      [{ id: newId(), libraryId: library.id, kind, happenedOn: input.on, otherLibraryId: into?.id ?? null }],
      at,
    )
    await append(tx, {
      at,
      by: actor,
      organisation: library.id,
      action: `libraries.library-${kind}`,
      subject: { type: 'library', id: library.id },
      facts: { on: input.on, into: into?.code ?? null },
    })
  })
  return { into: target }
}

// A bare code is meant within the own network; the sentence stands beside the field that named it.
async function mergeTarget(platform: Platform, row: LibraryRow, into: string): Promise<LibraryRow> {
  const code = toAsciiDigits(into).trim()
  const own = CODE.test(code) ? await findLibrariesByCode(platform.db, code, row.networkCode) : []
  if (own[0]) return own[0]
  return await libraryRow(platform, code).catch((error: unknown) => {
    if (!isRefusal(error)) throw error
    throw new Refusal('invalid', error.code, { ...error.facts, field: 'into' })
  })
}

/** Opens a closed library again. Refuses one that was merged. */
export async function reopenLibrary(platform: Platform, actor: Actor, input: { id: string; on: string }) {
  const row = await libraryRow(platform, input.id)
  mayKeepDirectory(actor, placeOf(row))
  await platform.db.transaction().execute(async (tx) => {
    await lockNetwork(tx, row.networkId)
    const at = platform.clock()
    checkPast(input.on, dayInTehran(at))
    checkReopening((await findLibraryById(tx, row.id)) ?? row, input.on)
    await writeReopening(tx, row.id, at)
    await addEvents(tx, [{ id: newId(), libraryId: row.id, kind: 'reopened', happenedOn: input.on }], at)
    await append(tx, {
      at,
      by: actor,
      organisation: row.id,
      action: 'libraries.library-reopened',
      subject: { type: 'library', id: row.id },
      facts: { on: input.on },
    })
  })
}
