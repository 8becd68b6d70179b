import { astanLibraries } from '#areas/libraries/demo/astan.ts'
import { type DemoLibrary, type DemoNetwork, foundationNetwork } from '#areas/libraries/demo/foundation.ts'
import { type DemoCity, demoCities } from '#areas/libraries/demo/places.ts'
import { CENTRAL, PUBLISHED } from '#areas/libraries/demo/totals.ts'
import { addPoints, recordTotal } from '#areas/libraries/service/figures.ts'
import { importLibraries } from '#areas/libraries/service/importing.ts'
import { addNetwork, closeLibrary, reopenLibrary } from '#areas/libraries/service/keeping.ts'
import { scopeDirectory } from '#areas/libraries/service/scopes.ts'
import { systemActor } from '#areas/people/contract.ts'
import { giveDemonstrationRoles } from '#areas/people/service.ts'
import { Refusal } from '#lib/refusal.ts'
import { writeCsv } from '#lib/sheets/write-sheet.ts'
import type { Platform } from '#platform/platform.ts'
import { WEEKDAYS } from './contract.ts'
import { getLibrary, libraryRow, placeOfLibrary } from './service.ts'

const TELLER = systemActor('demonstration')

/**
 * Tells the directory of the demonstration: two networks, some 3,850 libraries made from Iran's real cities, mobile
 * libraries with their stops, libraries that closed or merged, and the figures both organisations published.
 */
export async function tell(platform: Platform, report: (line: string) => void): Promise<void> {
  await addNetwork(platform, TELLER, {
    code: 'iplf',
    name: 'نهاد کتابخانه‌های عمومی کشور',
    nameEn: 'Iran Public Libraries Foundation',
    website: 'https://www.iranpl.ir',
  })
  await addNetwork(platform, TELLER, {
    code: 'aqr',
    name: 'سازمان کتابخانه‌ها، موزه‌ها و مرکز اسناد آستان قدس رضوی',
    nameEn: 'Organization of Libraries, Museums and Documents Center of Astan Quds Razavi',
    website: 'https://library.razavi.ir',
  })
  const cities = await demoCities()
  const foundation = await foundationNetwork(cities)
  await take(platform, 'iplf', foundation.libraries)
  await take(platform, 'aqr', await astanLibraries(cities))
  report(`${foundation.libraries.length} libraries of the Foundation, and those of Astan Quds`)
  await tellPast(platform, foundation)
  await tellStops(platform, foundation.stops)
  await tellTotals(platform)
  await tellRoles(platform)
}

async function take(platform: Platform, network: string, libraries: readonly DemoLibrary[]): Promise<void> {
  const header = ['code', 'name', 'name_en', 'kind', 'degree', 'province', 'county', 'city', 'address']
  const rows = libraries.map((library) => [
    library.code,
    library.name,
    library.nameEn,
    library.kind,
    library.degree,
    library.city.province,
    library.city.county,
    library.isRural ? '' : library.city.code,
    library.address,
    String(library.lat),
    String(library.lon),
    library.services.join('; '),
    library.hours,
    library.openedOn,
  ])
  const csv = writeCsv([...header, 'lat', 'lon', 'services', 'hours', 'opened_on'], rows)
  const bytes = new TextEncoder().encode(csv)
  const { refused } = await importLibraries(platform, TELLER, { network, bytes, dryRun: false, isDemonstration: true })
  const [first] = refused
  if (first) throw new Refusal('invalid', first.code, { ...first.facts, row: first.row })
}

// What was told before a kill is in the history already.
async function tellPast(platform: Platform, { gone, paused }: DemoNetwork): Promise<void> {
  for (const { code, into, on } of gone) {
    const { id, isOpen } = await getLibrary(platform, TELLER, { id: `iplf:${code}` })
    if (isOpen) await closeLibrary(platform, TELLER, { id, on, ...(into === null ? {} : { into }) })
  }
  for (const { code, from, to } of paused) {
    const { id, isOpen, history } = await getLibrary(platform, TELLER, { id: `iplf:${code}` })
    if (history.some((event) => event.kind === 'reopened')) continue
    if (isOpen) await closeLibrary(platform, TELLER, { id, on: from })
    await reopenLibrary(platform, TELLER, { id, on: to })
  }
}

async function tellStops(platform: Platform, stops: ReadonlyMap<string, readonly DemoCity[]>): Promise<void> {
  for (const [code, cities] of stops) {
    const { id, servicePoints } = await getLibrary(platform, TELLER, { id: `iplf:${code}` })
    if (servicePoints.length > 0) continue
    await addPoints(platform, TELLER, { library: id, points: cities.map(stopAt) })
  }
}

function stopAt(city: DemoCity, i: number) {
  const from = i % 2 === 0 ? '09:00' : '11:30'
  const to = i % 2 === 0 ? '11:00' : '13:30'
  return {
    kind: 'stop' as const,
    name: `ایستگاه ${city.name}`,
    lat: city.lat,
    lon: city.lon,
    note: null,
    hours: { [WEEKDAYS[Math.floor(i / 2) % 5]!]: [[from, to] as [string, string]] },
  }
}

async function tellTotals(platform: Platform): Promise<void> {
  for (const network of ['iplf', 'aqr'] as const)
    for (const total of PUBLISHED[network]) await recordTotal(platform, TELLER, { network, total })
  for (const total of CENTRAL) await recordTotal(platform, TELLER, { library: 'aqr:1', total })
}

/** The people of the demonstration get their desks: two networks, a province, two libraries. */
async function tellRoles(platform: Platform): Promise<void> {
  const [neyshabur, central] = await Promise.all([libraryRow(platform, 'iplf:1002'), libraryRow(platform, 'aqr:1')])
  const scopes = {
    nahad: { level: 'network' as const, network: neyshabur.networkId },
    astan: { level: 'network' as const, network: central.networkId },
    khorasan: { level: 'province' as const, network: neyshabur.networkId, province: neyshabur.provinceCode ?? '' },
    ketabdar: placeOfLibrary(neyshabur),
    razavi: placeOfLibrary(central),
  }
  await giveDemonstrationRoles(platform, scopes, scopeDirectory(platform))
}
