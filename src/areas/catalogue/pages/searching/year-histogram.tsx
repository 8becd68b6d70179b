import type { ReactNode } from 'react'
import type { FacetValue } from '#areas/catalogue/contract.ts'
import { hrefWith, type SearchAddress } from '#areas/catalogue/pages/parts/search-address.ts'
import { formatNumber, formatPlain } from '#lib/calendar/format-number.ts'
import type { Lang } from '#lib/language.ts'
import { useHref, useLang } from '#ui/request-context.tsx'
import { useSearchWords } from './words.ts'
import { type YearSpan, yearSpans } from './year-spans.ts'

const WIDTH = 320
const HEIGHT = 72
const GAP = 1.5
/** From here on a year in an address is Gregorian (see `gregorianYear`). */
const GREGORIAN_FROM = 1500
const JALALI = 621

/** How many titles came out when: bars that narrow to their years, and the same as a table. */
export function YearHistogram({
  address,
  values,
}: {
  address: SearchAddress
  values: readonly FacetValue[]
}): ReactNode {
  const lang = useLang()
  const w = useSearchWords()
  const href = useHref()
  const counts = values.map(({ value, count }) => ({ year: Number(value), count }))
  const spans = yearSpans(counts, lang === 'fa' ? JALALI : 0)
  if (spans.length < 2) return null
  const to = (span: YearSpan) =>
    href(hrefWith(address, { yearFrom: [inAddress(span.from)], yearTo: [inAddress(span.to)] }))
  const named = (span: YearSpan) => w.yearSpan(shown(span.from, lang), shown(span.to, lang))
  const most = Math.max(...spans.map(({ count }) => count))
  const step = WIDTH / spans.length
  return (
    <figure className="year-histogram" aria-label={w.years}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {spans.map((span, i) => {
          const tall = span.count === 0 ? 0 : Math.max(2, (span.count / most) * HEIGHT)
          // Time runs as the page reads.
          const x = lang === 'fa' ? WIDTH - (i + 1) * step : i * step
          return (
            <a key={span.from} href={to(span)} tabIndex={-1} rel="nofollow">
              <title>{w.titlesIn(named(span), formatNumber(span.count, lang))}</title>
              <rect className="year-room" x={x} y={0} width={step} height={HEIGHT} />
              <rect className="year-bar" x={x + GAP / 2} y={HEIGHT - tall} width={step - GAP} height={tall} />
            </a>
          )
        })}
      </svg>
      <p className="year-ends" aria-hidden="true">
        <span>{shown(spans[0]!.from, lang)}</span>
        <span>{shown(spans.at(-1)!.to, lang)}</span>
      </p>
      <details className="year-table">
        <summary>{w.yearsTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.yearsColumn}</th>
              <th scope="col">{w.titlesCount}</th>
            </tr>
          </thead>
          <tbody>
            {spans
              .filter(({ count }) => count > 0)
              .map((span) => (
                <tr key={span.from}>
                  <td>
                    <a href={to(span)} rel="nofollow">
                      {named(span)}
                    </a>
                  </td>
                  <td className="num">{formatNumber(span.count, lang)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

const shown = (year: number, lang: Lang): string => formatPlain(lang === 'fa' ? year - JALALI : year, lang)

// What a reader would have to type for that year.
const inAddress = (year: number): string => String(year >= GREGORIAN_FROM ? year : year - JALALI)
