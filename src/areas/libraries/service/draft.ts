import { type LibraryDraft, SERVICES, type ServiceName } from '#areas/libraries/contract.ts'
import { degreeFrom, kindFrom, serviceFrom } from '#areas/libraries/rules.ts'
import type { LibraryValues } from '#areas/libraries/store/changes.ts'
import type { LibraryRow } from '#areas/libraries/store/libraries.ts'
import { fold } from '#lib/persian/fold.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import { Refusal } from '#lib/refusal.ts'

/** The official divisions by code and by folded name, for one run of writing. */
export interface PlaceFinder {
  province(text: string): { code: string } | undefined
  county(text: string, province: string | null): { code: string; provinceCode: string } | undefined
  city(text: string, province: string | null): CityPlace | undefined
}

interface CityPlace {
  code: string
  provinceCode: string
  countyCode: string | null
  lat: number
  lon: number
}

interface Places {
  provinces: readonly { code: string; name: string }[]
  counties: readonly { code: string; name: string; provinceCode: string }[]
  cities: readonly (CityPlace & { name: string })[]
}

/** Finds divisions by code or by any spelling of their name; a name that two provinces share needs the province. */
export function placeFinder({ provinces, counties, cities }: Places): PlaceFinder {
  const index = <T extends { code: string; name: string }>(list: readonly T[], prefix: string) => {
    const found = new Map<string, T[]>()
    const put = (key: string, one: T) => found.set(key, [...(found.get(key) ?? []), one])
    for (const one of list) {
      put(one.code, one)
      put(fold(one.name).replace(prefix, '').trim(), one)
    }
    return found
  }
  const of = { province: index(provinces, 'استان '), county: index(counties, 'شهرستان '), city: index(cities, 'شهر ') }
  const within = <T extends { provinceCode: string }>(found: readonly T[] | undefined, province: string | null) => {
    const fitting = province === null ? found : found?.filter((one) => one.provinceCode === province)
    return fitting?.length === 1 ? fitting[0] : undefined
  }
  const key = (text: string, prefix: string) => fold(text).replace(prefix, '').trim()
  return {
    province: (text) => of.province.get(text.trim())?.[0] ?? of.province.get(key(text, 'استان '))?.[0],
    county: (text, province) => within(of.county.get(text.trim()) ?? of.county.get(key(text, 'شهرستان ')), province),
    city: (text, province) => within(of.city.get(text.trim()) ?? of.city.get(key(text, 'شهر ')), province),
  }
}

const given = <T>(value: T | null | undefined, before: T | null): T | null => (value === undefined ? before : value)

/**
 * What is written for a draft over what stood before: a field left out stays, a null empties it. Coordinates that nobody
 * gave are those of the city.
 *
 * Refuses (invalid, with `field`): `libraries.province-unknown`, `libraries.county-unknown`, `libraries.city-unknown`.
 */
export function valuesOf(
  draft: LibraryDraft,
  before: LibraryRow | undefined,
  network: { id: string; name: string },
  places: PlaceFinder,
  made: { id: string; isDemonstration: boolean },
): LibraryValues {
  const place = placesOf(draft, before, places)
  const name = draft.name.trim()
  const nameEn = given(draft.nameEn, before?.nameEn ?? null)
  const kind = draft.kind ?? before?.kind ?? 'institutional'
  return {
    id: before?.id ?? made.id,
    networkId: network.id,
    code: draft.code,
    name,
    nameEn,
    kind,
    degree: given(draft.degree, before?.degree ?? null),
    ...place.codes,
    address: given(draft.address, before?.address ?? null),
    postalCode: given(draft.postalCode, before?.postalCode ?? null),
    phone: given(draft.phone, before?.phone ?? null),
    email: given(draft.email, before?.email ?? null),
    website: given(draft.website, before?.website ?? null),
    lat: place.lat,
    lon: place.lon,
    services: draft.services ?? before?.services ?? [],
    hours: given(draft.hours, before?.hours ?? null),
    openedOn: given(draft.openedOn, before?.openedOn ?? null),
    isDemonstration: before?.isDemonstration ?? made.isDemonstration,
    sortKey: sortKey(name),
    searchText: fold([name, nameEn, draft.code, place.names, network.name].join(' ')),
  }
}

