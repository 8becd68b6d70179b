import type { ReactNode } from 'react'
import { Num } from '#ui/data/values.tsx'
import { Link } from '#ui/link.tsx'

/** One line of a bar chart. `of` is what was promised or wanted: drawn as the outline the bar fills. */
export interface Bar {
  label: string
  value: number
  of?: number
  to?: string
}

/**
 * Bars as a list: every label and figure is text, the bar beside it only shows what they say. It is its own table,
 * read in order by a screen reader, printed in black, and as narrow as a phone.
 */
export function Bars({ bars, caption, unit }: { bars: readonly Bar[]; caption: string; unit?: string }): ReactNode {
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.of ?? 0)))
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      <ul className="bars">
        {bars.map((bar) => (
          <li key={bar.label}>
            <span className="bars-label">{bar.to ? <Link to={bar.to}>{bar.label}</Link> : <bdi>{bar.label}</bdi>}</span>
            <span className="bars-track" aria-hidden="true">
              {bar.of !== undefined && <span className="bars-of" style={{ inlineSize: share(bar.of, most) }} />}
              <span className="bars-bar" style={{ inlineSize: share(bar.value, most) }} />
            </span>
            <span className="bars-value">
              <Num n={bar.value} />
              {bar.of !== undefined && (
                <span className="quiet">
                  {' / '}
                  <Num n={bar.of} />
                </span>
              )}
              {unit && <span className="quiet"> {unit}</span>}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** A part of one whole; parts take the chart's five inks in order, each with its own texture. */
export interface Part {
  label: string
  value: number
}

/** One bar in parts, with its legend: what a whole is made of. At most five parts. */
export function StackedBar({ parts, caption }: { parts: readonly Part[]; caption: string }): ReactNode {
  const total = parts.reduce((sum, part) => sum + part.value, 0) || 1
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      <div className="stacked" aria-hidden="true">
        {parts.map((part, i) => (
          <span key={part.label} className={`ink-${(i % 5) + 1}`} style={{ inlineSize: share(part.value, total) }} />
        ))}
      </div>
      <ul className="legend">
        {parts.map((part, i) => (
          <li key={part.label}>
            <span className={`swatch ink-${(i % 5) + 1}`} aria-hidden="true" />
            <bdi>{part.label}</bdi>
            <strong>
              <Num n={part.value} />
            </strong>
          </li>
        ))}
      </ul>
    </figure>
  )
}

function share(value: number, most: number): string {
  return `${Math.round((value / most) * 1000) / 10}%`
}
