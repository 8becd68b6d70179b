import type { DirectoryInput } from './contract.ts'

/** A library as an address names it. */
interface Named {
  code: string
  network: { code: string }
}

/** Our path of a library's page. */
export function libraryPath({ code, network }: Named): string {
  return `/libraries/${encodeURIComponent(network.code)}/${encodeURIComponent(code)}`
}

/** What stands in the address of a search; `page` counts from 1. */
export type Search = Omit<DirectoryInput, 'limit' | 'offset'> & { page: number }

const MANY = ['network', 'province', 'kind', 'service'] as const
const ONE = ['q', 'county', 'near'] as const

/** The address of a search under `path`, with some parts changed; a changed search begins at its first page. */
export function searchAddress(path: string, search: Search, changes: Partial<Search> = {}): string {
  const wanted = { ...search, page: 1, ...changes }
  const query = new URLSearchParams()
  for (const name of ONE) if (wanted[name]) query.set(name, wanted[name])
  for (const name of MANY) for (const value of wanted[name]) query.append(name, value)
  if (wanted.closed) query.set('closed', 'true')
  if (wanted.page > 1) query.set('page', String(wanted.page))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The same search with a value of a filter set, or taken away when it is set already. */
export function toggled(search: Search, name: (typeof MANY)[number], value: string): Partial<Search> {
  const values = search[name]
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
  // A county belongs to its province: another province leaves it.
  return name === 'province' ? { province: next, county: undefined } : { [name]: next }
}
