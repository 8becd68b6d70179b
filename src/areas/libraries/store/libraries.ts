import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Degree, DirectoryInput, Hours, LibraryKind, ServiceName } from '#areas/libraries/contract.ts'
import { words } from '#lib/persian/fold.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Database } from '#platform/db-types.ts'

/** A library with the names of its network and place. */
export interface LibraryRow {
  id: string
  networkId: string
  networkCode: string
  networkName: string
  networkNameEn: string | null
  code: string
  name: string
  nameEn: string | null
  kind: LibraryKind
  degree: Degree | null
  provinceCode: string | null
  provinceName: string | null
  provinceNameEn: string | null
  countyCode: string | null
  countyName: string | null
  countyNameEn: string | null
  cityCode: string | null
  cityName: string | null
  cityNameEn: string | null
  address: string | null
  postalCode: string | null
  phone: string | null
  email: string | null
  website: string | null
  lat: number | null
  lon: number | null
  services: ServiceName[]
  hours: Hours | null
  openedOn: string | null
  closedOn: string | null
  mergedInto: string | null
  isDemonstration: boolean
  km: number | null
}

export interface Point {
  readonly lat: number
  readonly lon: number
}

type Filter = Omit<DirectoryInput, 'near' | 'limit' | 'offset'> & {
  /** Only libraries inside these scopes; left out, all of them. */
  within?: readonly Reach[] | undefined
}

/** A scope as a filter: a network, a province of it, or one library. */
export interface Reach {
  level: string
  network?: string
  province?: string
  library?: string
}

const rows = (db: Db | Tx, near: Point | null) =>
  db
    .selectFrom('libraries.library as l')
    .innerJoin('libraries.network as n', 'n.id', 'l.network_id')
    .leftJoin('libraries.province as p', 'p.code', 'l.province_code')
    .leftJoin('libraries.county as y', 'y.code', 'l.county_code')
    .leftJoin('libraries.city as c', 'c.code', 'l.city_code')
    .select([
      'l.id',
      'l.network_id as networkId',
      'n.code as networkCode',
      'n.name as networkName',
      'n.name_en as networkNameEn',
      'l.code',
      'l.name',
      'l.name_en as nameEn',
      sql<LibraryKind>`l.kind`.as('kind'),
      sql<Degree | null>`l.degree`.as('degree'),
      'l.province_code as provinceCode',
      'p.name as provinceName',
      'p.name_en as provinceNameEn',
      'l.county_code as countyCode',
      'y.name as countyName',
      'y.name_en as countyNameEn',
      'l.city_code as cityCode',
      'c.name as cityName',
      'c.name_en as cityNameEn',
      'l.address',
      'l.postal_code as postalCode',
      'l.phone',
      'l.email',
      'l.website',
      'l.lat',
      'l.lon',
      sql<ServiceName[]>`l.services`.as('services'),
      sql<Hours | null>`l.hours`.as('hours'),
      'l.opened_on as openedOn',
      'l.closed_on as closedOn',
      'l.merged_into as mergedInto',
      'l.is_demonstration as isDemonstration',
      (near === null ? sql<number | null>`null::double precision` : distanceTo(near)).as('km'),
    ])

// The haversine formula on the mean Earth radius, as in rules.ts: the database sorts by it.
const distanceTo = ({ lat, lon }: Point) => sql<number | null>`
  2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(l.lat - ${lat}) / 2), 2)
    + cos(radians(${lat})) * cos(radians(l.lat)) * power(sin(radians(l.lon - ${lon}) / 2), 2))))`

type Joined = Database & { l: Database['libraries.library']; n: Database['libraries.network'] }

function matches(eb: ExpressionBuilder<Joined, 'l' | 'n'>, filter: Filter) {
  const all = words(filter.q).map((word) => eb('l.search_text', 'like', `%${word.replace(/[%_\\]/g, '\\$&')}%`))
  if (!filter.closed) all.push(eb('l.closed_on', 'is', null))
  if (filter.network.length > 0) {
    const codes = filter.network.map((code) => code.toLowerCase())
    all.push(eb(sql<string>`lower(n.code)`, 'in', codes))
  }
  if (filter.province.length > 0) all.push(eb('l.province_code', 'in', filter.province))
  if (filter.county !== undefined) all.push(eb('l.county_code', '=', filter.county))
  if (filter.kind.length > 0) all.push(eb('l.kind', 'in', filter.kind))
  if (filter.service.length > 0)
    all.push(sql<SqlBool>`l.services @> ${filter.service}::text[]` as unknown as (typeof all)[number])
  if (filter.within !== undefined) all.push(inside(filter.within) as unknown as (typeof all)[number])
  return eb.and(all)
}

// A library lies in a scope that names its network, and its province or itself where the scope says so.
function inside(scopes: readonly Reach[]) {
  const column = (key: 'network' | 'province' | 'library') => scopes.map((scope) => scope[key] ?? null)
  return sql<SqlBool>`exists (
    select from unnest(${column('network')}::uuid[], ${column('province')}::text[], ${column('library')}::uuid[])
      as s(network, province, library)
    where l.network_id = s.network and (s.province is null or s.library is not null or l.province_code = s.province)
      and (s.library is null or l.id = s.library))`
}

