import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { findPlacesHash, putPlaces } from '#areas/libraries/store/places.ts'
import { fold } from '#lib/persian/fold.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Platform } from '#platform/platform.ts'

const FOLDER = new URL('../../../../db/reference/', import.meta.url)

const FILES = ['provinces.csv', 'counties.csv', 'cities.csv'] as const

const rows = (bytes: Buffer): Record<string, string>[] => parse(bytes, { columns: true, bom: true, trim: true })

type Rows = Record<string, string>[]

const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text)

/** Loads the official divisions of Iran from `db/reference/*.csv`; a start that finds them loaded does nothing. */
export async function loadPlaces(platform: Platform): Promise<void> {
  const files = await Promise.all(FILES.map((file) => readFile(new URL(file, FOLDER))))
  const hash = createHash('sha256').update(Buffer.concat(files)).digest('hex')
  if ((await findPlacesHash(platform.db)) === hash) return
  const [provinces, counties, cities] = files.map(rows) as [Rows, Rows, Rows]
  const named = (row: Record<string, string>) => ({
    code: row.code,
    name: row.name,
    name_en: orNull(row.name_en),
    sort_key: sortKey(row.name ?? ''),
  })
  await platform.db.transaction().execute((tx) =>
    putPlaces(tx, hash, {
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
