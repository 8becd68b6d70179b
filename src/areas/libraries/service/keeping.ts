import { z } from 'zod'
import { type Hours, type KINDS, LibraryDraft, MEASURES } from '#areas/libraries/contract.ts'
import {
  checkClosing,
  checkHours,
  checkMerging,
  checkReopening,
  mayAddNetwork,
  mayKeepDirectory,
  mayKeepLibrary,
  placeOf,
} from '#areas/libraries/rules.ts'
import { libraryRow, listPlaces } from '#areas/libraries/service.ts'
import {
  addEvents,
  addServicePoint,
  listServicePoints,
  putLibraries,
  putTotal,
  closeLibrary as writeClosing,
  closeServicePoint as writePointClosing,
  reopenLibrary as writeReopening,
} from '#areas/libraries/store/changes.ts'
import { findLibrariesByCode, findLibraryById, type LibraryRow } from '#areas/libraries/store/libraries.ts'
import { findNetwork, putNetwork } from '#areas/libraries/store/networks.ts'
import type { Actor } from '#areas/people/contract.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { Refusal } from '#lib/refusal.ts'
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

export const NetworkDraft = z.object({
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
 * Refuses `libraries.network-unknown`, `libraries.code-malformed`, unknown places and hours in disorder.
 */
export async function putLibrary(
  platform: Platform,
  actor: Actor,
  input: { network: string; draft: LibraryDraft; isDemonstration?: boolean },
) {
  const network = await findNetwork(platform.db, input.network)
  if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.network })
  const draft = { ...LibraryDraft.parse(input.draft), code: codeOf(input.draft.code) }
  if (draft.hours) checkHours(draft.hours)
  const places = placeFinder(await listPlaces(platform))
  return await platform.db.transaction().execute(async (tx) => {
    const [before] = await findLibrariesByCode(tx, draft.code, network.code)
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
    const outcome = before === undefined ? ('added' as const) : ('updated' as const)
    await recordHistory(tx, values, before, at)
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

async function recordHistory(
  tx: Tx,
  after: { id: string; name: string; openedOn: string | null; cityCode: string | null },
  before: LibraryRow | undefined,
  at: Date,
): Promise<void> {
  const on = at.toISOString().slice(0, 10)
  const event = (kind: 'opened' | 'renamed' | 'moved', happenedOn: string, facts: Record<string, unknown>) => ({
    id: newId(),
    libraryId: after.id,
    kind,
    happenedOn,
    facts,
  })
  if (before === undefined) {
    if (after.openedOn !== null) await addEvents(tx, [event('opened', after.openedOn, {})], at)
    return
  }
  const events = []
  if (before.name !== after.name) events.push(event('renamed', on, { from: before.name, to: after.name }))
  if (before.cityCode !== null && before.cityCode !== after.cityCode)
    events.push(event('moved', on, { from: before.cityName }))
  await addEvents(tx, events, at)
}

/** Closes a library on a day, or merges it into another of its network; its history and code stay. */
export async function closeLibrary(platform: Platform, actor: Actor, input: { id: string; on: string; into?: string }) {
  const row = await libraryRow(platform, input.id)
  mayKeepDirectory(actor, placeOf(row))
  const into = input.into === undefined ? null : await libraryRow(platform, input.into)
  await platform.db.transaction().execute(async (tx) => {
    const library = (await findLibraryById(tx, row.id)) ?? row
    if (into === null) checkClosing(library, input.on)
    else checkMerging(library, into, input.on)
    const at = platform.clock()
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
}

/** Opens a closed library again. Refuses one that was merged. */
export async function reopenLibrary(platform: Platform, actor: Actor, input: { id: string; on: string }) {
  const row = await libraryRow(platform, input.id)
  mayKeepDirectory(actor, placeOf(row))
  checkReopening(row)
  await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
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

export const TotalDraft = z.object({
  measure: z.enum(MEASURES),
  value: z.number().int().min(0),
  countedOn: z.iso.date(),
  source: z.string().min(1).max(500),
})

/** Writes a dated figure of a network (by code) or of a library (by id), with its source. */
export async function recordTotal(
  platform: Platform,
  actor: Actor,
  input:
    | { network: string; total: z.output<typeof TotalDraft> }
    | { library: string; total: z.output<typeof TotalDraft> },
) {
  const of = await totalSubject(platform, actor, input)
  await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    await putTotal(tx, { id: newId(), networkId: of.networkId, libraryId: of.libraryId, ...input.total }, at)
    const id = of.libraryId ?? of.networkId ?? ''
    await append(tx, {
      at,
      by: actor,
      organisation: id,
      action: 'libraries.total-recorded',
      subject: { type: of.libraryId === null ? 'network' : 'library', id },
      facts: { ...input.total },
    })
  })
}

async function totalSubject(platform: Platform, actor: Actor, input: { network: string } | { library: string }) {
  if ('network' in input) {
    const network = await findNetwork(platform.db, input.network)
    if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.network })
    mayKeepDirectory(actor, { level: 'network', network: network.id })
    return { networkId: network.id, libraryId: null }
  }
  const row = await libraryRow(platform, input.library)
  mayKeepLibrary(actor, placeOf(row))
  return { networkId: null, libraryId: row.id }
}

export const PointDraft = z.object({
  kind: z.enum(['stop', 'branch', 'return-box', 'desk']),
  name: z.string().min(1).max(200),
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  note: z.string().max(500).nullable(),
  hours: z.custom<Hours>().nullable(),
})

/** Adds a stop, branch, desk or return box to a library; stops only to a mobile one. */
export async function addPoint(
  platform: Platform,
  actor: Actor,
  input: { library: string; point: z.output<typeof PointDraft> },
) {
  const row = await libraryRow(platform, input.library)
  mayKeepLibrary(actor, placeOf(row))
  if (input.point.kind === 'stop' && row.kind !== ('mobile' satisfies (typeof KINDS)[number])) {
    throw new Refusal('conflict', 'libraries.stops-are-mobile', { field: 'kind' })
  }
  if (input.point.hours) checkHours(input.point.hours)
  return await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    const id = newId()
    const position = (await listServicePoints(tx, row.id)).length + 1
    await addServicePoint(tx, { id, libraryId: row.id, position, ...input.point })
    await append(tx, {
      at,
      by: actor,
      organisation: row.id,
      action: 'libraries.service-point-added',
      subject: { type: 'library', id: row.id },
      facts: { kind: input.point.kind, name: input.point.name },
    })
    return { id }
  })
}

/** Ends a service point on a day. Refuses `libraries.point-unknown` (missing). */
export async function closePoint(
  platform: Platform,
  actor: Actor,
  input: { library: string; point: string; on: string },
) {
  const row = await libraryRow(platform, input.library)
  mayKeepLibrary(actor, placeOf(row))
  await platform.db.transaction().execute(async (tx) => {
    if (!(await writePointClosing(tx, input.point, row.id, input.on))) {
      throw new Refusal('missing', 'libraries.point-unknown')
    }
    await append(tx, {
      at: platform.clock(),
      by: actor,
      organisation: row.id,
      action: 'libraries.service-point-closed',
      subject: { type: 'library', id: row.id },
      facts: { point: input.point, on: input.on },
    })
  })
}
