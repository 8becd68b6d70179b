import {
  type Actor,
  holds,
  mustHold,
  mustHoldSomewhere,
  type Place,
  type Role,
  type Scope,
  scopesOf,
} from '#areas/people/contract.ts'
import { fold } from '#lib/persian/fold.ts'
import { Refusal } from '#lib/refusal.ts'
import { DEGREES, type Degree, KINDS, type LibraryKind, SERVICES, type ServiceName } from './contract.ts'
import { en } from './text.en.ts'
import { fa } from './text.fa.ts'

const NETWORK_KEEPERS: readonly Role[] = ['administrator']
const DIRECTORY_KEEPERS: readonly Role[] = ['administrator', 'network-officer', 'province-officer']
const LIBRARY_KEEPERS: readonly Role[] = [...DIRECTORY_KEEPERS, 'librarian']

/** Only the system's administrator founds a network. */
export const mayAddNetwork = (actor: Actor) =>
  mustHold(actor, NETWORK_KEEPERS, { level: 'system' }, 'libraries.networks-by-administrators')

/** Officers add, close and merge libraries of their own network or province. */
export const mayKeepDirectory = (actor: Actor, place: Place) =>
  mustHold(actor, DIRECTORY_KEEPERS, place, 'libraries.directory-by-officers')

/** A librarian keeps the own library's hours, contacts and stops. */
export const mayKeepLibrary = (actor: Actor, place: Place) =>
  mustHold(actor, LIBRARY_KEEPERS, place, 'libraries.keep-own-library')

/** Where the actor keeps libraries, of the own desk or of others. Refuses whoever keeps none anywhere. */
export const keepingScopes = (actor: Actor) => mustHoldSomewhere(actor, LIBRARY_KEEPERS, 'libraries.keep-own-library')

/** Where the actor adds, closes and imports libraries. Refuses whoever may nowhere. */
export const directoryScopes = (actor: Actor) =>
  mustHoldSomewhere(actor, DIRECTORY_KEEPERS, 'libraries.directory-by-officers')

/** `directoryScopes`, but none for whoever may nowhere: a librarian keeps a library and adds none. */
export const anyDirectoryScopes = (actor: Actor) => scopesOf(actor, DIRECTORY_KEEPERS)

/** What the actor may do with one library: keep its particulars, and close, merge or reopen it. */
export const rightsOver = (actor: Actor, place: Place) => ({
  keep: holds(actor, LIBRARY_KEEPERS, place),
  directory: holds(actor, DIRECTORY_KEEPERS, place),
})

/** The scope of a library; a library whose province is unknown lies in province `none`, which no officer holds. */
export function placeOf(library: { id: string; networkId: string; provinceCode: string | null }): Scope {
  return { level: 'library', network: library.networkId, province: library.provinceCode ?? 'none', library: library.id }
}

const WORDS: Readonly<Record<string, LibraryKind>> = {
  نهادی: 'institutional',
  مشارکتی: 'participatory',
  مستقل: 'participatory',
  'سالن مطالعه': 'reading-hall',
  'سالن قرائت': 'reading-hall',
  سیار: 'mobile',
  'کتابخانه سیار': 'mobile',
  آستانه: 'shrine',
  'آستان مقدس': 'shrine',
  حرم: 'shrine',
  وابسته: 'shrine',
  تخصصی: 'specialised',
}
// What a page shows, a file may say.
const shown = <Name extends string>(...labels: readonly Readonly<Record<Name, string>>[]): [string, Name][] =>
  labels.flatMap((one) =>
    Object.entries(one).map(([name, label]): [string, Name] => [fold(label as string), name as Name]),
  )

const KIND_WORDS = new Map<string, LibraryKind>([
  ...Object.entries(WORDS).map(([word, kind]): [string, LibraryKind] => [fold(word), kind]),
  ...shown(fa.kinds, en.kinds),
])

/** The kind a file means, by our word or by the Persian one; null when it is neither. */
export function kindFrom(text: string): LibraryKind | null {
  const folded = fold(text)
  return KINDS.find((kind) => kind === text.trim().toLowerCase()) ?? KIND_WORDS.get(folded) ?? null
}

