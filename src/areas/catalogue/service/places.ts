import {
  distancesFrom,
  librariesByIds,
  librariesOfNetwork,
  listNetworks,
  listPlaces,
  type NearPlace,
  placeNear,
} from '#areas/libraries/service.ts'
import { ANONYMOUS } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'

/** A name in both languages; English may be missing. */
export interface PlaceName {
  name: string
  nameEn: string | null
}

/** What the catalogue's pages say of a library. */
export interface LibraryName extends PlaceName {
  id: string
  code: string
  networkCode: string
  /** Null where it is not known. */
  city: PlaceName | null
  network: PlaceName
}

export interface City extends PlaceName {
  code: string
  provinceCode: string
  lat: number
  lon: number
}

/** Names and places that every page of results asks for. */
export interface Places {
  networks: ReadonlyMap<string, PlaceName>
  provinces: ReadonlyMap<string, PlaceName>
  cities: ReadonlyMap<string, City>
  /** The seat of each province, in the provinces' order. */
  seats: readonly City[]
  libraries: ReadonlyMap<string, LibraryName>
}

const FRESH_MS = 60_000
const MOST_DISTANCES = 60

interface Known {
  places: Promise<Places>
  at: number
  distances: Map<string, { at: number; km: Promise<ReadonlyMap<string, number>> }>
}

const known = new WeakMap<Platform, Known>()

/** The names, remembered for a minute: nobody waits for a new reading, the page after the next shows it. */
export function placesOf(platform: Platform): Promise<Places> {
  const now = performance.now()
  const kept = known.get(platform)
  if (kept === undefined) {
    const first: Known = { places: readPlaces(platform), at: now, distances: new Map() }
    known.set(platform, first)
    first.places.catch(() => known.delete(platform))
    return first.places
  }
  if (now - kept.at > FRESH_MS) {
    kept.at = now
    const next = readPlaces(platform)
    next.then(
      () => {
        kept.places = next
      },
      (error: unknown) => platform.log.warn('catalogue.places-unread', { error }),
    )
  }
  return kept.places
}

async function readPlaces(platform: Platform): Promise<Places> {
  const [{ networks }, { provinces, cities }] = await Promise.all([
    listNetworks(platform, ANONYMOUS),
    listPlaces(platform),
  ])
  const rows = (await Promise.all(networks.map((network) => librariesOfNetwork(platform, network.id)))).flat()
  const seats = provinces.flatMap(({ code, lat, lon }) => {
    const own = cities.filter((city) => city.provinceCode === code)
    return own.find((city) => city.lat === lat && city.lon === lon) ?? own[0] ?? []
  })
  const cityOf = new Map(cities.map((city) => [city.code, city]))
  return {
    networks: new Map(networks.map(({ code, name, nameEn }) => [code, { name, nameEn }])),
    provinces: new Map(provinces.map(({ code, name, nameEn }) => [code, { name, nameEn }])),
    cities: cityOf,
    seats,
    libraries: new Map(rows.map((row) => [row.id, libraryName(row, cityOf)])),
  }
}

type Row = Awaited<ReturnType<typeof librariesByIds>>[number]

const libraryName = (row: Row, cities: ReadonlyMap<string, City>): LibraryName => ({
  id: row.id,
  code: row.code,
  networkCode: row.networkCode,
  name: row.name,
  nameEn: row.nameEn,
  city: cities.get(row.cityCode ?? '') ?? null,
  network: { name: row.networkName, nameEn: row.networkNameEn },
})

/** The libraries of these ids; one that is newer than what is remembered is asked for. */
export async function libraryNames(
  platform: Platform,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LibraryName>> {
  const { libraries, cities } = await placesOf(platform)
  const missing = ids.filter((id) => !libraries.has(id))
  if (missing.length === 0) return libraries
  const found = await librariesByIds(platform, missing)
  return new Map([...libraries, ...found.map((row) => [row.id, libraryName(row, cities)] as const)])
}

/** The place a reader chose, by a city's code or name or a point; refusals as `placeNear`. */
export async function placeChosen(platform: Platform, near: string): Promise<NearPlace> {
  const city = (await placesOf(platform)).cities.get(near.trim())
  if (city === undefined) return await placeNear(platform, near)
  const { code, name, nameEn, lat, lon } = city
  return { value: code, name, nameEn, others: [], lat, lon }
}

/** Kilometres from a place to every library, remembered for a minute. */
export async function distancesTo(platform: Platform, place: NearPlace): Promise<ReadonlyMap<string, number>> {
  await placesOf(platform)
  const { distances } = known.get(platform) ?? { distances: new Map() }
  const now = performance.now()
  const kept = distances.get(place.value)
  if (kept !== undefined && now - kept.at < FRESH_MS) return kept.km
  const km = distancesFrom(platform, place)
  distances.delete(place.value)
  distances.set(place.value, { at: now, km })
  km.catch(() => distances.delete(place.value))
  if (distances.size > MOST_DISTANCES) distances.delete(distances.keys().next().value ?? '')
  return km
}
