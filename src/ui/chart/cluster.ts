import { isOnMap, onMap } from './iran-projection.ts'

/** A place on the map and how many things are there. */
export interface MapPoint {
  label: string
  latitude: number
  longitude: number
  count: number
  to?: string
}

/** Points that lie too near each other to be told apart, drawn as one dot named after the largest. */
export interface MapDot {
  x: number
  y: number
  radius: number
  label: string
  to: string | undefined
  count: number
  /** How many points it stands for. */
  points: number
  /** True when its name finds room beside the others. */
  named: boolean
}

const NEAR = 20
const NAMES = 14

/**
 * Gathers points into dots: the largest first, each taking in whatever lies within 20 units. Areas of dots are as
 * counts, within limits. The largest fourteen are named where their names do not cover each other.
 */
export function clusterPoints(points: readonly MapPoint[]): MapDot[] {
  const dots: MapDot[] = []
  const bySize = points
    .filter((point) => isOnMap(point.latitude, point.longitude))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
  for (const { label, latitude, longitude, count, to } of bySize) {
    const [x, y] = onMap(latitude, longitude)
    const near = dots.find((dot) => Math.hypot(dot.x - x, dot.y - y) < NEAR)
    if (near) {
      near.count += count
      near.points += 1
    } else dots.push({ x, y, radius: 0, label, to, count, points: 1, named: false })
  }
  const most = Math.max(1, ...dots.map((dot) => dot.count))
  for (const dot of dots) dot.radius = Math.round((3 + 15 * Math.sqrt(dot.count / most)) * 10) / 10
  nameDots(dots)
  return dots
}

function nameDots(dots: MapDot[]): void {
  const taken: { x: number; y: number; half: number }[] = []
  const largest = [...dots].sort((a, b) => b.count - a.count).slice(0, NAMES * 2)
  for (const dot of largest) {
    const place = { x: dot.x, y: dot.y + dot.radius + 12, half: dot.label.length * 3.6 + 4 }
    const free = taken.every(
      ({ x, y, half }) => Math.abs(x - place.x) > half + place.half || Math.abs(y - place.y) > 15,
    )
    if (!free || taken.length >= NAMES) continue
    taken.push(place)
    dot.named = true
  }
}
