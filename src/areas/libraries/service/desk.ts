import type { DirectoryInput, LibraryDetail, LibraryList } from '#areas/libraries/contract.ts'
import {
  anyDirectoryScopes,
  directoryScopes,
  keepingScopes,
  mayKeepLibrary,
  placeOf,
  rightsOver,
} from '#areas/libraries/rules.ts'
import { entryOf, getLibrary, libraryRow } from '#areas/libraries/service.ts'
import { countLibraries, searchLibraries } from '#areas/libraries/store/libraries.ts'
import { listNetworks, type NetworkRow } from '#areas/libraries/store/networks.ts'
import type { Actor, Scope } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'

/** What a member of staff may do with one library. */
export type Rights = ReturnType<typeof rightsOver>

/** The libraries the actor keeps, searched like the public directory; refuses whoever keeps none anywhere. */
export async function listMyLibraries(platform: Platform, actor: Actor, input: DirectoryInput): Promise<LibraryList> {
  const scopes = keepingScopes(actor)
  const within = scopes.some((scope) => scope.level === 'system') ? undefined : scopes
  const filter = { ...input, within }
  const [found, counts] = await Promise.all([
    searchLibraries(platform.db, filter, null, input),
    countLibraries(platform.db, filter, 'kind'),
  ])
  return { total: [...counts.values()].reduce((sum, count) => sum + count, 0), libraries: found.map(entryOf) }
}

/** The networks in which the actor adds and imports libraries, in part or whole; none for a librarian. */
export async function networksToKeep(platform: Platform, actor: Actor): Promise<NetworkRow[]> {
  return await networksOf(platform, anyDirectoryScopes(actor))
}

/** `networksToKeep`, for pages that are for nobody else. Refuses as `directoryScopes` does. */
export async function mustKeepNetworks(platform: Platform, actor: Actor): Promise<NetworkRow[]> {
  return await networksOf(platform, directoryScopes(actor))
}

async function networksOf(platform: Platform, scopes: readonly Scope[]): Promise<NetworkRow[]> {
  if (scopes.length === 0) return []
  const networks = await listNetworks(platform.db)
  return networks.filter(({ id }) => scopes.some((scope) => scope.level === 'system' || scope.network === id))
}

/** A library on its keeper's desk. Refuses whoever does not keep it. */
export async function getMyLibrary(
  platform: Platform,
  actor: Actor,
  input: { id: string },
): Promise<{ library: LibraryDetail; rights: Rights }> {
  const row = await libraryRow(platform, input.id)
  mayKeepLibrary(actor, placeOf(row))
  return { library: await getLibrary(platform, actor, { id: row.id }), rights: rightsOver(actor, placeOf(row)) }
}
