import { ordinalBySound } from '#lib/matching/features/ordinals.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import { leadingNumber } from '#lib/persian/numbers.ts'
import type { CardEdition } from './card.ts'

const REVISED =
  /(?:^| )(?:ویراست|ویرایش|بازنگری|revised|rev|enlarged|منقح|منقحه|مزیده|munaqqahah|mazidah|virayish|virast)/

/** A number or ordinal anywhere in a text, in any of the scripts; null for none. */
export function numberIn(text: string): number | null {
  const [digits] = /(?<!\d)\d{1,3}(?!\d)/.exec(toAsciiDigits(text)) ?? []
  if (digits !== undefined) return Number(digits)
  const words = fold(text).split(' ')
  for (let at = 0; at < words.length; at++) {
    const found = leadingNumber(words.slice(at, at + 3))
    if (found?.ordinal && found.value < 1000n) return Number(found.value)
  }
  return romanisedOrdinal(text)
}

/** al-thāniyah, al-rābiʻah ʻasharah (14), al-khāmisah wa-al-ʻishrūn (25). */
function romanisedOrdinal(text: string): number | null {
  const values = text.split(/\s+/).map(ordinalBySound)
  const at = values.findIndex((value) => value !== null)
  if (at < 0) return null
  const [first, next] = [values[at]!, values[at + 1] ?? 0]
  return first < 10 && next >= 10 ? first + next : first
}

/** Reads an edition statement in any of the scripts: «چاپ دوم», «[al-Ṭabʻah 2]», «الطبعة الثانية», "2nd ed., rev.". */
export function editionOf(texts: readonly (string | null | undefined)[]): CardEdition | null {
  const given = texts.filter((text): text is string => typeof text === 'string' && text !== '')
  const [shown] = given
  if (shown === undefined) return null
  let number: number | null = null
  for (const text of given) number ??= numberIn(text)
  const words = fold(shown)
  return { number, revised: given.some((text) => REVISED.test(fold(text))), words, shown }
}
