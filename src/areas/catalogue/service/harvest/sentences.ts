import { faultSentence } from '#areas/catalogue/service/summary.ts'
import type { HarvestNote, HarvestRow } from '#areas/catalogue/store/harvest/harvests.ts'
import { text } from '#areas/catalogue/text.en.ts'
import type { Lang } from '#lib/language.ts'

/** What a harvest noticed, as a sentence. */
export const warningSentence = (lang: Lang, { code, facts }: HarvestNote): string =>
  text(lang).harvest.warnings[code]?.(facts) ?? code

/** What stopped a harvest and what helps, in sentences; null for one that nothing stopped. */
export function faultOf(
  lang: Lang,
  { fault, state }: Pick<HarvestRow, 'fault' | 'state'>,
): { reason: string; advice: string } | null {
  if (fault === null) return null
  const { advice } = text(lang).harvest
  const helps = state === 'stopped' ? advice.passing : (advice[fault.code] ?? advice.other)
  return { reason: faultSentence(lang, fault.code, fault.facts), advice: helps ?? '' }
}
