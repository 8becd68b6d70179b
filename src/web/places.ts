import {
  directoryQuery,
  librariesByIds,
  listNetworks,
  listPlaces,
  placeOfLibrary,
  searchDirectory,
} from '#areas/libraries/service.ts'
import {
  covers,
  type NamedScope,
  type Scope,
  type ScopeDirectory,
  scopeKey,
  systemActor,
} from '#areas/people/contract.ts'
import { fold } from '#lib/persian/fold.ts'
import type { Platform } from '#platform/platform.ts'

const MOST = 50
const LOOKED_AT = 500

/** The places a role may be given over: networks, their provinces, their libraries, out of the directory. */
export function placesOf(platform: Platform): ScopeDirectory {
  return {
    async find(scopes) {
      const broad = await broadScopes(platform)
      const libraries = scopes.flatMap((scope) => (scope.level === 'library' ? [scope.library] : []))
      const known = [...broad, ...(await libraryScopes(platform, libraries))]
      const asked = new Set(scopes.map(scopeKey))
      return new Map(known.map((named) => [scopeKey(named.scope), named] as const).filter(([key]) => asked.has(key)))
    },
    async search(within, level, text) {
      const found = level === 'library' ? await searchLibraries(platform, text) : await broadScopes(platform)
      const words = fold(text).split(' ').filter(Boolean)
      return found
        .filter(({ scope }) => scope.level === level && within.some((reach) => covers(reach, scope)))
        .filter(
          ({ name, nameEn }) => level === 'library' || words.every((word) => fold(`${name} ${nameEn}`).includes(word)),
        )
        .slice(0, MOST)
    },
  }
}

/** The system, every network, and every province of every network. */
async function broadScopes(platform: Platform): Promise<NamedScope[]> {
  const [{ networks }, { provinces }] = await Promise.all([
    listNetworks(platform, systemActor('places')),
    listPlaces(platform),
  ])
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

async function searchLibraries(platform: Platform, text: string): Promise<NamedScope[]> {
  const query = directoryQuery({ q: text, limit: LOOKED_AT })
  const { libraries } = await searchDirectory(platform, systemActor('places'), query)
  return libraryScopes(
    platform,
    libraries.map(({ id }) => id),
  )
}

async function libraryScopes(platform: Platform, ids: readonly string[]): Promise<NamedScope[]> {
  if (ids.length === 0) return []
  const order = new Map(ids.map((id, i) => [id, i]))
  const rows = await librariesByIds(platform, ids)
  return rows
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .map((row) => ({ scope: placeOfLibrary(row), name: row.name, nameEn: row.nameEn }))
}
