import type { ReactNode } from 'react'
import type { GroupingText } from '#areas/catalogue/text/grouping.fa.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { formatPercent } from '#lib/calendar/format-number.ts'
import type { Lang } from '#lib/language.ts'
import { text as matchingText } from '#lib/matching/text.en.ts'
import type { FeatureVerdict, Verdict } from '#lib/matching/verdict.ts'
import { Isolated } from '#ui/data/values.tsx'
import { Badge } from '#ui/page/pieces.tsx'
import { type Tone, useLang } from '#ui/request-context.tsx'

/** The words about groups in the language of the page. */
export function useGroupingText(): GroupingText {
  return text(useLang()).grouping
}

/** A code of matching as a sentence. */
export function becauseWords(lang: Lang, code: string): string {
  const words: Readonly<Record<string, string>> = matchingText(lang).because
  return words[code] ?? code
}

/** The reason of a doubt in words, as in «ناشر یکی نیست؛ شابک نوشته نشده». */
export function reasonWords(lang: Lang, reason: string): string {
  if (reason === 'little-said') return text(lang).grouping.littleSaid
  return reason
    .split(' ')
    .map((code) => becauseWords(lang, code).replace(/\.$/, ''))
    .join(lang === 'fa' ? '؛ ' : '; ')
}

const TONES: Readonly<Record<FeatureVerdict['result'], Tone>> = {
  same: 'done',
  near: 'info',
  missing: 'info',
  differs: 'attention',
  veto: 'danger',
}

/** A verdict feature by feature, as a librarian reads it. */
export function VerdictList({ verdict }: { verdict: Verdict }): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  const features: Readonly<Record<string, string>> = matchingText(lang).features
  return (
    <ul className="verdict">
      {verdict.features.map((one) => (
        <li key={one.feature}>
          <strong>{features[one.feature] ?? one.feature}</strong>
          <Badge tone={TONES[one.result]}>{t.results[one.result]}</Badge>
          <span>{becauseWords(lang, one.because)}</span>
          {(one.a !== null || one.b !== null) && one.a !== one.b && (
            <span className="quiet">
              <Isolated>{one.a ?? '—'}</Isolated> | <Isolated>{one.b ?? '—'}</Isolated>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** A likeness between 0 and 1 as «۹۳٪». */
export function usePercent(): (share: number) => string {
  const lang = useLang()
  return (share) => formatPercent(share, lang)
}
