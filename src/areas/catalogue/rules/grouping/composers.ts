/** Of more records than these the fullest compose the edition: a popular book has thousands, and they say the same. */
export const MOST_COMPOSING = 48

/** Besides them so many of each network that has authority over a field. */
const OF_AUTHORITY = 4

/** What is known of a member without reading its record. */
export interface Composer {
  readonly isSuppressed: boolean
  readonly libraryId: string
  /** Null where nobody has counted yet: it is read, so that it is counted. */
  readonly fullness: number | null
}

/**
 * The members of an edition whose records compose it, in the order given (the oldest first): those that are shown, or all
 * when none is, and of very many the fullest; `authorities` are networks that speak first about a field.
 */
export function composersOf<T extends Composer>(
  members: readonly T[],
  networks: ReadonlyMap<string, string>,
  authorities: readonly string[],
): T[] {
  const shown = members.filter((one) => !one.isSuppressed)
  const all = shown.length > 0 ? shown : [...members]
  if (all.length <= MOST_COMPOSING) return all
  const rank = ({ fullness }: T) => fullness ?? Number.POSITIVE_INFINITY
  // Infinity less infinity is no number: equals keep their order.
  const ranked = [...all].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)))
  const chosen = new Set(ranked.slice(0, MOST_COMPOSING))
  for (const network of authorities) {
    const own = ranked.filter(({ libraryId }) => networks.get(libraryId) === network)
    for (const one of own.slice(0, OF_AUTHORITY)) chosen.add(one)
  }
  return all.filter((one) => chosen.has(one))
}
