import type { ReactNode } from 'react'
import type { Statement } from '#areas/catalogue/rules/grouping/composing.ts'
import type { SourceRecord } from '#areas/catalogue/service/reading.ts'
import { Code } from '#ui/data/values.tsx'
import { Link } from '#ui/link.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useGroupingText } from './pieces.tsx'

/** Says which library's record each part of the page was taken from; nothing where there is only one. */
export function Statements({
  statements,
  records,
}: {
  statements: readonly Statement[]
  records: readonly SourceRecord[]
}): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  if (records.length < 2) return null
  const byField = [...Map.groupBy(statements, (one) => one.field)]
  // Parts that one record gave stand in one line.
  const lines = Map.groupBy(byField, ([field, found]) => {
    const origins = new Set(found.map((one) => one.from))
    return origins.size === 1 ? String([...origins][0]) : field
  })
  return (
    <details className="sources-of">
      <summary>{t.sources}</summary>
      <p className="quiet">{t.sourcesLead}</p>
      <ul className="statements">
        {[...lines].map(([key, parts]) => (
          <li key={key}>
            <strong>{parts.map(([field]) => t.fields[field]).join(lang === 'fa' ? '، ' : ', ')}:</strong>{' '}
            <Origins found={parts[0]![1]} records={records} />
          </li>
        ))}
      </ul>
    </details>
  )
}

// A list's values stand with the record that gave them, unless one record gave all of them.
function Origins({ found, records }: { found: readonly Statement[]; records: readonly SourceRecord[] }): ReactNode {
  const lang = useLang()
  const origins = [...Map.groupBy(found, (one) => one.from)]
  return origins.map(([from, given], at) => {
    const values = given.flatMap((one) => one.value ?? [])
    const record = records[from]
    return (
      <span key={from}>
        {at > 0 && (lang === 'fa' ? '؛ ' : '; ')}
        {record && <Origin record={record} />}
        {origins.length > 1 && values.length > 0 && (
          <>
            {' ('}
            <bdi>{values.join(lang === 'fa' ? '، ' : ', ')}</bdi>)
          </>
        )}
      </span>
    )
  })
}

function Origin({ record: { row, library } }: { record: SourceRecord }): ReactNode {
  const t = useGroupingText()
  return (
    <>
      {t.fromRecord}{' '}
      <Link to={`/records/${row.id}`}>
        <Code>{row.controlNumber.startsWith('~') ? '—' : row.controlNumber}</Code>
      </Link>{' '}
      <bdi>{t.ofLibrary(library.name)}</bdi>
    </>
  )
}
