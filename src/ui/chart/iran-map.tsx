import type { ReactNode } from 'react'
import { useNumber } from '#ui/data/values.tsx'
import { Link } from '#ui/link.tsx'
import { useHref, useText } from '#ui/request-context.tsx'
import { clusterPoints, type MapDot, type MapPoint } from './cluster.ts'
import { IRAN_OUTLINE } from './iran-outline.ts'
import { MAP_HEIGHT, MAP_WIDTH } from './iran-projection.ts'

/**
 * Dots on the map of Iran, as large as what they count. The picture is for looking (and for the mouse); the same
 * places stand under it as a list of links, for the keyboard, for screen readers and for paper.
 */
export function IranMap({
  points,
  caption,
  listOpen = false,
  heading,
}: {
  points: readonly MapPoint[]
  caption: string
  listOpen?: boolean
  /** What the list under the map is called, when «the same map as a list» is too little. */
  heading?: string
}): ReactNode {
  const t = useText()
  const number = useNumber()
  const dots = clusterPoints(points)
  return (
    <figure className="chart map">
      <svg viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} aria-hidden="true" focusable="false">
        <path className="map-land" d={IRAN_OUTLINE} />
        {dots.map((dot) => (
          <Dot key={`${dot.x} ${dot.y}`} dot={dot} words={`${dot.label}: ${number(dot.count)}`} />
        ))}
        {dots
          .filter((dot) => dot.named)
          .map((dot) => (
            <text key={`${dot.x} ${dot.y}`} className="map-word" x={dot.x} y={dot.y + dot.radius + 12}>
              {dot.label}
            </text>
          ))}
      </svg>
      <figcaption>{caption}</figcaption>
      <details className="as-table" open={listOpen}>
        <summary>{heading ?? t.mapList}</summary>
        <ul className="places">
          {points.map((point) => (
            <li key={`${point.label} ${point.latitude} ${point.longitude}`}>
              {point.to ? <Link to={point.to}>{point.label}</Link> : <bdi>{point.label}</bdi>}{' '}
              <span className="quiet num">{number(point.count)}</span>
            </li>
          ))}
        </ul>
      </details>
    </figure>
  )
}

function Dot({ dot, words }: { dot: MapDot; words: string }): ReactNode {
  const href = useHref()
  const circle = (
    <circle className="map-dot" cx={dot.x} cy={dot.y} r={dot.radius}>
      <title>{words}</title>
    </circle>
  )
  if (dot.to === undefined || dot.points > 1) return circle
  return (
    <a href={href(dot.to)} tabIndex={-1}>
      {circle}
    </a>
  )
}
