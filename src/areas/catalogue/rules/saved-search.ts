import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'

/** So many searches one person may keep. */
export const MOST_KEPT = 50
export const LONGEST_NAME = 120
const DAY = 24 * 60 * 60 * 1000

/** A search is kept by a person, for themselves. */
export function mayKeep(actor: Actor): asserts actor is Actor & { id: string } {
  if (actor.kind === 'anonymous') throw new Refusal('forbidden', 'people.sign-in-required')
  if (actor.kind !== 'person' || actor.id === null) throw new Refusal('forbidden', 'catalogue.search-of-a-person')
}

/** Nobody else sees it, nor learns that it is there. */
export function mayOpen<T extends { personId: string }>(actor: Actor, search: T | undefined): T {
  mayKeep(actor)
  if (search === undefined || search.personId !== actor.id) throw new Refusal('missing', 'catalogue.search-unknown')
  return search
}

/** When the next letter is due; null where none is wanted. */
export function nextLetter(mail: 'never' | 'daily' | 'weekly', now: Date): Date | null {
  if (mail === 'never') return null
  return new Date(now.getTime() + (mail === 'daily' ? DAY : 7 * DAY))
}
