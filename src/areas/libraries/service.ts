import type { z } from 'zod'
import type { LibraryDetail, LibraryEntry, LibraryList, Network, Total } from '#areas/libraries/contract.ts'
import { DirectoryInput } from '#areas/libraries/contract.ts'
import { kilometres, placeOf } from '#areas/libraries/rules.ts'
import { listEvents, listServicePoints, listTotals } from '#areas/libraries/store/changes.ts'
import {
  countLibraries,
  countServices,
  findLibrariesByCode,
  findLibraryById,
  gather,
  type LibraryRow,
  listIdsWithin,
  listLibrariesByIds,
  listLibrariesOfNetwork,
  listPoints,
  type Point,
  searchLibraries,
} from '#areas/libraries/store/libraries.ts'
import {
  findNetworkById,
  findNetworkInAnyCase,
  listNetworks as listNetworkRows,
} from '#areas/libraries/store/networks.ts'
import { findCitiesNamed, findCity, listCities, listCounties, listProvinces } from '#areas/libraries/store/places.ts'
import type { Actor, Scope } from '#areas/people/contract.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import { Refusal } from '#lib/refusal.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

/** A place somebody asked about: a city of the reference, or a point. */
export interface NearPlace extends Point {
  /** The city's code, or `lat,lon` as it stands in an address. */
  readonly value: string
  readonly name: string | null
  readonly nameEn: string | null
  /** Other cities of the same name, when a name was asked for. */
  readonly others: readonly { code: string; name: string; nameEn: string | null; provinceCode: string }[]
}

/**
 * The place behind `near`: a city's name in any spelling, its code, or `36.29,59.6` (any digits).
 *
 * Refuses `libraries.place-unknown` (invalid).
 */
export async function placeNear(platform: Platform, near: string): Promise<NearPlace> {
  const text = toAsciiDigits(near).trim()
  const point = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec(text)
  if (point) {
    const [lat, lon] = [Number(point[1]), Number(point[2])]
    if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
      return { value: text, name: null, nameEn: null, others: [], lat, lon }
  }
  const byCode = /^[\d-]+$/.test(text) ? await findCity(platform.db, text) : undefined
  const named = byCode ? [byCode] : text === '' ? [] : await findCitiesNamed(platform.db, fold(text))
  const [city, ...others] = named
  if (city === undefined) throw new Refusal('invalid', 'libraries.place-unknown', { field: 'near' })
  return { value: city.code, name: city.name, nameEn: city.nameEn, others, lat: city.lat, lon: city.lon }
}

/** The directory's answer to a search; anybody may ask. With `near` the nearest comes first. */
export async function searchDirectory(platform: Platform, _actor: Actor, input: DirectoryInput): Promise<LibraryList> {
  const near = input.near === undefined ? null : await placeNear(platform, input.near)
  const [found, counts] = await Promise.all([
    searchLibraries(platform.db, input, near, input),
    countLibraries(platform.db, input, 'kind'),
  ])
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return { total, libraries: found.map(entryOf) }
}

/** What the directory's page shows around its list: counts for each filter and the dots of the map. */
export async function surveyDirectory(platform: Platform, _actor: Actor, input: DirectoryInput) {
  const { db } = platform
  const [onlyProvince] = input.province
  const [provinces, counties, kinds, networks, services, dots, names, countyNames, networkRows] = await Promise.all([
    countLibraries(db, { ...input, province: [], county: undefined }, 'province_code'),
    input.province.length === 1 ? countLibraries(db, { ...input, county: undefined }, 'county_code') : null,
    countLibraries(db, { ...input, kind: [] }, 'kind'),
    countLibraries(db, { ...input, network: [] }, 'network_id'),
    countServices(db, input),
    gather(db, input, input.province.length > 0 ? 'city' : 'county'),
    listProvinces(db),
    listCounties(db),
    listNetworkRows(db),
  ])
  return {
    provinces: names.map((province) => ({ ...province, count: provinces.get(province.code) ?? 0 })),
    /** The counties of the one province that is chosen; empty while none or several are. */
    counties: countyNames
      .filter((county) => counties !== null && county.provinceCode === onlyProvince)
      .map((county) => ({ ...county, count: counties?.get(county.code) ?? 0 })),
    kinds,
    networks: networkRows.map((network) => ({ ...network, count: networks.get(network.id) ?? 0 })),
    services,
    dots,
  }
}

/**
 * One library, by its id or by `NETWORK:CODE`.
 *
 * Refuses `libraries.library-unknown` (missing).
 */
export async function getLibrary(platform: Platform, _actor: Actor, input: { id: string }): Promise<LibraryDetail> {
  const row = await libraryRow(platform, input.id)
  const [points, totals, history, merged] = await Promise.all([
    listServicePoints(platform.db, row.id),
    listTotals(platform.db, { libraryId: row.id }),
    listEvents(platform.db, row.id),
    row.mergedInto === null ? undefined : findLibraryById(platform.db, row.mergedInto),
  ])
  return {
    ...entryOf(row),
    postalCode: row.postalCode,
    email: row.email,
    website: row.website,
    hours: row.hours,
    openedOn: row.openedOn,
    closedOn: row.closedOn,
    mergedInto: merged === undefined ? null : { id: merged.id, code: merged.code, name: merged.name },
    servicePoints: points as LibraryDetail['servicePoints'],
    totals: totals as LibraryDetail['totals'],
    history: history.map((event) => ({
      kind: event.kind as LibraryDetail['history'][number]['kind'],
      happenedOn: event.happenedOn,
      other:
        event.otherId === null ? null : { id: event.otherId, code: event.otherCode ?? '', name: event.otherName ?? '' },
      facts: event.facts as Record<string, unknown>,
    })),
  }
}

