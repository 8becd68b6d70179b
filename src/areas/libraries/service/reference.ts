import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { putPlaces } from '#areas/libraries/store/places.ts'
import { fold } from '#lib/persian/fold.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Platform } from '#platform/platform.ts'

const FOLDER = new URL('../../../../db/reference/', import.meta.url)

async function rows(file: string): Promise<Record<string, string>[]> {
  return parse(await readFile(new URL(file, FOLDER)), { columns: true, bom: true, trim: true })
}

const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text)

/** Loads the official divisions of Iran from `db/reference/*.csv`; every start may do it again. */
export async function loadPlaces(platform: Platform): Promise<void> {
  const [provinces, counties, cities] = await Promise.all([
    rows('provinces.csv'),
    rows('counties.csv'),
    rows('cities.csv'),
  ])
  const named = (row: Record<string, string>) => ({
    code: row.code,
    name: row.name,
    name_en: orNull(row.name_en),
    sort_key: sortKey(row.name ?? ''),
  })
  await platform.db.transaction().execute((tx) =>
    putPlaces(tx, {
      provinces: provinces.map((row) => ({ ...named(row), lat: Number(row.lat), lon: Number(row.lon) })),
      counties: counties.map((row) => ({ ...named(row), province_code: row.province_code })),
      cities: cities.map((row) => ({
        ...named(row),
        province_code: row.province_code,
        county_code: orNull(row.county_code),
        search_key: fold(row.name ?? ''),
        lat: Number(row.lat),
        lon: Number(row.lon),
      })),
    }),
  )
}
