import { z } from 'zod'
import { DEGREES, type Hours, KINDS, type LibraryDraft, SERVICES, WEEKDAYS } from '#areas/libraries/contract.ts'
import { parseDayHours, writeDay } from '#areas/libraries/hours.ts'
import type { getLibrary } from '#areas/libraries/service.ts'
import { text } from '#areas/libraries/text.en.ts'
import { formatDay } from '#lib/calendar/format-day.ts'
import { parseDay } from '#lib/calendar/parse-day.ts'
import type { Lang } from '#lib/language.ts'
import { toAsciiDigits, toPersianDigits } from '#lib/persian/digits.ts'
import { type FormErrors, type RequestContext, readForm, type Typed } from '#platform/http.ts'

const line = (most: number) => z.string().max(most).optional()

const shape = z.object({
  network: line(40),
  number: z.string().min(1).max(40),
  name: z.string().min(1).max(300),
  nameEn: line(300),
  kind: z.enum(KINDS),
  degree: z.enum(DEGREES).optional(),
  province: line(100),
  county: line(100),
  city: line(100),
  address: line(500),
  postal: line(20),
  phone: line(60),
  email: z.email().max(200).optional(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional(),
  lat: line(30),
  lon: line(30),
  openedOn: line(60),
  services: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(SERVICES))),
  ...Object.fromEntries(WEEKDAYS.map((day) => [`hours-${day}`, line(200)])),
})

export type LibraryForm =
  | { ok: true; network: string; draft: LibraryDraft; typed: Typed }
  | { ok: false; errors: FormErrors; typed: Typed }

/** Reads the form of a library: every fault at once, a sentence a field. */
export async function readLibraryForm(c: RequestContext): Promise<LibraryForm> {
  const lang = c.get('lang')
  const form = await readForm(c, shape, text(lang).refusals)
  const { values, errors } = readTyped(form.typed, lang)
  if (!form.ok) return { ok: false, errors: { ...errors, ...form.errors }, typed: form.typed }
  if (Object.keys(errors).length > 0) return { ok: false, errors, typed: form.typed }
  const { number, postal, network = '', ...rest } = form.value
  const draft: LibraryDraft = {
    code: number,
    name: rest.name,
    nameEn: rest.nameEn ?? null,
    kind: rest.kind,
    degree: rest.degree ?? null,
    province: rest.province ?? null,
    county: rest.county ?? null,
    city: rest.city ?? null,
    address: rest.address ?? null,
    postalCode: postal === undefined ? null : toAsciiDigits(postal),
    phone: rest.phone === undefined ? null : toAsciiDigits(rest.phone),
    email: rest.email ?? null,
    website: rest.website ?? null,
    services: rest.services,
    ...values,
  }
  return { ok: true, network, draft, typed: form.typed }
}

// Days, hours and coordinates are typed as people write them; each is read on its own so that each has its own sentence.
function readTyped(typed: Typed, lang: Lang) {
  const t = text(lang).refusals
  const errors: Record<string, string> = {}
  const said = (name: string) => {
    const value = typed[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const coordinate = (name: 'lat' | 'lon', most: number) => {
    if (said(name) === '') return null
    const number = Number(toAsciiDigits(said(name)).replace('٫', '.').replace('/', '.'))
    if (Number.isFinite(number) && Math.abs(number) <= most) return number
    errors[name] = t['libraries.coordinate-malformed']({ value: said(name).slice(0, 60) })
    return null
  }
  const [lat, lon] = [coordinate('lat', 90), coordinate('lon', 180)]
  if ((lat === null) !== (lon === null) && !errors.lat && !errors.lon)
    errors[lat === null ? 'lat' : 'lon'] = t['libraries.coordinate-alone']()
  let openedOn: string | null = null
  if (said('openedOn') !== '') {
    const day = parseDay(said('openedOn'))
    if (day.ok) openedOn = day.value
    else errors.openedOn = t['libraries.day-malformed']({ value: said('openedOn').slice(0, 60) })
  }
  return { values: { lat, lon, openedOn, hours: readHours(said, errors, lang) }, errors }
}

function readHours(said: (name: string) => string, errors: Record<string, string>, lang: Lang): Hours | null {
  const hours: Hours = {}
  for (const day of WEEKDAYS) {
    const typed = said(`hours-${day}`)
    const stretches = parseDayHours(typed)
    if (stretches === null)
      errors[`hours-${day}`] = text(lang).refusals['libraries.hours-malformed']({ value: typed.slice(0, 60) })
    else if (stretches.length > 0) hours[day] = stretches
  }
  return Object.keys(hours).length > 0 ? hours : null
}

/** A library as its form shows it before anything is typed, in the digits of the page. */
export function formValues(library: Awaited<ReturnType<typeof getLibrary>>, lang: Lang): Typed {
  const digits = (value: string) => (lang === 'fa' ? toPersianDigits(value) : value)
  return {
    number: library.code,
    name: library.name,
    nameEn: library.nameEn ?? '',
    kind: library.kind,
    degree: library.degree ?? '',
    province: library.province?.name ?? '',
    county: library.county ?? '',
    city: library.city ?? '',
    address: library.address ?? '',
    postal: library.postalCode ?? '',
    phone: library.phone ?? '',
    email: library.email ?? '',
    website: library.website ?? '',
    lat: library.lat === null ? '' : String(library.lat),
    lon: library.lon === null ? '' : String(library.lon),
    openedOn: library.openedOn === null ? '' : formatDay(library.openedOn, lang, 'short'),
    services: library.services,
    ...Object.fromEntries(
      WEEKDAYS.map((day) => [
        `hours-${day}`,
        digits(writeDay(library.hours?.[day] ?? [])).replaceAll(',', lang === 'fa' ? '،' : ','),
      ]),
    ),
  }
}
