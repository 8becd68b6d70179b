import type { Actor } from '#areas/people/contract.ts'
import type { NavigationEntry } from '#ui/navigation.ts'

/** The doors this actor sees. What they may do behind a door is decided there again, by the area's rules. */
export function entriesFor(entries: readonly NavigationEntry[], actor: Actor): readonly NavigationEntry[] {
  return entries.filter((entry) => {
    if (entry.roles) return actor.grants.some((grant) => entry.roles?.includes(grant.role))
    return entry.place === 'public' || actor.kind === 'person'
  })
}
