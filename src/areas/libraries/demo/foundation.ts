import type { LibraryKind, ServiceName } from '#areas/libraries/contract.ts'
import { chance, oneOf, shuffled } from './chance.ts'
import { type DemoCity, pointIn, rowsOf, shares } from './places.ts'

// What the Foundation published for the end of Mordad 1404: 3,794 = 2,744 + 801 + 188 + 61, and 442 mobile stops.
const FIXED = 3733
const PARTICIPATORY = 801
const HALLS = 188
const MOBILE = 61
const STOPS = 442
const GONE = 26

/** A library of the demonstration, as a row of a file says it. */
export interface DemoLibrary {
  code: string
  name: string
  nameEn: string
  kind: LibraryKind
  degree: string
  city: DemoCity
  isRural: boolean
  address: string
  lat: number
  lon: number
  services: readonly ServiceName[]
  hours: string
  openedOn: string
}

export interface DemoNetwork {
  libraries: DemoLibrary[]
  /** Libraries that are closed now, with the one that took their books in, if one did. */
  gone: { code: string; into: string | null; on: string }[]
  /** Libraries that were closed for a while. */
  paused: { code: string; from: string; to: string }[]
  /** Stops of mobile libraries: the cities each calls at. */
  stops: Map<string, DemoCity[]>
}

const HOURS = {
  large: 'sat-wed 07:30-19:30; thu 07:30-13:30',
  middle: 'sat-wed 07:30-18:00; thu 07:30-13:00',
  small: 'sat-wed 08:00-14:00, 15:00-18:00; thu 08:00-12:30',
  rural: 'sat-wed 08:00-13:00; thu 08:00-12:00',
  hall: 'sat-thu 07:00-22:00; fri 08:00-20:00',
  mobile: 'sat-wed 08:00-14:00',
}
const STREETS = [
  'امام خمینی',
  'شهید بهشتی',
  'طالقانی',
  'معلم',
  'آزادی',
  'انقلاب',
  'شهید رجایی',
  'فردوسی',
  'مدرس',
  'دانشگاه',
]
const WAYS = ['خیابان', 'بلوار', 'میدان']

/** The Foundation's network: about 3,800 libraries over the real cities, the same at every telling. */
export async function foundationNetwork(cities: readonly DemoCity[]): Promise<DemoNetwork> {
  const names = await rowsOf('demo/library-names.csv')
  const slots = slotsOf(cities)
  const kinds = kindsOf(slots)
  let code = 1002
  const libraries = slots.map((slot, i) => {
    const own = stableCode(slot)
    if (own === null) code += 1
    return fixedLibrary(slot, kinds[i]!, own ?? String(code), names)
  })
  const stops = new Map<string, DemoCity[]>()
  for (const [i, city] of mobileHomes(cities).entries()) {
    const library = mobileLibrary(city, i, String(5001 + i))
    libraries.push(library)
    stops.set(library.code, stopsOf(city, cities, i))
  }
  return { libraries, stops, ...pastOf(libraries) }
}

interface Slot {
  city: DemoCity
  index: number
  of: number
}

function slotsOf(cities: readonly DemoCity[]): Slot[] {
  const counts = shares(cities, FIXED + GONE)
  return cities.flatMap((city, i) =>
    Array.from({ length: counts[i]! }, (_, index) => ({ city, index, of: counts[i]! })),
  )
}

// Other rooms of the demonstration speak of these two.
function stableCode({ city, index }: Slot): string | null {
  if (index > 0) return null
  if (city.name === 'تهران' && city.isCentre) return '1001'
  return city.name === 'نیشابور' && city.isSeat ? '1002' : null
}

function kindsOf(slots: readonly Slot[]): LibraryKind[] {
  const kinds: LibraryKind[] = slots.map(() => 'institutional')
  const free = slots.map((_, i) => i).filter((i) => slots[i]!.index > 0)
  shuffled(free, (i) => `kind ${slots[i]!.city.code} ${slots[i]!.index}`)
    .slice(0, HALLS + PARTICIPATORY)
    .forEach((i, rank) => {
      kinds[i] = rank < HALLS ? 'reading-hall' : 'participatory'
    })
  return kinds
}

function fixedLibrary(
  slot: Slot,
  kind: LibraryKind,
  code: string,
  names: readonly Record<string, string>[],
): DemoLibrary {
  const { city, index } = slot
  const key = `${city.code} ${index}`
  const isRural = kind !== 'reading-hall' && index > 0 && city.weight < 5 && chance(`rural ${key}`) < 0.3
  const called = nameOf(slot, kind, isRural, names)
  return {
    code,
    ...called,
    kind,
    degree: degreeOf(slot, kind, isRural),
    city,
    isRural,
    address: isRural ? '' : `${oneOf(WAYS, `way ${key}`)} ${oneOf(STREETS, `street ${key}`)}`,
    ...pointIn(city, key, isRural ? 9 : 1),
    services: servicesOf(slot, kind),
    hours: chance(`hours ${key}`) < 0.03 ? '' : hoursOf(slot, kind, isRural),
    openedOn: openedOn(key, index),
  }
}

