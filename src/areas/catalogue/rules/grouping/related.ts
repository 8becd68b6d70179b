import type { Brief } from '#areas/catalogue/contract.ts'
import { fold } from '#lib/persian/fold.ts'

/** What relation tells between two editions of one work: their brief and the volume in one spelling. */
export interface Relatable {
  readonly id: string
  readonly brief: Brief
  /** `3`, `2-4`, `online 3`; empty for the whole in print (see read-record.ts). */
  readonly volumeKey: string
}

/** How another edition of the same work stands to this one. */
export const RELATIONS = ['volume', 'online', 'print', 'edition'] as const
export type Relation = (typeof RELATIONS)[number]

const volumeIn = (key: string) => key.replace(/^online ?/, '')
const isOnline = (one: Relatable) => one.volumeKey.startsWith('online') || one.brief.kind === 'electronic'
const publisherOf = ({ brief }: Relatable) => (brief.publisher === null ? '' : fold(brief.publisher))

/** Years in which the volumes of one set come out. */
const SET_YEARS = 15

/**
 * How `other`, an edition of the same work, stands to `one`: another volume of the same set (the publisher's, within some
 * years), its copy on line or in print, or simply another edition; null for a volume of another set that is not this one.
 */
export function relationOf(one: Relatable, other: Relatable): Relation | null {
  const [volume, otherVolume] = [volumeIn(one.volumeKey), volumeIn(other.volumeKey)]
  if (volume !== otherVolume) {
    if (isOneSet(one, other)) return 'volume'
    return volume === '' || otherVolume === '' ? 'edition' : null
  }
  if (isOnline(one) !== isOnline(other)) return isOnline(other) ? 'online' : 'print'
  return 'edition'
}

function isOneSet(one: Relatable, other: Relatable): boolean {
  if (isOnline(one) !== isOnline(other)) return false
  const [publisher, otherPublisher] = [publisherOf(one), publisherOf(other)]
  if (publisher === '' || publisher !== otherPublisher) return false
  const [year, otherYear] = [one.brief.year, other.brief.year]
  return year === null || otherYear === null || Math.abs(year - otherYear) <= SET_YEARS
}

/** Volumes in their order, the whole set first; then by year, then as they came. */
export function byVolume(a: Relatable, b: Relatable): number {
  const number = (one: Relatable) => {
    const found = /\d+/.exec(volumeIn(one.volumeKey))
    return found === null ? 0 : Number(found[0])
  }
  return number(a) - number(b) || (a.brief.year ?? 9999) - (b.brief.year ?? 9999) || (a.id < b.id ? -1 : 1)
}
