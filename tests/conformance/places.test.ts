import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { fold } from '#lib/persian/fold.ts'
import { sharedPlace } from '#tests/support/shared-data.ts'

type Row = Record<string, string>

const REFERENCE = join(import.meta.dirname, '../../db/reference')
const { path: TYPHOON, skip } = sharedPlace('iran/typhoon')

function rows(folder: string, file: string): Row[] {
  return parse(readFileSync(join(folder, file)), { columns: true, bom: true })
}

/** A place name as compared: folded, without the spaces and joiners that two lists put differently. */
function nameKey(name: string): string {
  return fold(name).replace(/[\s\u200c]+/g, '')
}

function kilometres(a: Row, b: Row): number {
  const rad = (text: string | undefined): number => (Number(text) * Math.PI) / 180
  const dLat = rad(b.lat) - rad(a.lat)
  const dLon = rad(b.lon) - rad(a.lon)
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(dLon / 2) ** 2
  return 12742 * Math.asin(Math.sqrt(h))
}

/**
 * Towns that the other list puts on a namesake or on the middle of their county, inside the right province: province
 * code and name. Ours stand where GeoNames has them (five by our own knowledge: گله‌دار، میمه، وزوان، چناره، اسلام‌آباد).
 */
const MISPLACED_IN_THE_OTHER_LIST = new Set(
  [
    '03 بناب',
    '03 زرنق',
    '03 قره‌آغاج',
    '04 محمودآباد',
    '05 تازه‌آباد',
    '07 نی‌ریز',
    '07 گله‌دار',
    '08 بم',
    '08 راور',
    '10 اردستان',
    '10 دولت‌آباد',
    '10 میمه',
    '10 نجف‌آباد',
    '10 وزوان',
    '10 گلپایگان',
    '11 نیک‌شهر',
    '12 چناره',
    '13 نهاوند',
    '15 چقابل',
    '15 گراب',
    '22 بندر لنگه',
    '23 صباشهر',
    '23 گلستان',
    '24 اسلام‌آباد',
    '27 فاضل‌آباد',
    '27 گنبد کاووس',
    '29 حاجی‌آباد',
  ].map(nameKey),
)

function indexBy(list: Row[], key: (row: Row) => string): Map<string, Row[]> {
  const index = new Map<string, Row[]>()
  for (const row of list) index.set(key(row), [...(index.get(key(row)) ?? []), row])
  return index
}

test('the reference places hold together', () => {
  const provinces = rows(REFERENCE, 'provinces.csv')
  const counties = rows(REFERENCE, 'counties.csv')
  const cities = rows(REFERENCE, 'cities.csv')
  assert.equal(provinces.length, 31)
  assert.ok(counties.length >= 440, `${counties.length} counties`)
  assert.ok(cities.length >= 1000, `${cities.length} cities`)
  const codes = new Map(counties.map((county) => [county.code, county]))
  for (const list of [provinces, counties, cities]) assert.equal(new Set(list.map((row) => row.code)).size, list.length)
  for (const row of [...counties, ...cities]) assert.match(row.name_en!, /^['A-Z]/, row.name)
  for (const city of cities) {
    assert.equal(codes.get(city.county_code)?.province_code, city.province_code, city.name)
    const [lat, lon] = [Number(city.lat), Number(city.lon)]
    assert.ok(lat > 25 && lat < 40 && lon > 44 && lon < 63.5, `${city.name} lies outside Iran`)
  }
  const seats = new Set(cities.filter((city) => city.county_seat === 'yes').map((city) => city.county_code))
  assert.deepEqual(
    counties.filter((county) => !seats.has(county.code)).map((county) => county.name),
    [],
    'every county has its seat',
  )
  for (const province of provinces) {
    const capital = cities.find((city) => city.province_code === province.code && city.name === province.centre)
    assert.ok(capital, `${province.centre} is among the cities`)
  }
})

test('the reference places agree with another list of Iran’s divisions', { skip }, (t) => {
  const theirProvinces = rows(TYPHOON, 'provinces.csv')
  const provinces = rows(REFERENCE, 'provinces.csv')
  const theirProvince = indexBy(theirProvinces, (row) => nameKey(row.name!))
  const theirId = new Map<string, string>()
  for (const province of provinces) {
    const [theirs] = theirProvince.get(nameKey(province.name!)) ?? []
    assert.ok(theirs, `${province.name} is one of theirs`)
    assert.equal(theirs.code, province.code, `${province.name}: the official code`)
    theirId.set(province.code!, theirs.id!)
  }

  const ours = (row: Row): string => `${theirId.get(row.province_code!)} ${nameKey(row.name!)}`
  const theirs = (row: Row): string => `${row.province_id} ${nameKey(row.name!)}`
  const theirCounties = rows(TYPHOON, 'counties.csv')
  const ourCounties = indexBy(rows(REFERENCE, 'counties.csv'), ours)
  const countiesFound = theirCounties.filter((county) => ourCounties.has(theirs(county)))

  const reference = rows(REFERENCE, 'cities.csv')
  // A position that lies among the towns of another province is that of a namesake there.
  const provinceAt = (position: Row): string => {
    const distances = reference.map((row) => kilometres(row, position))
    return reference[distances.indexOf(Math.min(...distances))]!.province_code!
  }
  const isKnownMisplaced = (province: string, name: string): boolean =>
    MISPLACED_IN_THE_OTHER_LIST.has(nameKey(`${province} ${name}`))
  const positions = new Map(rows(TYPHOON, 'city_coordinates.csv').map((row) => [row.city_id, row]))
  const theirCities = rows(TYPHOON, 'cities.csv')
  const ourCities = indexBy(reference, ours)
  const shared = theirCities.flatMap((city) => {
    const same = ourCities.get(theirs(city))
    const position = positions.get(city.id)
    if (!same || !position?.lat) return []
    const km = Math.min(...same.map((row) => kilometres(row, position)))
    const province = same[0]!.province_code!
    const misplaced = km > 25 && (provinceAt(position) !== province || isKnownMisplaced(province, city.name!))
    return [{ name: city.name!, km, misplaced }]
  })
  const fair = shared.filter(({ misplaced }) => !misplaced)
  const near = fair.filter(({ km }) => km <= 25)
  t.diagnostic(`counties: ${countiesFound.length} of ${theirCounties.length} found`)
  t.diagnostic(`cities: ${shared.length} of ${theirCities.length} found`)
  t.diagnostic(
    `within 25 km: ${near.length} of ${fair.length} (${shared.length - fair.length} misplaced in their list left out)`,
  )
  assert.ok(countiesFound.length / theirCounties.length > 0.95)
  assert.ok(shared.length / theirCities.length > 0.8)
  assert.ok(fair.length / shared.length > 0.9)
  const far = fair.filter(({ km }) => km > 25).map(({ name, km }) => `${name} ${Math.round(km)} km`)
  assert.ok(near.length / fair.length >= 0.98, far.join(', '))
})

test('the languages have each a code of three letters and both names', () => {
  const languages = rows(REFERENCE, 'languages.csv')
  assert.ok(languages.length >= 120, `${languages.length} languages`)
  assert.equal(new Set(languages.map((row) => row.code)).size, languages.length)
  for (const { code, name, name_en } of languages) {
    assert.match(code!, /^[a-z]{3}$/)
    assert.match(name!, /\p{Script=Arabic}/u, code)
    assert.match(name_en!, /^[A-Z]/, code)
  }
})
