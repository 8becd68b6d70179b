import { FACETS, type FacetName, MAX_OFFSET, SearchInput, SORTS, type SortName } from '#areas/catalogue/contract.ts'
import { gregorianYear } from '#lib/calendar/year-asked.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'

/** The parts of a search that stand in an address, in the order they are written. */
const PARTS = ['q', ...FACETS, 'yearFrom', 'yearTo', 'near', 'sort', 'asTyped'] as const
export type Part = (typeof PARTS)[number]

/** Hits on a page. */
export const PAGE_SIZE = 20

// The search itself goes no deeper.
const LAST_PAGE = Math.floor(MAX_OFFSET / PAGE_SIZE)

/** The last page of so many results; 1 of none. */
export function lastPage(total: number): number {
  return Math.min(Math.max(1, Math.ceil(total / PAGE_SIZE)), LAST_PAGE)
}

/** A search as a page keeps it: where the page lies and what the reader set, as they wrote it. */
export interface SearchAddress {
  /** Our path without the language prefix: `/search`, `/authors/…`, a library's catalogue. */
  readonly path: string
  readonly set: Readonly<Partial<Record<Part, readonly string[]>>>
  readonly page: number
  /** The facet whose values are all shown. */
  readonly more: string | null
}

/** Reads what an address sets. Nothing is refused: what is not understood is left out. */
export function addressOf(path: string, params: URLSearchParams): SearchAddress {
  const set: Partial<Record<Part, readonly string[]>> = {}
  for (const part of PARTS) {
    const several = (FACETS as readonly string[]).includes(part)
    const values = [...new Set(params.getAll(part).map((value) => value.trim().slice(0, 300)))].filter(Boolean)
    if (values.length > 0) set[part] = several ? values.slice(0, 50) : values.slice(0, 1)
  }
  const page = Number(toAsciiDigits(params.get('page') ?? ''))
  return {
    path,
    set,
    page: Number.isInteger(page) && page > 0 ? Math.min(page, LAST_PAGE) : 1,
    more: params.get('more'),
  }
}

/** The search an address asks for. Years may be Jalali or Gregorian; a whole list without words shows the newest first. */
export function inputOf({ set, page }: SearchAddress, fixed: Partial<Record<FacetName, string>> = {}): SearchInput {
  const [q = ''] = set.q ?? []
  const [sort] = set.sort ?? []
  const known = (SORTS as readonly string[]).includes(sort ?? '') ? (sort as SortName) : undefined
  const { from, to } = yearsOf({ set })
  return SearchInput.parse({
    ...Object.fromEntries(FACETS.map((name) => [name, [...(fixed[name] ? [fixed[name]] : []), ...(set[name] ?? [])]])),
    q: q.slice(0, 500),
    yearFrom: from,
    yearTo: to,
    near: set.near?.[0]?.slice(0, 60),
    asTyped: set.asTyped?.[0],
    sort: known ?? (q === '' ? 'newest' : 'relevance'),
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
}

/** The range of years an address asks for, Gregorian. What cannot be meant narrows nothing and is told in `fault`. */
interface Years {
  from?: number | undefined
  to?: number | undefined
  /** Which fields are wrong: no year, or the first after the last. */
  fault: { fields: readonly ('yearFrom' | 'yearTo')[]; reason: 'no-year' | 'reversed' } | null
}

/** Reads the years of an address, Jalali or Gregorian, in any digits. */
export function yearsOf({ set }: Pick<SearchAddress, 'set'>): Years {
  const yearIn = (part: 'yearFrom' | 'yearTo') => gregorianYear(set[part]?.[0] ?? '')
  const [from, to] = [yearIn('yearFrom'), yearIn('yearTo')]
  const fields = (['yearFrom', 'yearTo'] as const).filter((part) => set[part] && yearIn(part) === undefined)
  if (fields.length > 0) return { from, to, fault: { fields, reason: 'no-year' } }
  if (from !== undefined && to !== undefined && from > to)
    return { fault: { fields: ['yearFrom', 'yearTo'], reason: 'reversed' } }
  return { from, to, fault: null }
}

/** The address of the same search with some parts set otherwise (`null`: not at all), from its first page. */
export function hrefWith(
  { path, set }: SearchAddress,
  changes: Partial<Record<Part, readonly string[] | null>>,
  more: readonly (readonly [string, string])[] = [],
): string {
  const written: string[] = []
  for (const part of PARTS) {
    const values = changes[part] === undefined ? set[part] : changes[part]
    for (const value of values ?? []) written.push(`${part}=${inQuery(value)}`)
  }
  for (const [name, value] of more) written.push(`${name}=${inQuery(value)}`)
  return written.length === 0 ? path : `${path}?${written.join('&')}`
}

/** The same search at another page of its results. */
export function hrefOfPage(address: SearchAddress, page: number): string {
  return hrefWith(address, {}, page === 1 ? [] : [['page', String(page)]])
}

/** The same search with one value of a facet set, or taken back where it was. */
export function hrefToggling(address: SearchAddress, name: FacetName, value: string): string {
  const now = address.set[name] ?? []
  return hrefWith(address, { [name]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] })
}

/** What was narrowed beyond the words themselves: such pages are many and alike, and not for search engines. */
export function isNarrowed({ set, page }: SearchAddress): boolean {
  return page > 1 || PARTS.some((part) => part !== 'q' && set[part] !== undefined)
}

/** Everything set but these parts, as hidden fields of a form. */
export function keptFields({ set }: SearchAddress, without: readonly Part[]): [Part, string][] {
  return PARTS.filter((part) => !without.includes(part)).flatMap((part) =>
    (set[part] ?? []).map((value): [Part, string] => [part, value]),
  )
}

// Letters stand as they are: browsers send them as UTF-8, and an address of Persian words stays readable and short.
function inQuery(text: string): string {
  return text.replace(/[^\p{L}\p{N} ._~:-]/gu, encodeURIComponent).replaceAll(' ', '+')
}

/** A name as one step of a path. */
export function inPath(text: string): string {
  return text.replace(/[^\p{L}\p{N}._~-]/gu, encodeURIComponent)
}

/** An address in ASCII only, for headers, feeds and readers that know no other. Escapes that stand in it stay. */
export function inAscii(address: string): string {
  return address.replace(/[^\x20-\x7e]+/g, encodeURIComponent)
}
