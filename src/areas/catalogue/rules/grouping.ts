/** What grouping looks at in a record or an edition: strong identifiers, folded titles in every script, volume. */
export interface Groupable {
  /** `isbn:9789…`, `issn:…`, `lccn:…`, `oclc:…`, `nbn:…`: identifiers of one edition, never of a set of volumes. */
  readonly keys: readonly string[]
  /** Folded titles, the main one and its twins in other scripts. */
  readonly titleKeys: readonly string[]
  /** The volume in one spelling (`3`, `2-4`), empty for a record of the whole. */
  readonly volumeKey: string
}

export interface EditionGroup extends Groupable {
  readonly id: string
  readonly createdAt: Date
  /** A person placed a record here: the machine adds to it and never joins it with another. */
  readonly isPinned: boolean
  readonly recordCount: number
}

/** Where a record goes: into `into`, with `absorbed` editions joined into it; a null `into` founds a new edition. */
export interface Placement {
  readonly into: EditionGroup | null
  readonly absorbed: readonly EditionGroup[]
  /** The shared identifiers that decided it. */
  readonly keys: readonly string[]
}

/** The share of the shorter title's words that the longer one must hold. */
const TITLE_AGREEMENT = 0.6

function titlesAgree(a: string, b: string): boolean {
  if (a === b) return a !== ''
  const left = new Set(a.split(' '))
  const right = new Set(b.split(' '))
  const [few, many] = left.size <= right.size ? [left, right] : [right, left]
  let shared = 0
  for (const word of few) if (many.has(word)) shared++
  return few.size > 0 && shared / few.size >= TITLE_AGREEMENT
}

/**
 * True when two groups may be one edition: a shared strong identifier is not enough (identifiers are reused and
 * mistyped), some title must agree too, and the volume must be the same: a different volume is a veto.
 */
export function mayBeOneEdition(a: Groupable, b: Groupable): boolean {
  if (a.volumeKey !== b.volumeKey) return false
  return a.titleKeys.some((left) => b.titleKeys.some((right) => titlesAgree(left, right)))
}

/**
 * Places a record among the editions that share a key with it. The oldest edition that agrees receives the record, so
 * that addresses stay what they were; other editions that agree are joined into it, since this record shows they are one.
 */
export function placeRecord(record: Groupable, candidates: readonly EditionGroup[]): Placement {
  const own = new Set(record.keys)
  const agreeing = candidates
    .filter((edition) => edition.keys.some((key) => own.has(key)) && mayBeOneEdition(record, edition))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
  const [into = null, ...others] = agreeing
  const absorbed = into === null || into.isPinned ? [] : others.filter((edition) => !edition.isPinned)
  const joined = into === null ? [] : [into, ...absorbed]
  const keys = new Set(joined.flatMap((edition) => edition.keys.filter((key) => own.has(key))))
  return { into, absorbed, keys: [...keys].sort() }
}

/** What an edition knows once a record joined it. */
export function widened(edition: EditionGroup, record: Groupable): EditionGroup {
  return {
    ...edition,
    keys: [...new Set([...edition.keys, ...record.keys])],
    titleKeys: [...new Set([...edition.titleKeys, ...record.titleKeys])],
  }
}
