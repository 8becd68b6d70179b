import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export interface ProvinceRow {
  code: string
  name: string
  nameEn: string
  lat: number
  lon: number
}

export interface CityRow {
  code: string
  name: string
  nameEn: string | null
  provinceCode: string
  countyCode: string | null
  lat: number
  lon: number
}

/** The provinces in alphabet order. */
export async function listProvinces(db: Db | Tx): Promise<ProvinceRow[]> {
  return await db
    .selectFrom('libraries.province')
    .select(['code', 'name', 'name_en as nameEn', 'lat', 'lon'])
    .orderBy('sort_key')
    .execute()
}

export async function listCounties(db: Db | Tx) {
  return await db
    .selectFrom('libraries.county')
    .select(['code', 'name', 'name_en as nameEn', 'province_code as provinceCode'])
    .orderBy('sort_key')
    .execute()
}

const CITY = [
  'code',
  'name',
  'name_en as nameEn',
  'province_code as provinceCode',
  'county_code as countyCode',
  'lat',
  'lon',
] as const

export async function listCities(db: Db | Tx): Promise<CityRow[]> {
  return await db.selectFrom('libraries.city').select(CITY).orderBy('sort_key').execute()
}

export async function findCity(db: Db | Tx, code: string): Promise<CityRow | undefined> {
  return await db.selectFrom('libraries.city').select(CITY).where('code', '=', code).executeTakeFirst()
}

/** Cities of a folded name, county seats and larger places first as the reference lists them. */
export async function findCitiesNamed(db: Db | Tx, searchKey: string): Promise<CityRow[]> {
  return await db
    .selectFrom('libraries.city')
    .select(CITY)
    .where((eb) => eb.or([eb('search_key', '=', searchKey), eb(sql`lower(name_en)`, '=', searchKey)]))
    .orderBy('code')
    .limit(10)
    .execute()
}

/** Replaces the official divisions with those of the reference files; codes stay, names and coordinates may change. */
export async function putPlaces(
  tx: Tx,
  hash: string,
  places: {
    provinces: readonly Record<string, unknown>[]
    counties: readonly Record<string, unknown>[]
    cities: readonly Record<string, unknown>[]
  },
): Promise<void> {
  await sql`
    insert into libraries.province (code, name, name_en, sort_key, lat, lon)
    select code, name, name_en, sort_key, lat, lon from jsonb_to_recordset(${JSON.stringify(places.provinces)}::jsonb)
      as r(code text, name text, name_en text, sort_key text, lat double precision, lon double precision)
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, sort_key = excluded.sort_key,
      lat = excluded.lat, lon = excluded.lon`.execute(tx)
  await sql`
    insert into libraries.county (code, province_code, name, name_en, sort_key)
    select code, province_code, name, name_en, sort_key from jsonb_to_recordset(${JSON.stringify(places.counties)}::jsonb)
      as r(code text, province_code text, name text, name_en text, sort_key text)
    on conflict (code) do update set province_code = excluded.province_code, name = excluded.name,
      name_en = excluded.name_en, sort_key = excluded.sort_key`.execute(tx)
  await sql`
    insert into libraries.city (code, province_code, county_code, name, name_en, sort_key, search_key, lat, lon)
    select code, province_code, county_code, name, name_en, sort_key, search_key, lat, lon
      from jsonb_to_recordset(${JSON.stringify(places.cities)}::jsonb)
      as r(code text, province_code text, county_code text, name text, name_en text, sort_key text, search_key text,
           lat double precision, lon double precision)
    on conflict (code) do update set province_code = excluded.province_code, county_code = excluded.county_code,
      name = excluded.name, name_en = excluded.name_en, sort_key = excluded.sort_key, search_key = excluded.search_key,
      lat = excluded.lat, lon = excluded.lon`.execute(tx)
  await sql`delete from libraries.places_loaded`.execute(tx)
  await sql`insert into libraries.places_loaded (sha256) values (${hash})`.execute(tx)
}

/** The SHA-256 of the reference files that were loaded last; null before the first time. */
export async function findPlacesHash(db: Db | Tx): Promise<string | null> {
  const found = await db.selectFrom('libraries.places_loaded').select('sha256').executeTakeFirst()
  return found?.sha256 ?? null
}