/** One page of the directory: nearest first when a point is given, else in alphabet order. */
export async function searchLibraries(
  db: Db | Tx,
  filter: Filter,
  near: Point | null,
  page: { limit: number; offset: number },
): Promise<LibraryRow[]> {
  // The page's ids first: names of places are joined to twenty rows and not to four thousand.
  const km = near === null ? sql<number | null>`null::double precision` : distanceTo(near)
  const found = answering(db, filter).select(['l.id', km.as('km')])
  const ordered = near === null ? found : found.orderBy('km', (order) => order.asc().nullsLast())
  const ids = await ordered.orderBy('l.sort_key').orderBy('l.id').limit(page.limit).offset(page.offset).execute()
  const byId = new Map(
    (
      await listLibrariesByIds(
        db,
        ids.map(({ id }) => id),
        near,
      )
    ).map((row) => [row.id, row]),
  )
  return ids.flatMap(({ id }) => byId.get(id) ?? [])
}

const answering = (db: Db | Tx, filter: Filter) =>
  db
    .selectFrom('libraries.library as l')
    .innerJoin('libraries.network as n', 'n.id', 'l.network_id')
    .where((eb) => matches(eb as unknown as ExpressionBuilder<Joined, 'l' | 'n'>, filter))

/** How many libraries answer, by a column: what the page shows beside each province, kind and network. */
export async function countLibraries(
  db: Db | Tx,
  filter: Filter,
  by: 'province_code' | 'county_code' | 'kind' | 'network_id',
): Promise<Map<string, number>> {
  const counted = await answering(db, filter)
    .select([sql<string>`coalesce(${sql.ref(`l.${by}`)}::text, '')`.as('value'), sql<number>`count(*)`.as('count')])
    .groupBy('value')
    .execute()
  return new Map(counted.map(({ value, count }) => [value, count]))
}

/** How many of the libraries that answer offer each service. */
export async function countServices(db: Db | Tx, filter: Filter): Promise<Map<string, number>> {
  const counted = await answering(db, filter)
    .select([sql<string>`unnest(l.services)`.as('value'), sql<number>`count(*)`.as('count')])
    .groupBy('value')
    .execute()
  return new Map(counted.map(({ value, count }) => [value, count]))
}

/** A place on the map and how many of the libraries that answer stand there. */
export interface Gathering {
  code: string
  name: string
  nameEn: string | null
  provinceCode: string
  lat: number
  lon: number
  count: number
}

/** Dots of the map: libraries that answer, gathered by county or by city, at the middle of their coordinates. */
export async function gather(db: Db | Tx, filter: Filter, by: 'county' | 'city'): Promise<Gathering[]> {
  const place = sql.ref(by === 'county' ? 'l.county_code' : 'l.city_code')
  const table = by === 'county' ? ('libraries.county' as const) : ('libraries.city' as const)
  const counted = await answering(db, filter)
    .where('l.lat', 'is not', null)
    .where('l.lon', 'is not', null)
    .select([
      sql<string>`${place}`.as('place'),
      sql<number>`avg(l.lat)`.as('lat'),
      sql<number>`avg(l.lon)`.as('lon'),
      sql<number>`count(*)`.as('count'),
    ])
    .groupBy('place')
    .execute()
  const places = await db
    .selectFrom(table)
    .select(['code', 'name', 'name_en as nameEn', 'province_code as provinceCode'])
    .orderBy('sort_key')
    .execute()
  const byCode = new Map(counted.map((one) => [one.place, one]))
  return places.flatMap((one) => {
    const found = byCode.get(one.code)
    return found ? [{ ...one, lat: found.lat, lon: found.lon, count: found.count }] : []
  })
}

export async function findLibraryById(
  db: Db | Tx,
  id: string,
  near: Point | null = null,
): Promise<LibraryRow | undefined> {
  return await rows(db, near).where('l.id', '=', id).executeTakeFirst()
}

/** Libraries with this code, in one network or in all of them. */
export async function findLibrariesByCode(db: Db | Tx, code: string, networkCode?: string): Promise<LibraryRow[]> {
  const found = rows(db, null).where('l.code', '=', code)
  return await (networkCode === undefined ? found : found.where('n.code', '=', networkCode)).execute()
}

export async function listLibrariesByIds(
  db: Db | Tx,
  ids: readonly string[],
  near: Point | null = null,
): Promise<LibraryRow[]> {
  if (ids.length === 0) return []
  return await rows(db, near).where(sql<SqlBool>`l.id = any(${ids}::uuid[])`).execute()
}

export async function listLibrariesOfNetwork(db: Db | Tx, networkId: string): Promise<LibraryRow[]> {
  return await rows(db, null).where('l.network_id', '=', networkId).orderBy('l.sort_key').execute()
}

/** Every library's id and coordinates, for distances of a whole search. */
export async function listPoints(db: Db | Tx) {
  return await db.selectFrom('libraries.library').select(['id', 'lat', 'lon']).execute()
}

/** The ids of the libraries of some networks, of provinces within a network, and of single libraries. */
export async function listIdsWithin(db: Db | Tx, scopes: readonly Reach[]): Promise<string[]> {
  if (scopes.length === 0) return []
  const found = await db.selectFrom('libraries.library as l').where(inside(scopes)).select('l.id').execute()
  return found.map((row) => row.id)
}
