import { sql } from 'kysely'
import type { Degree, Hours, LibraryKind, Measure, ServiceName } from '#areas/libraries/contract.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A library as it is written: places by code, folded texts made. */
export interface LibraryValues {
  id: string
  networkId: string
  code: string
  name: string
  nameEn: string | null
  kind: LibraryKind
  degree: Degree | null
  provinceCode: string | null
  countyCode: string | null
  cityCode: string | null
  address: string | null
  postalCode: string | null
  phone: string | null
  email: string | null
  website: string | null
  lat: number | null
  lon: number | null
  services: readonly ServiceName[]
  hours: Hours | null
  openedOn: string | null
  isDemonstration: boolean
  sortKey: string
  searchText: string
}

/** Adds and changes libraries in one statement; rows are told apart by network and code. */
export async function putLibraries(tx: Tx, libraries: readonly LibraryValues[], at: Date): Promise<void> {
  if (libraries.length === 0) return
  await sql`
    insert into libraries.library (id, network_id, code, name, name_en, kind, degree, province_code, county_code, city_code,
      address, postal_code, phone, email, website, lat, lon, services, hours, opened_on, is_demonstration, sort_key,
      search_text, created_at, updated_at)
    select r."id", r."networkId", r."code", r."name", r."nameEn", r."kind", r."degree", r."provinceCode", r."countyCode",
      r."cityCode", r."address", r."postalCode", r."phone", r."email", r."website", r."lat", r."lon",
      array(select jsonb_array_elements_text(r."services")), nullif(r."hours", 'null'::jsonb), r."openedOn",
      r."isDemonstration", r."sortKey", r."searchText", ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(libraries)}::jsonb) as r("id" uuid, "networkId" uuid, "code" text, "name" text,
      "nameEn" text, "kind" text, "degree" text, "provinceCode" text, "countyCode" text, "cityCode" text, "address" text,
      "postalCode" text, "phone" text, "email" text, "website" text, "lat" double precision, "lon" double precision,
      "services" jsonb, "hours" jsonb, "openedOn" date, "isDemonstration" boolean, "sortKey" text, "searchText" text)
    on conflict (network_id, code) do update set name = excluded.name, name_en = excluded.name_en, kind = excluded.kind,
      degree = excluded.degree, province_code = excluded.province_code, county_code = excluded.county_code,
      city_code = excluded.city_code, address = excluded.address, postal_code = excluded.postal_code,
      phone = excluded.phone, email = excluded.email, website = excluded.website, lat = excluded.lat, lon = excluded.lon,
      services = excluded.services, hours = excluded.hours, opened_on = excluded.opened_on, sort_key = excluded.sort_key,
      search_text = excluded.search_text, updated_at = excluded.updated_at`.execute(tx)
}

export async function closeLibrary(
  tx: Tx,
  id: string,
  closedOn: string,
  mergedInto: string | null,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('libraries.library')
    .set({ closed_on: closedOn, merged_into: mergedInto, updated_at: at })
    .where('id', '=', id)
    .execute()
}

export async function reopenLibrary(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('libraries.library').set({ closed_on: null, updated_at: at }).where('id', '=', id).execute()
}

export interface EventValues {
  id: string
  libraryId: string
  kind: 'opened' | 'closed' | 'reopened' | 'merged' | 'renamed' | 'moved'
  happenedOn: string
  otherLibraryId?: string | null
  facts?: Record<string, unknown>
}

export async function addEvents(tx: Tx, events: readonly EventValues[], at: Date): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('libraries.event')
    .values(
      events.map((event) => ({
        id: event.id,
        library_id: event.libraryId,
        kind: event.kind,
        happened_on: event.happenedOn,
        other_library_id: event.otherLibraryId ?? null,
        facts: JSON.stringify(event.facts ?? {}),
        recorded_at: at,
      })),
    )
    .execute()
}

export async function listEvents(db: Db | Tx, libraryId: string) {
  return await db
    .selectFrom('libraries.event as e')
    .leftJoin('libraries.library as o', 'o.id', 'e.other_library_id')
    .where('e.library_id', '=', libraryId)
    .select([
      'e.kind',
      'e.happened_on as happenedOn',
      'e.facts',
      'o.id as otherId',
      'o.code as otherCode',
      'o.name as otherName',
    ])
    .orderBy('e.happened_on')
    .orderBy('e.id')
    .execute()
}

export interface TotalValues {
  id: string
  networkId: string | null
  libraryId: string | null
  measure: Measure
  value: number
  countedOn: string
  source: string
}

/** Writes a dated figure; the same figure of the same day is corrected, never doubled. False when it stood so already. */
export async function putTotal(tx: Tx, total: TotalValues, at: Date): Promise<boolean> {
  const done = await sql`
    insert into libraries.total (id, network_id, library_id, measure, value, counted_on, source, created_at)
    values (${total.id}, ${total.networkId}, ${total.libraryId}, ${total.measure}, ${total.value}, ${total.countedOn},
      ${total.source}, ${at})
    on conflict (coalesce(library_id, network_id), measure, counted_on)
    do update set value = excluded.value, source = excluded.source
    where (total.value, total.source) is distinct from (excluded.value, excluded.source)`.execute(tx)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function listTotals(db: Db | Tx, of: { networkId: string } | { libraryId: string }) {
  const found = db
    .selectFrom('libraries.total')
    .select(['measure', 'value', 'counted_on as countedOn', 'source'])
    .orderBy('counted_on', 'desc')
    .orderBy('measure')
  return await ('networkId' in of
    ? found.where('network_id', '=', of.networkId)
    : found.where('library_id', '=', of.libraryId)
  ).execute()
}

export interface PointValues {
  id: string
  libraryId: string
  kind: 'stop' | 'branch' | 'return-box' | 'desk'
  name: string
  lat: number | null
  lon: number | null
  hours: Hours | null
  note: string | null
  position: number
}

export async function addServicePoints(tx: Tx, points: readonly PointValues[]): Promise<void> {
  if (points.length === 0) return
  await tx
    .insertInto('libraries.service_point')
    .values(
      points.map((point) => ({
        id: point.id,
        library_id: point.libraryId,
        kind: point.kind,
        name: point.name,
        lat: point.lat,
        lon: point.lon,
        hours: point.hours === null ? null : JSON.stringify(point.hours),
        note: point.note,
        position: point.position,
      })),
    )
    .execute()
}

export async function listServicePoints(db: Db | Tx, libraryId: string) {
  return await db
    .selectFrom('libraries.service_point')
    .where('library_id', '=', libraryId)
    .where('closed_on', 'is', null)
    .select(['id', 'kind', 'name', 'lat', 'lon', sql<Hours | null>`hours`.as('hours'), 'note', 'position'])
    .orderBy('position')
    .execute()
}

export async function closeServicePoint(tx: Tx, id: string, libraryId: string, on: string): Promise<boolean> {
  const done = await tx
    .updateTable('libraries.service_point')
    .set({ closed_on: on })
    .where('id', '=', id)
    .where('library_id', '=', libraryId)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
