import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { chance } from './chance.ts'

const ROOT = new URL('../../../../db/', import.meta.url)

/** A city of the reference with the share of libraries it would have. */
export interface DemoCity {
  code: string
  county: string
  countyName: string
  province: string
  provinceName: string
  name: string
  nameEn: string
  lat: number
  lon: number
  isSeat: boolean
  isCentre: boolean
  weight: number
}

/** A CSV under `db/`, row by row. */
export async function rowsOf(file: string): Promise<Record<string, string>[]> {
  return parse(await readFile(new URL(file, ROOT)), { columns: true, bom: true, trim: true })
}

// What a large city weighs beside a small town (1); written from general knowledge of their populations.
const LARGE: Readonly<Record<string, number>> = {
  تهران: 46,
  مشهد: 26,
  اصفهان: 19,
  کرج: 13,
  شیراز: 16,
  تبریز: 16,
  قم: 13,
  اهواز: 12,
  کرمانشاه: 10,
}
const SEAT = 2.3
const CENTRE = 7

/** Every city of Iran's reference tables, weighed. */
export async function demoCities(): Promise<DemoCity[]> {
  const [provinces, counties, cities] = await Promise.all(
    ['provinces', 'counties', 'cities'].map((name) => rowsOf(`reference/${name}.csv`)),
  )
  const provinceOf = new Map(provinces!.map((row) => [row.code, row]))
  const countyOf = new Map(counties!.map((row) => [row.code, row]))
  return cities!.map((row): DemoCity => {
    const { code = '', name = '', county_code: county = '', province_code: province = '' } = row
    const isSeat = row.county_seat === 'yes'
    const isCentre = isSeat && provinceOf.get(province)?.centre === name
    return {
      code,
      county,
      countyName: countyOf.get(county)?.name ?? '',
      province,
      provinceName: provinceOf.get(province)?.name ?? '',
      name,
      nameEn: row.name_en || name,
      lat: Number(row.lat),
      lon: Number(row.lon),
      isSeat,
      isCentre,
      weight: isSeat ? Math.max(LARGE[name] ?? 0, isCentre ? CENTRE : SEAT) : 1,
    }
  })
}

/** How many of `total` each city gets by its weight; the sum is exact. */
export function shares(cities: readonly DemoCity[], total: number): number[] {
  const whole = cities.reduce((sum, city) => sum + city.weight, 0)
  let weight = 0
  let given = 0
  return cities.map((city) => {
    weight += city.weight
    const upTo = Math.round((weight / whole) * total)
    const share = upTo - given
    given = upTo
    return share
  })
}

/** A point in the city, further out where the city is large; four decimals are some ten metres. */
export function pointIn(city: DemoCity, text: string, spread = 1): { lat: number; lon: number } {
  const radius = spread * 0.008 * Math.sqrt(city.weight) * Math.sqrt(chance(`${text} r`))
  const angle = chance(`${text} a`) * 2 * Math.PI
  return { lat: round(city.lat + radius * Math.sin(angle)), lon: round(city.lon + 1.2 * radius * Math.cos(angle)) }
}

const round = (n: number) => Math.round(n * 10_000) / 10_000
