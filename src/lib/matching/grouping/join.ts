import type { Card } from '#lib/matching/card/card.ts'
import { compare } from '#lib/matching/compare.ts'
import { GROUP_FROM, pointsOf } from '#lib/matching/features/points.ts'

/** A pair that its verdict would group, with its score. */
export interface Edge {
  readonly a: number
  readonly b: number
  readonly score: number
}

/**
 * Joins records into groups, the most certain pairs first. Two groups are joined when no pair across them is vetoed and
 * the pairs across them speak for it on the whole, so that a chain of likenesses does not join what differs at its ends.
 */
export function joinGroups(count: number, edges: readonly Edge[], card: (at: number) => Card): Int32Array {
  const groupOf = Int32Array.from({ length: count }, (_, at) => at)
  const members = new Map<number, number[]>()
  const membersOf = (group: number): number[] => members.get(group) ?? [group]
  const sorted = [...edges].sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
  for (const { a, b } of sorted) {
    const [one, other] = [groupOf[a]!, groupOf[b]!]
    if (one === other || !mayJoin(membersOf(one), membersOf(other), card)) continue
    const [kept, gone] = one < other ? [one, other] : [other, one]
    const joined = [...membersOf(kept), ...membersOf(gone)]
    for (const member of membersOf(gone)) groupOf[member] = kept
    members.set(kept, joined)
    members.delete(gone)
  }
  return groupOf
}

/** What no chain of likenesses joins: other printings, and a volume beside a record that names none. */
const PARTING = new Set([
  'year.differs',
  'year.reprint',
  'edition.differs',
  'volume.missing',
  'volume.deeper',
  'isbn.differs',
])

function mayJoin(one: readonly number[], other: readonly number[], card: (at: number) => Card): boolean {
  if (one.length === 1 && other.length === 1) return true
  let evidence = 0
  for (const a of one) {
    for (const b of other) {
      const verdict = compare(card(a), card(b))
      if (verdict.features.some(({ result }) => result === 'veto')) return false
      if (verdict.outcome !== 'group' && verdict.features.some(({ because }) => PARTING.has(because))) return false
      evidence += pointsOf(verdict.score) - GROUP_FROM
    }
  }
  return evidence >= 0
}
