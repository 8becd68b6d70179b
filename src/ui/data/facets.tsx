import type { ReactNode } from 'react'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/link.tsx'
import { useText } from '#ui/request-context.tsx'
import { useNumber } from './values.tsx'

/** One value of a facet: its words, how many, and the address that sets it (or unsets it when it is set). */
export interface FacetValue {
  label: string
  count: number
  href: string
  set?: boolean
}

/** One facet: a heading and its values, the set ones first. */
export interface Facet {
  name: string
  label: string
  values: readonly FacetValue[]
}

/**
 * Facets as plain links beside the results. Each opens and closes without script; a facet with a set value is open,
 * and so are the first `open` of them. On a narrow screen the whole list folds behind one line.
 */
export function Facets({
  facets,
  clear,
  open = 3,
}: {
  facets: readonly Facet[]
  /** The address without any facet; shown when one is set. */
  clear?: string
  open?: number
}): ReactNode {
  const t = useText()
  const some = facets.some((facet) => facet.values.some((value) => value.set))
  const body = (
    <>
      {some && clear && (
        <Link to={clear} className="facets-clear">
          <Icon name="close" />
          {t.clearFilters}
        </Link>
      )}
      {facets
        .filter((facet) => facet.values.length > 0)
        .map((facet, i) => (
          <details key={facet.name} className="facet" open={i < open || facet.values.some((value) => value.set)}>
            <summary>{facet.label}</summary>
            <FacetValues values={facet.values} />
          </details>
        ))}
    </>
  )
  return (
    <nav className="facets" aria-label={t.filters}>
      <details className="facets-folded">
        <summary>
          <Icon name="list" />
          {t.filters}
        </summary>
        {body}
      </details>
      <div className="facets-open">{body}</div>
    </nav>
  )
}

function FacetValues({ values }: { values: readonly FacetValue[] }): ReactNode {
  const t = useText()
  const number = useNumber()
  return (
    <ul>
      {values.map((value) => (
        <li key={value.label}>
          <Link to={value.href} rel="nofollow" className="facet-value" aria-current={value.set ? 'true' : undefined}>
            {value.set && <Icon name="close" />}
            <bdi>{value.label}</bdi>
            <span className="facet-count">{number(value.count)}</span>
            {value.set && <span className="unseen"> {t.removeFilter(value.label)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}
