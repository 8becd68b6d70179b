import type { ServiceName } from '#areas/libraries/contract.ts'
import type { DemoLibrary } from './foundation.ts'
import { type DemoCity, pointIn, rowsOf } from './places.ts'

const HOURS = {
  central: 'sat-thu 07:00-20:00; fri 08:00-13:00',
  branch: 'sat-wed 07:30-19:00; thu 07:30-13:30',
  specialised: 'sat-wed 07:30-14:00',
}
const SERVICES: Readonly<Record<keyof typeof HOURS, readonly ServiceName[]>> = {
  central: [
    'loan',
    'reading-room',
    'children',
    'internet',
    'accessible',
    'audio-books',
    'events',
    'courses',
    'reference',
    'manuscripts',
  ],
  branch: ['loan', 'reading-room', 'children', 'internet', 'events'],
  specialised: ['reading-room', 'reference', 'internet'],
}

/** The libraries of Astan Quds: the central one, those beside it in Mashhad, and those in other cities. */
export async function astanLibraries(cities: readonly DemoCity[]): Promise<DemoLibrary[]> {
  const seats = new Map(cities.filter((city) => city.isSeat).map((city) => [city.name, city]))
  return (await rowsOf('demo/astan-libraries.csv')).map((row): DemoLibrary => {
    const city = seats.get(row.city ?? '')!
    const code = row.code ?? ''
    const sort = code === '1' ? 'central' : row.kind === 'specialised' ? 'specialised' : 'branch'
    return {
      code,
      name: row.name ?? '',
      nameEn: row.name_en ?? '',
      kind: row.kind === 'specialised' ? 'specialised' : 'shrine',
      degree: row.degree ?? '',
      city,
      isRural: false,
      address: code === '1' || code === '2' ? 'حرم مطهر رضوی' : '',
      // The shrine stands in the middle of Mashhad.
      ...(code === '1' || code === '2' ? { lat: 36.288, lon: 59.6157 } : pointIn(city, `astan ${code}`)),
      services: SERVICES[sort],
      hours: HOURS[sort],
      openedOn: code === '1' ? '1995-03-01' : `${1970 + ((Number(code) * 7) % 45)}-05-2${Number(code) % 9}`,
    }
  })
}
