import type { ReactNode } from 'react'
import { libraryPath } from '#areas/libraries/address.ts'
import type { Hours, LibraryDetail, Weekday } from '#areas/libraries/contract.ts'
import { groupDays } from '#areas/libraries/hours.ts'
import { type Lang, nameIn } from '#lib/language.ts'
import { JsonLd } from '#ui/page/json-ld.tsx'
import { localPath } from '#ui/request-context.tsx'

const SCHEMA_DAY: Readonly<Record<Weekday, string>> = {
  sat: 'Saturday',
  sun: 'Sunday',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
}
const WEEK = Object.keys(SCHEMA_DAY) as Weekday[]

/** The library as schema.org's Library (a LocalBusiness), for search engines and maps. */
export function librarySchema(library: LibraryDetail, lang: Lang, origin: string): ReactNode {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Library',
    '@id': `${origin}${libraryPath(library)}`,
    url: `${origin}${localPath(lang, libraryPath(library))}`,
    name: nameIn(lang, library),
    alternateName: lang === 'en' ? library.name : (library.nameEn ?? undefined),
    parentOrganization: { '@type': 'LibrarySystem', name: nameIn(lang, library.network) },
    telephone: library.phone ?? undefined,
    email: library.email ?? undefined,
    sameAs: library.website ?? undefined,
    foundingDate: library.openedOn ?? undefined,
    dissolutionDate: library.closedOn ?? undefined,
    address: {
      '@type': 'PostalAddress',
      streetAddress: library.address ?? undefined,
      addressLocality: library.city ?? undefined,
      addressRegion: library.province?.name,
      postalCode: library.postalCode ?? undefined,
      addressCountry: 'IR',
    },
    geo:
      library.lat === null || library.lon === null
        ? undefined
        : { '@type': 'GeoCoordinates', latitude: library.lat, longitude: library.lon },
    openingHoursSpecification: library.hours === null ? undefined : schemaHours(library.hours),
  }
  return <JsonLd data={data} />
}

function schemaHours(hours: Hours): object[] {
  return groupDays(hours).flatMap(({ from, to, stretches }) => {
    const days = WEEK.slice(WEEK.indexOf(from), WEEK.indexOf(to) + 1).map((day) => SCHEMA_DAY[day])
    return stretches.map(([opens, closes]) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: days,
      opens,
      // schema.org knows no 24:00; the end of a day is its last minute.
      closes: closes === '24:00' ? '23:59' : closes,
    }))
  })
}
