import type { LibraryKind, ServicePoint, Total } from '#areas/libraries/contract.ts'
import { checkHours } from '#areas/libraries/hours.ts'
import { mayKeepDirectory, mayKeepLibrary, placeOf } from '#areas/libraries/rules.ts'
import { libraryRow } from '#areas/libraries/service.ts'
import {
  addServicePoints,
  listServicePoints,
  putTotal,
  closeServicePoint as writePointClosing,
} from '#areas/libraries/store/changes.ts'
import { findNetworkInAnyCase, lockNetwork } from '#areas/libraries/store/networks.ts'
import type { Actor } from '#areas/people/contract.ts'
import { dayInTehran } from '#lib/calendar/format-day.ts'
import { Refusal } from '#lib/refusal.ts'
import { isId, newId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'

/** Writes a dated figure of a network (by code) or of a library (by id), with its source. */
export async function recordTotal(
  platform: Platform,
  actor: Actor,
  input: ({ network: string } | { library: string }) & { total: Total },
) {
  const of = await totalSubject(platform, actor, input)
  if (input.total.countedOn > dayInTehran(platform.clock()))
    throw new Refusal('invalid', 'libraries.day-to-come', { field: 'countedOn' })
  await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    const values = { id: newId(), networkId: of.networkId, libraryId: of.libraryId, ...input.total }
    if (!(await putTotal(tx, values, at))) return
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
    const network = await findNetworkInAnyCase(platform.db, input.network)
    if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.network })
    mayKeepDirectory(actor, { level: 'network', network: network.id })
    return { networkId: network.id, libraryId: null }
  }
  const row = await libraryRow(platform, input.library)
  mayKeepLibrary(actor, placeOf(row))
  return { networkId: null, libraryId: row.id }
}

/** Adds stops, branches, desks or return boxes to a library, in the order given; stops only to a mobile one. */
export async function addPoints(
  platform: Platform,
  actor: Actor,
  input: { library: string; points: readonly Omit<ServicePoint, 'id'>[] },
): Promise<void> {
  const row = await libraryRow(platform, input.library)
  mayKeepLibrary(actor, placeOf(row))
  for (const { kind, hours } of input.points) {
    if (kind === 'stop' && row.kind !== ('mobile' satisfies LibraryKind)) {
      throw new Refusal('conflict', 'libraries.stops-are-mobile', { field: 'kind' })
    }
    if (hours) checkHours(hours)
  }
  await platform.db.transaction().execute(async (tx) => {
    await lockNetwork(tx, row.networkId)
    const at = platform.clock()
    const position = (await listServicePoints(tx, row.id)).at(-1)?.position ?? 0
    const points = input.points.map((point, i) => ({
      id: newId(),
      libraryId: row.id,
      position: position + i + 1,
      ...point,
    }))
    await addServicePoints(tx, points)
    await append(
      tx,
      points.map(({ kind, name }) => ({
        at,
        by: actor,
        organisation: row.id,
        action: 'libraries.service-point-added',
        subject: { type: 'library', id: row.id },
        facts: { kind, name },
      })),
    )
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
  if (!isId(input.point)) throw new Refusal('missing', 'libraries.point-unknown')
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
