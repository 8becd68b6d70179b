/** One bar of a histogram: the years it stands for (Gregorian, inclusive) and the titles of them. */
export interface YearSpan {
  readonly from: number
  readonly to: number
  readonly count: number
}

const WIDTHS = [1, 2, 5, 10, 20, 25, 50, 100]
const MOST_BARS = 32
/** Before printing, and beyond what can be published, years are slips: a bar for them would leave no room for the rest. */
const EARLIEST = 1300
const SPARE = 0.005

/**
 * Cuts years into at most 32 spans of a round width, in the calendar whose year is `offset` smaller (621 for Jalali). A few
 * stray years at either end (one in two hundred) are left out.
 */
export function yearSpans(counts: readonly { year: number; count: number }[], offset = 0): YearSpan[] {
  const years = counts.filter(({ year, count }) => year >= EARLIEST && count > 0).toSorted((a, b) => a.year - b.year)
  const total = years.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return []
  const first = atShare(years, total * SPARE) - offset
  const last = atShare(years.toReversed(), total * SPARE) - offset
  const width = WIDTHS.find((one) => (last - first) / one < MOST_BARS) ?? WIDTHS.at(-1)!
  const begin = Math.floor(first / width) * width
  const spans = Array.from({ length: Math.floor((last - begin) / width) + 1 }, (_, i) => {
    const from = begin + i * width + offset
    return { from, to: from + width - 1, count: 0 }
  })
  for (const { year, count } of years) {
    const span = spans[Math.floor((year - offset - begin) / width)]
    if (span !== undefined) span.count += count
  }
  return spans
}

/** The first year past so many titles. */
function atShare(years: readonly { year: number; count: number }[], titles: number): number {
  let passed = 0
  for (const { year, count } of years) {
    passed += count
    if (passed > titles) return year
  }
  return years.at(-1)!.year
}
