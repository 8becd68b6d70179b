import { placeOf } from '#areas/libraries/rules.ts'
import { directoryQuery, listNetworks, listPlaces } from '#areas/libraries/service.ts'
import { type LibraryRow, listLibrariesByIds, searchLibraries } from '#areas/libraries/store/libraries.ts'
import {
  covers,
  type NamedScope,
  type Scope,
  type ScopeDirectory,
  scopeKey,
  systemActor,
} from '#areas/people/contract.ts'
import { fold } from '#lib/persian/fold.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

const MOST = 50

/** The places a role may be given over: networks, their provinces, their libraries, out of the directory. */
export function scopeDirectory(platform: Platform): ScopeDirectory {
  return {
    async find(scopes) {
      const ids = scopes.flatMap((scope) => (scope.level === 'library' && isId(scope.library) ? [scope.library] : []))
      const broad = scopes.some((scope) => scope.level !== 'library') ? await broadScopes(platform) : []
      const known = [...broad, ...(await listLibrariesByIds(platform.db, ids)).map(namedLibrary)]
      const asked = new Set(scopes.map(scopeKey))
      return new Map(known.map((named) => [scopeKey(named.scope), named] as const).filter(([key]) => asked.has(key)))
    },
    async search(within, level, text) {
      if (level === 'library') return await librariesNamed(platform, within, text)
      const words = fold(text).split(' ').filter(Boolean)
      return (await broadScopes(platform))
        .filter(({ scope }) => scope.level === level && within.some((reach) => covers(reach, scope)))
        .filter(({ name, nameEn }) => words.every((word) => fold(`${name} ${nameEn ?? ''}`).includes(word)))
        .slice(0, MOST)
    },
  }
}

async function librariesNamed(platform: Platform, within: readonly Scope[], text: string): Promise<NamedScope[]> {
  const everywhere = within.some((scope) => scope.level === 'system')
  const { limit, offset, ...filter } = directoryQuery({ q: text.slice(0, 200), limit: MOST })
  const inside = everywhere ? filter : { ...filter, within }
  return (await searchLibraries(platform.db, inside, null, { limit, offset })).map(namedLibrary)
}

const namedLibrary = (row: LibraryRow): NamedScope => ({
  scope: placeOf(row),
  name: [row.name, row.cityName].filter(Boolean).join('، '),
  nameEn: row.nameEn === null ? null : [row.nameEn, row.cityNameEn].filter(Boolean).join(', '),
})

/** The system, every network, and every province of every network. */
async function broadScopes(platform: Platform): Promise<NamedScope[]> {
  const actor = systemActor('scopes')
  const [{ networks }, { provinces }] = await Promise.all([listNetworks(platform, actor), listPlaces(platform)])
  return [
    { scope: { level: 'system' }, name: 'همهٔ سامانه', nameEn: 'The whole system' },
    ...networks.flatMap(({ id, name, nameEn }): NamedScope[] => [
      { scope: { level: 'network', network: id }, name, nameEn },
      ...provinces.map((province) => ({
        scope: { level: 'province', network: id, province: province.code } satisfies Scope,
        name: `${province.name}، ${name}`,
        nameEn: `${province.nameEn}, ${nameEn ?? name}`,
      })),
    ]),
  ]
}
