import type { ReactNode } from 'react'
import { useWords } from '#areas/catalogue/pages/parts/words.ts'
import type { SideRow } from '#areas/catalogue/rules/grouping/side-by-side.ts'
import { classes } from '#ui/classes.ts'
import { useGroupingText } from './pieces.tsx'

/** Two records part by part beside each other; words that only one of them has are marked. */
export function Differing({
  rows,
  heads,
  names,
  onlyDiffering = false,
}: {
  rows: readonly SideRow[]
  heads: readonly [ReactNode, ReactNode]
  /** Whose record each is, beside its part where the two stand under each other. */
  names: readonly [string, string]
  /** Leaves out what is the same, for lists of many pairs. */
  onlyDiffering?: boolean
}): ReactNode {
  const t = useGroupingText()
  return (
    <table className="pair">
      <caption className="unseen">{t.askTitle}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{t.fieldColumn}</span>
          </th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row) => row.differs || !onlyDiffering)
          .map((row) => (
            <tr key={row.field} className={classes(row.differs && 'pair-differs') || undefined}>
              <th scope="row">{t.fields[row.field]}</th>
              {row.sides.map((side, at) => (
                <td key={at === 0 ? 'a' : 'b'} data-side={names[at]}>
                  <Marked side={side} field={row.field} />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function Marked({ side, field }: { side: SideRow['sides'][number]; field: SideRow['field'] }): ReactNode {
  const words = useWords()
  if (side.length === 0) return <span className="quiet">—</span>
  const kinds: Readonly<Record<string, string>> = words.kinds
  const said = (text: string) => {
    if (field === 'kind') return kinds[text] ?? words.kinds.other
    return field === 'languages' ? text.replace(/[a-z]{3}/g, (code) => words.languages[code] ?? code) : text
  }
  return (
    <bdi>
      {side.map(({ text, differs }, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other name than their place
        differs ? <mark key={at}>{said(text)}</mark> : said(text),
      )}
    </bdi>
  )
}
