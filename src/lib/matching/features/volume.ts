import type { Card } from '#lib/matching/card/card.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { POINTS, verdict } from './points.ts'

type Levels = readonly (readonly number[])[]

const equal = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at])

/** True where both name a level and its numbers are not the same. */
function contradict(a: Levels, b: Levels): boolean {
  return a.some((numbers, at) => b[at] !== undefined && !equal(numbers, b[at]))
}

/** «الجزء الأول والثاني» beside «۲ ج.» is the whole set. */
function countsAll(levels: Levels, { extent }: Card): boolean {
  const [numbers = []] = levels
  const most = numbers.length
  return (
    most > 1 &&
    levels.length === 1 &&
    numbers.every((one, at) => one === at + 1) &&
    (extent?.volumes ?? []).includes(most)
  )
}

/** Different volumes are never one book; a volume beside a record of the whole set neither. */
export function compareVolumes(a: Card, b: Card): FeatureVerdict | null {
  if (a.volume === null && b.volume === null) return null
  const [shownA, shownB] = [a.volume?.shown ?? null, b.volume?.shown ?? null]
  if (a.volume !== null && b.volume !== null) {
    if (contradict(a.volume.levels, b.volume.levels)) return verdict('volume', 'veto', 'differs', 0, shownA, shownB)
    if (a.volume.levels.length === b.volume.levels.length) {
      return verdict('volume', 'same', 'same', POINTS.volumeSame, shownA, shownB)
    }
    return verdict('volume', 'missing', 'deeper', POINTS.volumeOneSided, shownA, shownB)
  }
  const [whole, one] = a.volume === null ? [a, b] : [b, a]
  if (countsAll(one.volume?.levels ?? [], whole)) return verdict('volume', 'near', 'all', 0, shownA, shownB)
  if (whole.extent !== null && Math.max(0, ...whole.extent.volumes) > 1) {
    return verdict('volume', 'veto', 'set', 0, shownA ?? whole.extent.shown, shownB ?? whole.extent.shown)
  }
  return verdict('volume', 'missing', 'missing', POINTS.volumeOneSided, shownA, shownB)
}