function placesOf(draft: LibraryDraft, before: LibraryRow | undefined, places: PlaceFinder) {
  let provinceCode = before?.provinceCode ?? null
  let countyCode = before?.countyCode ?? null
  let cityCode = before?.cityCode ?? null
  const names = [before?.provinceName, before?.countyName, before?.cityName]
  if (draft.province !== undefined) {
    const found = draft.province ? places.province(draft.province) : null
    if (found === undefined) throw unknown('province', draft.province)
    provinceCode = found?.code ?? null
    names[0] = draft.province
  }
  if (draft.county !== undefined) {
    const found = draft.county ? places.county(draft.county, provinceCode) : null
    if (found === undefined) throw unknown('county', draft.county)
    countyCode = found?.code ?? null
    provinceCode = found?.provinceCode ?? provinceCode
    names[1] = draft.county
  }
  let at: CityPlace | null = null
  if (draft.city !== undefined) {
    const found = draft.city ? places.city(draft.city, provinceCode) : null
    if (found === undefined) throw unknown('city', draft.city)
    at = found
    cityCode = at?.code ?? null
    provinceCode = at?.provinceCode ?? provinceCode
    countyCode = draft.county ? countyCode : (at?.countyCode ?? countyCode)
    names[2] = draft.city
  }
  const moved = at !== null && at.code !== before?.cityCode
  const own = draft.lat !== undefined && draft.lon !== undefined
  return {
    codes: { provinceCode, countyCode, cityCode },
    names: names.filter((name) => name != null).join(' '),
    lat: own ? draft.lat : moved ? at!.lat : (before?.lat ?? at?.lat ?? null),
    lon: own ? draft.lon : moved ? at!.lon : (before?.lon ?? at?.lon ?? null),
  } as {
    codes: Pick<LibraryValues, 'provinceCode' | 'countyCode' | 'cityCode'>
    names: string
    lat: number | null
    lon: number | null
  }
}

const unknown = (field: string, value: string | null | undefined) =>
  new Refusal('invalid', `libraries.${field}-unknown`, { field, value: value ?? '' })

/** True when writing `values` over `before` would change nothing. */
export function isSame(values: LibraryValues, before: LibraryRow): boolean {
  const keys = [
    'name',
    'nameEn',
    'kind',
    'degree',
    'provinceCode',
    'countyCode',
    'cityCode',
    'address',
    'postalCode',
    'phone',
    'email',
    'website',
    'lat',
    'lon',
    'openedOn',
  ] as const
  return (
    keys.every((key) => values[key] === before[key]) &&
    JSON.stringify([...values.services].sort()) === JSON.stringify([...before.services].sort()) &&
    JSON.stringify(values.hours) === JSON.stringify(before.hours)
  )
}

/** The kind, degree and services that words of a file mean; refuses with the field and the word that means nothing. */
export const meaning = {
  kind(text: string) {
    const kind = kindFrom(text)
    if (kind === null) throw new Refusal('invalid', 'libraries.kind-unknown', { field: 'kind', value: text })
    return kind
  },
  degree(text: string) {
    const degree = degreeFrom(text)
    if (degree === null) throw new Refusal('invalid', 'libraries.degree-unknown', { field: 'degree', value: text })
    return degree
  },
  services(text: string): ServiceName[] {
    const found = text
      .split(/[;؛،,|]/)
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .map((word) => {
        const name = serviceFrom(word)
        if (name === null) throw new Refusal('invalid', 'libraries.service-unknown', { field: 'services', value: word })
        return name
      })
    return SERVICES.filter((name) => found.includes(name))
  },
}
