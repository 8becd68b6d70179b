import type { ReactNode } from 'react'
import type { IsoDay } from '#lib/calendar/iso-day.ts'
import { classes } from '#ui/classes.ts'
import { Table } from '#ui/data/table.tsx'
import { Day, Num, useNumber } from '#ui/data/values.tsx'
import type { Tone } from '#ui/request-context.tsx'
import { useText } from '#ui/request-context.tsx'

/** A figure at a point of a row of figures. */
export interface Point {
  label: string
  value: number
}

const WIDE = 320
const HIGH = 64

/** A small line of how a figure went, newest at the line's end; the same figures stand in a table under it. */
export function Sparkline({ points, caption }: { points: readonly Point[]; caption: string }): ReactNode {
  const t = useText()
  const number = useNumber()
  const most = Math.max(1, ...points.map((point) => point.value))
  const step = WIDE / Math.max(1, points.length - 1)
  const line = points.map((point, i) => `${round(i * step)} ${round(HIGH - 4 - (point.value / most) * (HIGH - 8))}`)
  const last = points.at(-1)
  return (
    <figure className="chart">
      <figcaption>
        {caption}
        {last && (
          <>
            {' '}
            <strong>
              <Num n={last.value} />
            </strong>
          </>
        )}
      </figcaption>
      <svg className="sparkline" viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="sparkline-area" d={`M0 ${HIGH}L${line.join('L')}L${WIDE} ${HIGH}Z`} />
        <path className="sparkline-line" d={`M${line.join('L')}`} />
      </svg>
      <details className="as-table">
        <summary>{t.asTable}</summary>
        <Table
          caption={caption}
          captionHidden
          rows={points}
          rowKey={(point) => point.label}
          columns={[
            { heading: t.label, cell: (point) => point.label },
            { heading: t.value, kind: 'number', cell: (point) => number(point.value) },
          ]}
        />
      </details>
    </figure>
  )
}

/** Something that happened on a day, or will. */
export interface TimelineEvent {
  day: IsoDay
  title: ReactNode
  text?: ReactNode
  tone?: Tone
}

/** A life in order: an ordered list along one line. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }): ReactNode {
  return (
    <ol className="timeline">
      {events.map((event, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events of one day have nothing else to tell them apart
        <li key={i} className={classes(event.tone && `timeline-${event.tone}`)}>
          <Day day={event.day} />
          <div className="timeline-title">{event.title}</div>
          {event.text && <div className="quiet">{event.text}</div>}
        </li>
      ))}
    </ol>
  )
}

/** One square of a heat strip. */
export interface Heat {
  label: string
  value: number
}

/** A row of squares, darker where there was more: a year's weeks, a day's hours. Each square says its figure. */
export function HeatStrip({ squares, caption }: { squares: readonly Heat[]; caption: string }): ReactNode {
  const number = useNumber()
  const most = Math.max(1, ...squares.map((square) => square.value))
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      <ol className="heat">
        {squares.map((square) => (
          <li
            key={square.label}
            className={`heat-${Math.ceil((square.value / most) * 4)}`}
            title={`${square.label}: ${number(square.value)}`}
          >
            <span className="unseen">{`${square.label}: ${number(square.value)}`}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}

function round(n: number): number {
  return Math.round(n * 10) / 10
}
