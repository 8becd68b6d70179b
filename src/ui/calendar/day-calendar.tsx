import { type CalendarDate, createCalendar, parseDate, toCalendar } from '@internationalized/date'
import { type KeyboardEvent, type ReactNode, use, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarStateContext,
} from 'react-aria-components/Calendar'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { formatDay } from '#lib/calendar/format-day.ts'
import type { IsoDay } from '#lib/calendar/iso-day.ts'
import { Icon } from '#ui/icon.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { sayPersianDaysInOrder } from './persian-order.ts'

sayPersianDaysInOrder()

const LOCALES = { fa: 'fa-IR-u-ca-persian', en: 'en-GB' } as const

/** A month to choose a day from, in a small dialog under the field; Escape or leaving it closes it. */
export function DayCalendar({
  day,
  onChoose,
  onClose,
}: {
  day: IsoDay | null
  onChoose: (day: IsoDay) => void
  onClose: () => void
}): ReactNode {
  const lang = useLang()
  const t = useText()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const away = (event: PointerEvent) => {
      if (!frame.current?.parentElement?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [onClose])
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
  }
  const calendar = lang === 'fa' ? 'persian' : 'gregory'
  return (
    <div ref={frame} role="dialog" aria-label={t.calendar} className="calendar-frame" onKeyDown={keys}>
      <I18nProvider locale={LOCALES[lang]}>
        <Calendar
          autoFocus
          aria-label={t.calendar}
          className="calendar"
          createCalendar={createCalendar}
          defaultValue={day === null ? null : toCalendar(parseDate(day), createCalendar(calendar))}
          onChange={(chosen) => onChoose(isoOf(chosen as CalendarDate))}
        >
          <header>
            <Button slot="previous" className="button button-quiet" aria-label={t.previousMonth}>
              <Icon name="back" />
            </Button>
            <MonthHeading />
            <Button slot="next" className="button button-quiet" aria-label={t.nextMonth}>
              <Icon name="forward" />
            </Button>
          </header>
          <CalendarGrid weekdayStyle="narrow">
            <CalendarGridHeader>{(name) => <CalendarHeaderCell>{name}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </I18nProvider>
    </div>
  )
}

/** The month as our own calendar writes it, so that it reads like every other date of the page. */
function MonthHeading(): ReactNode {
  const lang = useLang()
  const state = use(CalendarStateContext)
  const first = state?.visibleRange.start
  return <span className="calendar-month">{first && formatDay(isoOf(first), lang, 'month')}</span>
}

function isoOf(date: CalendarDate): IsoDay {
  return toCalendar(date, createCalendar('gregory')).toString()
}
