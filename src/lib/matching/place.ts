import type { Card } from '#lib/matching/card/card.ts'
import { compare } from './compare.ts'
import type { Verdict } from './verdict.ts'

/** A group of records the machine or a person made. */
export interface CardGroup {
  readonly id: string
  readonly cards: readonly Card[]
  /** A person placed a record here: the machine adds to it and never joins it with another. */
  readonly isPinned: boolean
}

/** A group and the verdict that speaks most for it. */
export interface GroupVerdict {
  readonly group: string
  readonly verdict: Verdict
}

/** Where a card goes: `into` a group (null founds a new one), which groups that card joins with it, and which to ask about. */
export interface CardPlacement {
  readonly into: GroupVerdict | null
  readonly absorbed: readonly GroupVerdict[]
  readonly asks: readonly GroupVerdict[]
}

interface Judged extends GroupVerdict {
  readonly members: CardGroup
  readonly vetoed: boolean
}

/**
 * Places a card among the groups that share a key with it; the caller gives the group that should win first (the oldest).
 * A group never holds a vetoed pair: a card goes into no group with a member it may not stand beside, and no group is
 * absorbed whose members are vetoed by those of the others.
 */
export function placeCard(card: Card, groups: readonly CardGroup[]): CardPlacement {
  const judged = groups.map((group) => judge(card, group))
  const may = judged.filter(({ verdict, vetoed }) => verdict.outcome === 'group' && !vetoed)
  const [first] = may
  const joined: Judged[] = first === undefined ? [] : [first]
  for (const other of may.slice(1)) {
    if (joined[0]!.members.isPinned || other.members.isPinned) continue
    if (joined.every((one) => !anyApart(one.members, other.members))) joined.push(other)
  }
  const asks = judged.filter((one) => !joined.includes(one) && one.verdict.outcome !== 'apart')
  const [into = null, ...absorbed] = joined.map(plain)
  return { into, absorbed, asks: asks.map(plain) }
}

const plain = ({ group, verdict }: Judged): GroupVerdict => ({ group, verdict })

function judge(card: Card, members: CardGroup): Judged {
  let best: Verdict = { outcome: 'apart', score: 0, features: [] }
  let vetoed = false
  for (const member of members.cards) {
    const verdict = compare(card, member)
    if (isVetoed(verdict)) vetoed = true
    if (best.features.length === 0 || verdict.score > best.score) best = verdict
  }
  return { group: members.id, verdict: best, members, vetoed }
}

const isVetoed = ({ features }: Verdict): boolean => features.some(({ result }) => result === 'veto')

function anyApart(a: CardGroup, b: CardGroup): boolean {
  return a.cards.some((one) => b.cards.some((other) => isVetoed(compare(one, other))))
}
