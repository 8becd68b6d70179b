import type { ReactNode } from 'react'
import { classes } from '#ui/classes.ts'
import { Link } from '#ui/link.tsx'

/** A column of a table: its heading and how a row shows in it. */
export interface Column<Row> {
  heading: string
  cell: (row: Row) => ReactNode
  /** `number` lines figures up at the end, `code` keeps left-to-right, `actions` is for buttons. */
  kind?: 'text' | 'number' | 'code' | 'actions'
}

/**
 * Rows of one kind of thing. Under 720 px each row becomes a card whose lines carry their column's heading.
 * The first column names the row (it is its `<th scope="row">`). Show an `EmptyState` instead when there are no rows.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  captionHidden = false,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  captionHidden?: boolean
}): ReactNode {
  return (
    <table className="table">
      <caption className={captionHidden ? 'unseen' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.heading} scope="col" className={cellClass(column.kind)}>
              {column.kind === 'actions' ? <span className="unseen">{column.heading}</span> : column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>{columns.map((column, i) => cellOf(column, row, i === 0))}</tr>
        ))}
      </tbody>
    </table>
  )
}

function cellOf<Row>(column: Column<Row>, row: Row, first: boolean): ReactNode {
  const inside = column.kind === 'code' ? <bdi dir="ltr">{column.cell(row)}</bdi> : column.cell(row)
  return first ? (
    <th key={column.heading} scope="row" className={cellClass(column.kind)} data-label={column.heading}>
      <span className="cell">{inside}</span>
    </th>
  ) : (
    <td key={column.heading} className={cellClass(column.kind)} data-label={column.heading}>
      <span className="cell">{inside}</span>
    </td>
  )
}

function cellClass(kind: Column<never>['kind']): string | undefined {
  return classes(kind && kind !== 'text' && `cell-${kind}`) || undefined
}

/** Names and what they stand for: the facts of one thing. Rows whose value is empty are left out. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** One figure that matters, with what it counts; with `to` the words lead to what was counted. */
export function Figure({ value, label, to }: { value: ReactNode; label: string; to?: string }): ReactNode {
  return (
    <div className="figure">
      <strong className="figure-value">{value}</strong>
      <span className="figure-label">{to ? <Link to={to}>{label}</Link> : label}</span>
    </div>
  )
}
