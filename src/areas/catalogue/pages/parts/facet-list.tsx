import type { ReactNode } from 'react'
import type { FacetName, FacetValue } from '#areas/catalogue/contract.ts'
import { useSearchWords } from '#areas/catalogue/pages/searching/words.ts'
import { YearHistogram } from '#areas/catalogue/pages/searching/year-histogram.tsx'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { Icon } from '#ui/icon.tsx'
import { useHref, useLang, useText } from '#ui/request-context.tsx'
import { hrefToggling, hrefWith, keptFields, type SearchAddress, yearsOf } from './search-address.ts'
import { usePublicWords, useWords } from './words.ts'

/** The facets of a page, in the order people narrow by; years are a range of their own. */
export const SHOWN_FACETS = [
  'availability',
  'network',
  'province',
  'library',
  'kind',
  'language',
  'subject',
  'author',
] as const satisfies readonly FacetName[]

/** How many values of a facet a page shows before «more». */
export const SHOWN_VALUES = 7

/**
 * What narrows the results, as plain links. It stands beside them on a wide screen; on a narrow one it is a sheet that
 * a button opens (the popover of HTML: no script).
 */
export function FacetList({
  address,
  facets,
  hidden = [],
}: {
  address: SearchAddress
  facets: Readonly<Record<string, readonly FacetValue[]>>
  /** Facets the page itself stands for. */
  hidden?: readonly FacetName[]
}): ReactNode {
  const t = useText()
  const p = usePublicWords()
  return (
    <>
      <button type="button" className="button facets-opener screen-only" popoverTarget="facets">
        <Icon name="list" />
        {p.showFilters}
      </button>
      <nav id="facets" className="facets facet-sheet" popover="auto" aria-label={t.filters}>
        {SHOWN_FACETS.filter((name) => !hidden.includes(name)).map((name) => (
          <Facet key={name} name={name} address={address} values={facets[name] ?? []} />
        ))}
        <YearRange address={address} years={facets.year ?? []} />
        <button
          type="button"
          className="button button-primary facets-closer"
          popoverTarget="facets"
          popoverTargetAction="hide"
        >
          {p.closeFilters}
        </button>
      </nav>
    </>
  )
}

function Facet({
  name,
  address,
  values,
}: {
  name: FacetName
  address: SearchAddress
  values: readonly FacetValue[]
}): ReactNode {
  const lang = useLang()
  const href = useHref()
  const t = useWords()
  const u = useText()
  const all = address.more === name
  const shown = all ? values : values.filter((value, i) => i < SHOWN_VALUES || value.selected)
  // A facet with one value, taken by nobody, narrows nothing.
  if (shown.length < 2 && !shown.some((value) => value.selected)) return null
  const known = address.set[name] ?? []
  return (
    <details className="facet" open={OPEN.includes(name) || all || known.length > 0} id={`facet-${name}`}>
      <summary>{t.facets[name]}</summary>
      {all ? (
        <FacetChoice name={name} address={address} values={shown} />
      ) : (
        <ul>
          {shown.map(({ value, label, count, selected }) => (
            <li key={value}>
              <a
                href={href(hrefToggling(address, name, value))}
                rel="nofollow"
                className="facet-value"
                aria-current={selected ? 'true' : undefined}
              >
                {selected && <Icon name="close" />}
                <bdi>{label}</bdi>
                <span className="facet-count">{formatNumber(count, lang)}</span>
                {selected && <span className="unseen"> {u.removeFilter(label)}</span>}
              </a>
            </li>
          ))}
          {!all && values.length > shown.length && (
            <li>
              <a
                href={`${href(hrefWith(address, {}, [['more', name]]))}#facet-${name}`}
                rel="nofollow"
                className="facet-value facet-more"
              >
                {u.showMore}
                <span className="unseen">: {t.facets[name]}</span>
              </a>
            </li>
          )}
        </ul>
      )}
    </details>
  )
}

/** All values of a facet as one form: several are chosen at once. */
function FacetChoice({
  name,
  address,
  values,
}: {
  name: FacetName
  address: SearchAddress
  values: readonly FacetValue[]
}): ReactNode {
  const lang = useLang()
  const href = useHref()
  const w = useSearchWords()
  return (
    <form className="facet-choice" action={href(address.path)} method="get" aria-label={w.chooseSeveral}>
      {keptFields(address, [name]).map(([part, value]) => (
        <input key={`${part} ${value}`} type="hidden" name={part} value={value} />
      ))}
      {values.map(({ value, label, count, selected }) => (
        <label key={value} className="facet-value">
          <input type="checkbox" name={name} value={value} defaultChecked={selected} />
          <bdi>{label}</bdi>
          <span className="facet-count">{formatNumber(count, lang)}</span>
        </label>
      ))}
      <button type="submit" className="button button-small">
        {w.applySeveral}
      </button>
    </form>
  )
}

const OPEN: readonly FacetName[] = ['network', 'province', 'library', 'kind', 'language']

function YearRange({ address, years }: { address: SearchAddress; years: readonly FacetValue[] }): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const href = useHref()
  const [from = ''] = address.set.yearFrom ?? []
  const [to = ''] = address.set.yearTo ?? []
  const { fault } = yearsOf(address)
  const isWrong = (name: 'yearFrom' | 'yearTo') => fault?.fields.includes(name) ?? false
  return (
    <form className="year-range" action={href(address.path)} method="get" aria-label={t.yearRange}>
      {keptFields(address, ['yearFrom', 'yearTo']).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <p className="year-range-title" id="year-range-title">
        {t.yearRange}
      </p>
      <YearHistogram address={address} values={years} />
      <div className="year-range-fields">
        <label htmlFor="year-from" className="unseen">
          {t.yearFrom}
        </label>
        <YearField id="year-from" name="yearFrom" value={from} placeholder={t.yearFrom} wrong={isWrong('yearFrom')} />
        <label htmlFor="year-to" className="unseen">
          {t.yearTo}
        </label>
        <YearField id="year-to" name="yearTo" value={to} placeholder={t.yearTo} wrong={isWrong('yearTo')} />
        <button type="submit" className="button button-small">
          {t.apply}
        </button>
      </div>
      {fault !== null && (
        <p className="field-error" id="year-fault">
          <Icon name="danger" />
          {p.yearFaults[fault.reason]}
        </p>
      )}
      <p className="hint" id="year-hint">
        {t.yearHint}
      </p>
    </form>
  )
}

function YearField(props: { id: string; name: string; value: string; placeholder: string; wrong: boolean }): ReactNode {
  const { value, wrong, ...rest } = props
  return (
    <input
      {...rest}
      className="input"
      type="text"
      inputMode="numeric"
      defaultValue={value}
      maxLength={4}
      autoComplete="off"
      aria-invalid={wrong || undefined}
      aria-describedby={wrong ? 'year-fault year-hint' : 'year-hint'}
    />
  )
}
