import { type Hours, type LibraryDraft, SERVICES, type ServiceName } from '#areas/libraries/contract.ts'
import { writeWeek } from '#areas/libraries/hours.ts'
import { degreeFrom, kindFrom, serviceFrom } from '#areas/libraries/rules.ts'
import type { LibraryValues } from '#areas/libraries/store/changes.ts'
import type { LibraryRow } from '#areas/libraries/store/libraries.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import { Refusal } from '#lib/refusal.ts'

/** The official divisions by code and by folded name, for one run of writing. */
export interface PlaceFinder {
  province(text: string): Place | undefined
  county(text: string, province: string | null): CountyPlace | undefined
  city(text: string, province: string | null, county: string | null): CityPlace | undefined
  cityOf(code: string): CityPlace | undefined
  /** The names of places in both languages, for the searched text. */
  names(codes: readonly (string | null)[]): string
}

interface Place {
  code: string
  name: string
  nameEn: string | null
}

interface CountyPlace extends Place {
  provinceCode: string
}

interface CityPlace extends CountyPlace {
  countyCode: string | null
  lat: number
  lon: number
}

interface Places {
  provinces: readonly Place[]
  counties: readonly CountyPlace[]
  cities: readonly CityPlace[]
}

const bare = (text: string, prefix: string) => fold(text).replace(prefix, '').trim()

/** Finds divisions by code or by any spelling of their name; a name that several places share needs the province or county. */
export function placeFinder({ provinces, counties, cities }: Places): PlaceFinder {
  const provincesBy = byCodeAndName(provinces, 'استان ')
  const countiesBy = byCodeAndName(counties, 'شهرستان ')
  const citiesBy = byCodeAndName(cities, 'شهر ')
  const named = new Map(
    [...provinces, ...counties, ...cities].map((one) => [one.code, `${one.name} ${one.nameEn ?? ''}`]),
  )
  return {
    province: (text) => only(provincesBy(text)),
    county: (text, province) =>
      only(countiesBy(text).filter((one) => province === null || one.provinceCode === province)),
    city(text, province, county) {
      const inProvince = citiesBy(text).filter((one) => province === null || one.provinceCode === province)
      return only(inProvince) ?? only(inProvince.filter((one) => one.countyCode === county))
    },
    cityOf: (code) => only(citiesBy(code)),
    names: (codes) => codes.map((code) => (code === null ? '' : named.get(code))).join(' '),
  }
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)

function byCodeAndName<T extends Place>(list: readonly T[], prefix: string): (text: string) => readonly T[] {
  const byCode = new Map(list.map((one) => [one.code, one]))
  const byName = Map.groupBy(list, (one) => bare(one.name, prefix))
  return (text) => {
    const direct = byCode.get(toAsciiDigits(text).trim())
    return direct ? [direct] : (byName.get(bare(text, prefix)) ?? [])
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
  network: { id: string; name: string; nameEn: string | null },
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
    searchText: fold([name, nameEn, draft.code, place.names, network.name, network.nameEn].join(' ')),
  }
}

function placesOf(draft: LibraryDraft, before: LibraryRow | undefined, places: PlaceFinder) {
  const codes = placeCodes(draft, before, places)
  const city = codes.cityCode === null ? undefined : places.cityOf(codes.cityCode)
  const stays = before !== undefined && codes.cityCode === before.cityCode
  const asked = draft.lat !== undefined || draft.lon !== undefined
  // A pair that was given counts; nothing given leaves what stood, unless the library moved or the pair was emptied.
  const pair =
    draft.lat != null && draft.lon != null
      ? { lat: draft.lat, lon: draft.lon }
      : stays && !asked && before.lat !== null
        ? { lat: before.lat, lon: before.lon }
        : { lat: city?.lat ?? null, lon: city?.lon ?? null }
  return { codes, names: places.names(Object.values(codes)), ...pair }
}

function placeCodes(draft: LibraryDraft, before: LibraryRow | undefined, places: PlaceFinder) {
  const codes = {
    provinceCode: before?.provinceCode ?? null,
    countyCode: before?.countyCode ?? null,
    cityCode: before?.cityCode ?? null,
  }
  if (draft.province !== undefined) {
    const found = draft.province ? (places.province(draft.province) ?? unknown('province', draft.province)) : null
    // Another province empties the narrower places of the old one.
    if (found?.code !== codes.provinceCode) Object.assign(codes, { countyCode: null, cityCode: null })
    codes.provinceCode = found?.code ?? null
  }
  if (draft.county !== undefined) {
    const found = draft.county
      ? (places.county(draft.county, codes.provinceCode) ?? unknown('county', draft.county))
      : null
    if (found?.code !== codes.countyCode) codes.cityCode = null
    codes.countyCode = found?.code ?? null
    codes.provinceCode = found?.provinceCode ?? codes.provinceCode
  }
  if (draft.city !== undefined) {
    const province = draft.province ? codes.provinceCode : null
    const found = draft.city
      ? (places.city(draft.city, province, codes.countyCode) ??
        places.city(draft.city, codes.provinceCode, codes.countyCode) ??
        unknown('city', draft.city))
      : null
    codes.cityCode = found?.code ?? null
    codes.provinceCode = found?.provinceCode ?? codes.provinceCode
    codes.countyCode = draft.county ? codes.countyCode : (found?.countyCode ?? codes.countyCode)
  }
  return codes
}

function unknown(field: 'province' | 'county' | 'city', value: string): never {
  throw new Refusal('invalid', `libraries.${field}-unknown`, { field, value: value.slice(0, 60) })
}

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
    week(values.hours) === week(before.hours)
  )
}

// PostgreSQL orders the keys of a jsonb in its own way.
const week = (hours: Hours | null) => (hours === null ? null : writeWeek(hours))

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
