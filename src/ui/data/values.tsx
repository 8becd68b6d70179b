import type { ReactNode } from 'react'
import {
  type DayStyle,
  formatDay,
  formatGregorian,
  formatInstant,
  formatLunar,
  type InstantStyle,
} from '#lib/calendar/format-day.ts'
import { formatDistance, formatNumber, formatPercent, formatRials } from '#lib/calendar/format-number.ts'
import type { IsoDay } from '#lib/calendar/iso-day.ts'
import { useLang } from '#ui/request-context.tsx'

/** Writes numbers in the language of the page: ۳٬۸۵۰ or 3,850. */
export function useNumber(): (n: number | bigint) => string {
  const lang = useLang()
  return (n) => formatNumber(n, lang)
}

/** A number, in the digits and marks of the page. `digits` is the most decimals shown. */
export function Num({ n, digits = 0 }: { n: number | bigint; digits?: number }): ReactNode {
  return <span className="num">{formatNumber(n, useLang(), digits)}</span>
}

/** A share between 0 and 1. */
export function Percent({ share, digits = 0 }: { share: number; digits?: number }): ReactNode {
  return <span className="num">{formatPercent(share, useLang(), digits)}</span>
}

/** Money in rials. */
export function Rials({ rials }: { rials: bigint }): ReactNode {
  return <span className="num">{formatRials(rials, useLang())}</span>
}

/** A distance in kilometres. */
export function Distance({ km }: { km: number }): ReactNode {
  return <span className="num">{formatDistance(km, useLang())}</span>
}

/** A day in the calendar of the page. `also` adds the Gregorian or lunar day beside it, where an occasion needs it. */
export function Day({
  day,
  style = 'long',
  also = [],
}: {
  day: IsoDay
  style?: DayStyle
  also?: readonly ('gregorian' | 'lunar')[]
}): ReactNode {
  const lang = useLang()
  const others = also.map((calendar) => (calendar === 'lunar' ? formatLunar(day, lang) : formatGregorian(day, lang)))
  return (
    <time dateTime={day} className="day">
      {formatDay(day, lang, style)}
      {others.filter(Boolean).map((other) => (
        <span key={other} className="day-also">
          {other}
        </span>
      ))}
    </time>
  )
}

/** An instant on Tehran's clock. */
export function Instant({ at, style = 'full' }: { at: Date; style?: InstantStyle }): ReactNode {
  return <time dateTime={at.toISOString()}>{formatInstant(at, useLang(), style)}</time>
}

/** A title, a name or any words that come from data: their direction is their own and never disturbs the line. */
export function Isolated({ children, lang }: { children: ReactNode; lang?: string | undefined }): ReactNode {
  return <bdi lang={lang}>{children}</bdi>
}

/**
 * A code (ISBN, barcode, shelf mark, control number): left-to-right in every language. Only one that holds Persian letters,
 * such as the call number «۸فا۱/۲۱ ف۱۰۱», reads from the right: left-to-right would break it into pieces.
 */
export function Code({ children }: { children: ReactNode }): ReactNode {
  const isPersian = typeof children === 'string' && /\p{Script=Arabic}/u.test(children)
  return (
    <bdi dir={isPersian ? 'rtl' : 'ltr'} className="code">
      {children}
    </bdi>
  )
}
