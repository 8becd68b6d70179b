import { countAsks } from '#areas/catalogue/service/grouping/asking.ts'
import { searchText } from '#areas/catalogue/text/searching/search.en.ts'
import { text as catalogue } from '#areas/catalogue/text.en.ts'
import { text as libraries } from '#areas/libraries/text.en.ts'
import type { Actor } from '#areas/people/contract.ts'
import { text as people } from '#areas/people/text.en.ts'
import type { Lang } from '#lib/language.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Platform } from '#platform/platform.ts'
import type { NavigationEntry } from '#ui/navigation.ts'
import { words as letters } from '#web/letters/words.en.ts'

const both = (word: (lang: Lang) => string) => ({ fa: word('fa'), en: word('en') })

const system = both((lang) => people(lang).navigation.group)

const cataloguing = both((lang) => catalogue(lang).staff.title)
const CATALOGUERS = ['administrator', 'network-officer', 'province-officer', 'librarian', 'cataloguer']

/** Every door of the house in the order people see them; an area adds its own lines, in its own words. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { to: '/search', label: both((lang) => catalogue(lang).catalogue), place: 'public', icon: 'book' },
  { to: '/libraries', label: both((lang) => libraries(lang).directory), place: 'public', icon: 'library' },
  { to: '/report', label: both((lang) => catalogue(lang).report.navigation), place: 'public', icon: 'list' },
  {
    to: '/staff/imports',
    label: both((lang) => catalogue(lang).staff.imports),
    place: 'desk',
    icon: 'file',
    group: cataloguing,
    roles: CATALOGUERS,
  },
  {
    to: '/staff/harvests',
    label: both((lang) => catalogue(lang).harvest.title),
    place: 'desk',
    icon: 'download',
    group: cataloguing,
    roles: CATALOGUERS,
  },
  {
    to: '/staff/records',
    label: both((lang) => catalogue(lang).staff.records),
    place: 'desk',
    icon: 'list',
    group: cataloguing,
    roles: CATALOGUERS,
  },
  {
    to: '/staff/asks',
    label: both((lang) => catalogue(lang).grouping.asks),
    place: 'desk',
    icon: 'info',
    group: cataloguing,
    roles: CATALOGUERS,
  },
  {
    to: '/staff/report',
    label: both((lang) => catalogue(lang).report.deskTitle),
    place: 'desk',
    icon: 'done',
    group: cataloguing,
    roles: CATALOGUERS,
  },
  {
    to: '/staff/libraries',
    label: both((lang) => libraries(lang).staff.title),
    place: 'desk',
    icon: 'library',
    group: both((lang) => libraries(lang).directory),
    roles: ['administrator', 'network-officer', 'province-officer', 'librarian'],
  },
  {
    to: '/people',
    label: both((lang) => people(lang).navigation.people),
    place: 'desk',
    icon: 'person',
    group: system,
    roles: ['administrator', 'network-officer', 'province-officer'],
  },
  {
    to: '/letters',
    label: both((lang) => letters(lang).title),
    place: 'desk',
    icon: 'file',
    group: system,
    roles: ['administrator'],
  },
  {
    to: '/searches',
    label: both((lang) => searchText(lang).saved.title),
    place: 'desk',
    icon: 'search',
    group: system,
  },
  { to: '/account', label: both((lang) => people(lang).navigation.account), place: 'desk', icon: 'key', group: system },
]

/** The doors this actor sees. What they may do behind a door is decided there again, by the area's rules. */
export function entriesFor(entries: readonly NavigationEntry[], actor: Actor): readonly NavigationEntry[] {
  return entries.filter((entry) => {
    if (entry.roles) return actor.grants.some((grant) => entry.roles?.includes(grant.role))
    return entry.place === 'public' || actor.kind === 'person'
  })
}

/** Where whoever shortens an address to `/staff` is led; refuses `people.sign-in-required`. */
export function firstDesk(actor: Actor): string {
  const desk = entriesFor(NAVIGATION, actor).find(({ place }) => place === 'desk')
  if (desk === undefined) throw new Refusal('forbidden', 'people.sign-in-required')
  return desk.to
}

/** What counts the things that wait behind a door. */
const COUNTS: Readonly<Record<string, (platform: Platform, actor: Actor) => Promise<number>>> = {
  '/staff/asks': countAsks,
}

/** The doors with what waits behind them, for the rail of staff pages. */
export function withWaiting(
  entries: readonly NavigationEntry[],
  platform: Platform,
  actor: Actor,
): Promise<readonly NavigationEntry[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const waiting = await COUNTS[entry.to]?.(platform, actor)
      return waiting === undefined || waiting === 0 ? entry : { ...entry, waiting }
    }),
  )
}
