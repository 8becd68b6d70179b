import type { ReactNode } from 'react'
import type { ImportState } from '#areas/catalogue/store/imports.ts'
import type { StaffText } from '#areas/catalogue/text/staff.fa.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { Code } from '#ui/data/values.tsx'
import { Badge, type Crumb } from '#ui/page/pieces.tsx'
import { type Tone, useLang } from '#ui/request-context.tsx'

/** The words of the staff pages in the language of the page. */
export function useStaffText(): StaffText {
  return text(useLang()).staff
}

const TONES: Readonly<Record<ImportState, Tone>> = {
  mapping: 'attention',
  waiting: 'info',
  running: 'info',
  done: 'done',
  refused: 'danger',
  stopped: 'attention',
}

/** The state of an import, and whether it only tries; a table that waits for its columns is not tried yet. */
export function StateBadge({ state, isDryRun }: { state: ImportState; isDryRun: boolean }): ReactNode {
  const t = useStaffText()
  const tries = isDryRun && state !== 'mapping'
  return (
    <span className="badges">
      <Badge tone={TONES[state]}>{t.states[state]}</Badge>
      {tries && <Badge>{t.dryRunBadge}</Badge>}
    </span>
  )
}

/** Bytes as people say them: ۲٫۴ مگابایت. */
export function Size({ bytes }: { bytes: number }): ReactNode {
  const lang = useLang()
  const { sizes } = useStaffText()
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), sizes.length - 1)
  return `${formatNumber(bytes / 1000 ** step, lang, step === 0 ? 0 : 1)} ${sizes[step]}`
}

/** A control number as its library wrote it; records that came without one are known by their content. */
export function ControlNumber({ number }: { number: string }): ReactNode {
  const t = useStaffText()
  return number.startsWith('~') ? <span className="quiet">{t.noControlNumber}</span> : <Code>{number}</Code>
}

/** An identifier that brought two records together: «شابک 9789…». */
export function KeyWords({ of }: { of: string }): ReactNode {
  const { keys } = useStaffText()
  const [scheme = '', ...rest] = of.split(':')
  return (
    <>
      {keys[scheme] ?? scheme} <Code>{rest.join(':')}</Code>
    </>
  )
}

export function useImportTrail(...more: Crumb[]): Crumb[] {
  return [{ label: useStaffText().imports, to: '/staff/imports' }, ...more]
}