const DEGREE_WORDS = new Map<string, Degree>([
  ...shown(fa.degrees, en.degrees),
  [fold('مرکزی'), 'central'],
  [fold('روستایی'), 'rural'],
  ...(['یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت'] as const).map((word, i): [string, Degree] => [
    fold(word),
    DEGREES[i]!,
  ]),
])

/** The degree a file means: ۱ to ۸ in any digits («درجه ۳» too), central or rural; null when it is none of them. */
export function degreeFrom(text: string): Degree | null {
  const whole = fold(text)
  const folded = whole.replace(fold('درجه'), '').trim()
  return DEGREES.find((degree) => degree === folded) ?? DEGREE_WORDS.get(whole) ?? DEGREE_WORDS.get(folded) ?? null
}

const SERVICE_WORDS = new Map<string, ServiceName>([
  ...shown(fa.serviceNames, en.serviceNames),
  ...Object.entries({
    امانت: 'loan',
    'سالن مطالعه': 'reading-room',
    'بخش کودک': 'children',
    کودک: 'children',
    'ساعت ویژه بانوان': 'women-hours',
    اینترنت: 'internet',
    دسترس‌پذیر: 'accessible',
    'کتاب گویا': 'audio-books',
    'ارسال به خانه': 'home-delivery',
    'امانت در منزل': 'home-delivery',
    برنامه‌ها: 'events',
    نشست: 'events',
    آموزش: 'courses',
    مرجع: 'reference',
    'نسخه خطی': 'manuscripts',
    'نسخ خطی': 'manuscripts',
  } satisfies Record<string, ServiceName>).map(([word, service]): [string, ServiceName] => [fold(word), service]),
])

/** The service a word means, ours or Persian; null when it is neither. */
export function serviceFrom(text: string): ServiceName | null {
  return SERVICES.find((name) => name === text.trim().toLowerCase()) ?? SERVICE_WORDS.get(fold(text)) ?? null
}

/** What closing or merging needs to know of a library. */
export interface Standing {
  readonly id: string
  readonly networkId: string
  readonly openedOn: string | null
  readonly closedOn: string | null
}

/** Refuses a day that has not come yet; `today` is the day in Tehran. */
export function checkPast(day: string, today: string): void {
  if (day > today) throw new Refusal('invalid', 'libraries.day-to-come', { field: 'on' })
}

/** Refuses closing a closed library, or before the day it opened. */
export function checkClosing(library: Standing, closedOn: string): void {
  if (library.closedOn !== null) throw new Refusal('conflict', 'libraries.closed-already', { on: library.closedOn })
  if (library.openedOn !== null && closedOn < library.openedOn) {
    throw new Refusal('invalid', 'libraries.closed-before-opened', { field: 'on', on: library.openedOn })
  }
}

/** A library is merged into an open one of its own network, never into itself. */
export function checkMerging(library: Standing, into: Standing, mergedOn: string): void {
  checkClosing(library, mergedOn)
  if (library.id === into.id) throw new Refusal('invalid', 'libraries.merged-into-itself', { field: 'into' })
  if (library.networkId !== into.networkId)
    throw new Refusal('conflict', 'libraries.merged-across-networks', { field: 'into' })
  if (into.closedOn !== null) throw new Refusal('conflict', 'libraries.merged-into-closed', { field: 'into' })
}

/** Refuses reopening a library that is open, or one whose books went to another. */
export function checkReopening(library: Standing & { mergedInto: string | null }, on: string): void {
  if (library.closedOn === null) throw new Refusal('conflict', 'libraries.open-already')
  if (library.mergedInto !== null) throw new Refusal('conflict', 'libraries.reopen-merged')
  if (on < library.closedOn) throw new Refusal('invalid', 'libraries.reopened-before-closed', { field: 'on' })
}

const EARTH_KM = 6371.0088

/** Great-circle distance in kilometres between two WGS 84 points, by the haversine formula on the mean Earth radius. */
export function kilometres(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const rad = Math.PI / 180
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)))
}