function nameOf({ city, index }: Slot, kind: LibraryKind, isRural: boolean, names: readonly Record<string, string>[]) {
  if (index === 0 && city.isCentre)
    return { name: `کتابخانهٔ مرکزی ${city.name}`, nameEn: `Central Library of ${city.nameEn}` }
  if (index === 0 && city.name === 'نیشابور')
    return { name: 'کتابخانهٔ عمومی عطار نیشابوری', nameEn: 'Attar Neyshaburi Public Library' }
  const start = Math.floor(chance(`names ${city.code}`) * names.length)
  // A step that has no factor in common with the list's length meets every name before any comes back.
  const called = names[(start + index * 97) % names.length]!
  const [fa, en] = [called.name ?? '', called.name_en ?? '']
  if (kind === 'reading-hall') return { name: `سالن مطالعهٔ ${fa}`, nameEn: `${en} Reading Hall` }
  if (kind === 'participatory') return { name: `کتابخانهٔ مشارکتی ${fa}`, nameEn: `${en} Participatory Library` }
  if (isRural) return { name: `کتابخانهٔ عمومی روستایی ${fa}`, nameEn: `${en} Rural Public Library` }
  return { name: `کتابخانهٔ عمومی ${fa}`, nameEn: `${en} Public Library` }
}

function degreeOf({ city, index }: Slot, kind: LibraryKind, isRural: boolean): string {
  if (kind !== 'institutional') return ''
  if (isRural) return 'rural'
  if (index === 0 && city.isCentre) return 'central'
  const best = city.weight > 5 ? 1 : city.isSeat ? 2 : 4
  return String(Math.min(8, best + Math.floor(chance(`degree ${city.code} ${index}`) * 4)))
}

const SOMETIMES: readonly (readonly [ServiceName, number])[] = [
  ['children', 0.7],
  ['women-hours', 0.12],
  ['internet', 0.6],
  ['accessible', 0.25],
  ['audio-books', 0.15],
  ['events', 0.45],
  ['courses', 0.2],
  ['reference', 0.4],
]

function servicesOf({ city, index }: Slot, kind: LibraryKind): ServiceName[] {
  if (kind === 'reading-hall')
    return ['reading-room', ...(chance(`net ${city.code} ${index}`) < 0.5 ? ['internet' as const] : [])]
  const best = index === 0 && city.weight > 2 ? 0.4 : 0
  const some = SOMETIMES.filter(([name, often]) => chance(`${name} ${city.code} ${index}`) < often + best)
  return ['loan', 'reading-room', ...some.map(([name]) => name)]
}

function hoursOf({ city, index }: Slot, kind: LibraryKind, isRural: boolean): string {
  if (kind === 'reading-hall') return HOURS.hall
  if (isRural) return HOURS.rural
  if (city.weight >= 7) return index < 3 ? HOURS.large : HOURS.middle
  return city.isSeat && index === 0 ? HOURS.middle : HOURS.small
}

// The first library of a city is its oldest; most are younger than 1360.
function openedOn(key: string, index: number): string {
  const year = Math.round(index === 0 ? 1958 + chance(`year ${key}`) * 35 : 1975 + chance(`year ${key}`) * 44)
  const month = 1 + Math.floor(chance(`month ${key}`) * 12)
  const day = 1 + Math.floor(chance(`day ${key}`) * 28)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function mobileHomes(cities: readonly DemoCity[]): DemoCity[] {
  const centres = cities.filter((city) => city.isCentre).sort((a, b) => b.weight - a.weight)
  return Array.from({ length: MOBILE }, (_, i) => centres[i % centres.length]!)
}

function mobileLibrary(city: DemoCity, i: number, code: string): DemoLibrary {
  const number = i < 31 ? 1 : 2
  return {
    code,
    name: `کتابخانهٔ سیار شمارهٔ ${number === 1 ? '۱' : '۲'} ${city.name}`,
    nameEn: `Mobile Library No. ${number}, ${city.nameEn}`,
    kind: 'mobile',
    degree: '',
    city,
    isRural: false,
    address: '',
    ...pointIn(city, `mobile ${i}`),
    services: ['loan', 'children'],
    hours: HOURS.mobile,
    openedOn: `${2005 + Math.floor(chance(`mobile ${i}`) * 18)}-05-14`,
  }
}

function stopsOf(home: DemoCity, cities: readonly DemoCity[], i: number): DemoCity[] {
  const near = cities
    .filter((city) => city.province === home.province && city.code !== home.code)
    .sort((a, b) => far(a, home) - far(b, home))
    .slice(0, 24)
  const many = Math.floor(STOPS / MOBILE) + (i < STOPS % MOBILE ? 1 : 0)
  const wanted = shuffled(near, (city) => `stop ${i} ${city.code}`)
  // A small province has fewer towns than stops: then a town is called at twice.
  return Array.from({ length: many }, (_, at) => wanted[at % wanted.length] ?? home)
}

const far = (a: DemoCity, b: DemoCity) => (a.lat - b.lat) ** 2 + (a.lon - b.lon) ** 2

function pastOf(libraries: readonly DemoLibrary[]): Pick<DemoNetwork, 'gone' | 'paused'> {
  const byCity = Map.groupBy(libraries, (library) => library.city.code)
  const some = shuffled(
    libraries.filter(({ city, kind, code }) => kind === 'institutional' && city.weight > 2 && Number(code) > 1002),
    (library) => `past ${library.code}`,
  ).filter((library) => library !== byCity.get(library.city.code)?.[0] && library.openedOn < '2000')
  const gone = some.slice(0, GONE).map(({ code, city }, i) => ({
    code,
    into: i % 3 === 0 ? null : (byCity.get(city.code)?.[0]?.code ?? null),
    on: `${2009 + (i % 15)}-0${1 + (i % 9)}-2${i % 9}`,
  }))
  const paused = some
    .slice(GONE, GONE + 8)
    .map(({ code }, i) => ({ code, from: `20${10 + i}-06-05`, to: `20${11 + i}-11-15` }))
  return { gone, paused }
}