/** The row behind an id or `NETWORK:CODE`; refuses `libraries.library-unknown` (missing). */
export async function libraryRow(platform: Platform, id: string): Promise<LibraryRow> {
  const found = isId(id) ? await findLibraryById(platform.db, id) : await byCode(platform, id)
  if (found === undefined) throw new Refusal('missing', 'libraries.library-unknown', { code: id })
  return found
}

/**
 * The library that a command or a file names: `CODE`, or `NETWORK:CODE` where two networks use one code.
 *
 * Refuses `libraries.library-unknown` (missing) and `libraries.code-ambiguous` (conflict, facts: networks).
 */
export async function libraryByCode(platform: Platform, code: string): Promise<LibraryRow> {
  const found = await byCode(platform, code)
  if (found === undefined) throw new Refusal('missing', 'libraries.library-unknown', { code })
  return found
}

async function byCode(platform: Platform, text: string): Promise<LibraryRow | undefined> {
  const whole = toAsciiDigits(text).trim()
  // What no code looks like names no library; PostgreSQL would stumble over a NUL.
  if (!/^[\p{L}\p{N}._/:-]{1,81}$/u.test(whole)) return undefined
  const direct = await findLibrariesByCode(platform.db, whole)
  if (direct.length > 1) {
    throw new Refusal('conflict', 'libraries.code-ambiguous', {
      code: whole,
      networks: direct.map((row) => row.networkCode),
    })
  }
  if (direct[0] !== undefined) return direct[0]
  const colon = whole.indexOf(':')
  if (colon < 1) return undefined
  const network = await findNetworkInAnyCase(platform.db, whole.slice(0, colon))
  return network && (await findLibrariesByCode(platform.db, whole.slice(colon + 1), network.code))[0]
}

/** Rows of several libraries, in no order; with distances from a point. */
export async function librariesByIds(
  platform: Platform,
  ids: readonly string[],
  near: Point | null = null,
): Promise<LibraryRow[]> {
  return await listLibrariesByIds(platform.db, ids, near)
}

/** Every library of a network, in alphabet order. */
export async function librariesOfNetwork(platform: Platform, networkId: string): Promise<LibraryRow[]> {
  return await listLibrariesOfNetwork(platform.db, networkId)
}

/** The ids of the libraries within some scopes; null means every library. */
export async function librariesWithin(platform: Platform, scopes: readonly Scope[]): Promise<string[] | null> {
  if (scopes.some((scope) => scope.level === 'system')) return null
  return await listIdsWithin(platform.db, scopes)
}

/** The scope a library lies in, for the policies of later areas. */
export function placeOfLibrary(library: LibraryRow): Scope {
  return placeOf(library)
}

/** Kilometres from a point to every library whose coordinates are known. */
export async function distancesFrom(platform: Platform, point: Point): Promise<Map<string, number>> {
  const distances = new Map<string, number>()
  for (const { id, lat, lon } of await listPoints(platform.db)) {
    if (lat !== null && lon !== null) distances.set(id, kilometres(point.lat, point.lon, lat, lon))
  }
  return distances
}

/** Every network, in the order they joined; anybody may ask. */
export async function listNetworks(platform: Platform, _actor: Actor): Promise<{ networks: Network[] }> {
  return { networks: await listNetworkRows(platform.db) }
}

/** A network with its dated totals; refuses `libraries.network-unknown` (missing). */
export async function getNetwork(platform: Platform, _actor: Actor, input: { code: string }) {
  const network = isId(input.code)
    ? await findNetworkById(platform.db, input.code)
    : await findNetworkInAnyCase(platform.db, input.code)
  if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.code })
  const totals = (await listTotals(platform.db, { networkId: network.id })) as Total[]
  return { ...network, totals }
}

/** The official divisions, for choosers and labels. */
export async function listPlaces(platform: Platform) {
  const [provinces, counties, cities] = await Promise.all([
    listProvinces(platform.db),
    listCounties(platform.db),
    listCities(platform.db),
  ])
  return { provinces, counties, cities }
}

/** A whole directory query with every field at its default. */
export function directoryQuery(query: Partial<z.input<typeof DirectoryInput>> = {}): DirectoryInput {
  return DirectoryInput.parse({ closed: false, ...query })
}

/** A row as lists and the API show it. */
export function entryOf(row: LibraryRow): LibraryEntry {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    nameEn: row.nameEn,
    network: { code: row.networkCode, name: row.networkName, nameEn: row.networkNameEn },
    kind: row.kind,
    degree: row.degree,
    province:
      row.provinceCode === null
        ? null
        : { code: row.provinceCode, name: row.provinceName ?? '', nameEn: row.provinceNameEn ?? '' },
    county: row.countyName,
    countyEn: row.countyNameEn,
    city: row.cityName,
    cityEn: row.cityNameEn,
    address: row.address,
    phone: row.phone,
    lat: row.lat,
    lon: row.lon,
    services: row.services,
    isOpen: row.closedOn === null,
    isDemonstration: row.isDemonstration,
    km: row.km,
  }
}
