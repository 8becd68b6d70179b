import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { formatDay } from '#lib/calendar/format-day.ts'
import type { IsoDay } from '#lib/calendar/iso-day.ts'
import { parseDay } from '#lib/calendar/parse-day.ts'
import { Icon } from '#ui/icon.tsx'
import { useLang, useText } from '#ui/request-context.tsx'

// The calendar is fetched when somebody first opens it, not with the page.
const DayCalendar = lazy(async () => ({ default: (await import('#ui/calendar/day-calendar.tsx')).DayCalendar }))

/**
 * A text field for a day, which people type in any way `parseDay` reads. Where there is script, a button beside it
 * opens a calendar: Jalali in Persian, Gregorian in English.
 */
export function DayPicker(props: {
  id: string
  name: string
  value: string
  required: boolean
  invalid: boolean
  describedBy: string | null
}): ReactNode {
  const lang = useLang()
  const t = useText()
  const [awake, setAwake] = useState(false)
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => setAwake(true), [])
  const choose = (day: IsoDay) => {
    setOpen(false)
    if (!input.current) return
    input.current.value = formatDay(day, lang, 'short')
    input.current.focus()
  }
  const typed = () => {
    const read = parseDay(input.current?.value ?? '')
    return read.ok ? read.value : null
  }
  return (
    <div className="day-picker">
      <input
        ref={input}
        id={props.id}
        name={props.name}
        className="input"
        type="text"
        autoComplete="off"
        defaultValue={props.value}
        required={props.required}
        aria-invalid={props.invalid || undefined}
        aria-describedby={props.describedBy ?? undefined}
      />
      {awake && (
        <button
          type="button"
          className="button"
          aria-label={t.openCalendar}
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          <Icon name="calendar" />
        </button>
      )}
      {open && (
        <Suspense fallback={null}>
          <DayCalendar day={typed()} onChoose={choose} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
