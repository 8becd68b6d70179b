import type { Card, CardTitle } from '#lib/matching/card/card.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { soundKey } from '#lib/romanised/sound-key.ts'
import { type Agreement, formsAgree, joinForms } from './agreement.ts'
import { isOrdinal, isOrdinalSound } from './ordinals.ts'
import { POINTS, verdict } from './points.ts'

const lettersOf = ({ whole }: CardTitle): number =>
  Math.max(whole.script.length, whole.latin.length, whole.sound.length)

/** A long title says more than «دیوان»: points grow with its letters. */
const worth = (a: CardTitle, b: CardTitle): number =>
  Math.min(POINTS.titleLargest, POINTS.titleBase + Math.min(lettersOf(a), lettersOf(b)) / 16)

/** Words that carry a title: not particles, and not the «کتاب» that many cataloguers put before one. */
function bearing(words: readonly string[], bySound = false): string[] {
  const shortest = bySound ? 2 : 3
  return words.filter((word) => (word.length >= shortest && !EMPTY.has(word)) || isNumber(word, bySound))
}

const isNumber = (word: string, bySound: boolean): boolean => (bySound ? isOrdinalSound(word) : isOrdinal(word))

const LONG_TITLE = 70
/** In sounds, which are half as many as letters. */
const LONG_PROPER = 35

const EMPTY = new Set(['کتاب', 'kitab', 'ktb', 'الکتاب', 'the', 'and', 'aw', 'mn', 'an', 'al', 'hz'])

/**
 * Title proper and other title information together. A word left out or put in is a cataloguer's choice; a word changed
 * for another one, or another number, is another book until the rest proves the opposite.
 */
export function compareTitles(a: Card, b: Card): FeatureVerdict {
  const [shownA, shownB] = [a.titleShown, b.titleShown]
  const said = (result: FeatureVerdict['result'], because: string, points: number): FeatureVerdict =>
    verdict('title', result, because, points, shownA, shownB)
  if (a.title === null || b.title === null) return said('missing', 'missing', POINTS.titleMissing)
  const whole = formsAgree(a.title.whole, b.title.whole)
  const points = worth(a.title, b.title)
  if (whole.equal) return said('same', 'same', points)
  if (withStatement(a, b) || withStatement(b, a)) return said('same', 'statement', points * POINTS.titleAlike)
  if (numbersDiffer(a.title, b.title, whole)) return said('differs', 'numbers', POINTS.titleDiffers)
  const [onlyA, onlyB] = [bearing(whole.onlyA, whole.bySound), bearing(whole.onlyB, whole.bySound)]
  if (onlyA.length === 0 && onlyB.length === 0 && whole.both >= 0.8)
    return said('near', 'near', points * POINTS.titleAlike)
  if (isDerived(a.title, b.title)) return said('differs', 'derived', points * POINTS.titleWord)
  const inside = onlyA.length === 0 || onlyB.length === 0
  if (inside && formsAgree(a.title.main, b.title.main).equal) return said('near', 'rest', points * POINTS.titleLonger)
  if (inside && whole.inner >= 0.85) return said('near', 'longer', points * POINTS.titleLonger)
  // A few words of a long title are a cataloguer's reading of it, but not those of a short title proper: «کتاب الخمس», «کتاب الصوم».
  if (
    whole.both >= 0.9 &&
    !properDiffers(a.title, b.title) &&
    Math.min(lettersOf(a.title), lettersOf(b.title)) >= LONG_TITLE
  )
    return said('near', 'words', points * POINTS.titleLonger)
  if (whole.both >= 0.6) return said('differs', 'word', points * POINTS.titleWord)
  return said('differs', 'differs', POINTS.titleDiffers)
}

/** Words, by sound, that make of a title another book: a commentary, an abridgement, an answer key, an index. */
const DERIVING = new Set(
  'شرح گزیده برگزیده منتخب مختصر خلاصه تلخیص حاشیه تعلیقات ذیل مستدرک تکمله فهرست راهنمای حل پاسخنامه نقد ترجمه تفسیر فرهنگ'
    .split(' ')
    .map((word) => soundKey(word)),
)

/** True where one title proper is the other with such a word before it. */
function isDerived(a: CardTitle, b: CardTitle): boolean {
  const { equal, onlyA, onlyB, bySound } = formsAgree(a.main, b.main)
  const [more, less] = onlyA.length > 0 ? [onlyA, onlyB] : [onlyB, onlyA]
  if (equal || bearing(less, bySound).length > 0) return false
  const longer = more === onlyA ? a.main : b.main
  const begins = longer.sound.split(' ').slice(0, 2)
  return more.some((word) => {
    const sound = bySound ? word : soundKey(word)
    return DERIVING.has(sound) && begins.includes(sound)
  })
}

/** True where short titles proper have words of their own on both sides. */
function properDiffers(a: CardTitle, b: CardTitle): boolean {
  if (Math.min(a.main.sound.length, b.main.sound.length) >= LONG_PROPER) return false
  const { onlyA, onlyB, bySound } = formsAgree(a.main, b.main)
  return bearing(onlyA, bySound).length > 0 && bearing(onlyB, bySound).length > 0
}

/** Digits on both sides that are not the same, or an ordinal on both sides that has no like on the other. */
function numbersDiffer(a: CardTitle, b: CardTitle, whole: Agreement): boolean {
  if (a.numbers !== b.numbers && a.numbers !== '' && b.numbers !== '') return true
  const number = (word: string): boolean => isNumber(word, whole.bySound ?? false)
  return whole.onlyA.some(number) && whole.onlyB.some(number)
}

/** True where one title is the other with its statement of responsibility («…، تألیف فلان» in $a). */
function withStatement(long: Card, short: Card): boolean {
  if (long.title === null || short.title === null || short.responsibility === null) return false
  if (lettersOf(long.title) <= lettersOf(short.title)) return false
  return formsAgree(long.title.whole, joinForms(short.title.whole, short.responsibility)).both >= 0.95
}

/** The name of a part ($p): «اخلاق ناصری. حکمت عملی» is not «اخلاق ناصری. سیاست مدن». */
export function compareParts(a: Card, b: Card): FeatureVerdict | null {
  if (a.part === null && b.part === null) return null
  const [shownA, shownB] = [shown(a), shown(b)]
  if (a.part === null || b.part === null) return verdict('part', 'missing', 'missing', -1, shownA, shownB)
  const agreement = formsAgree(a.part, b.part)
  if (agreement.equal || agreement.both >= 0.85) return verdict('part', 'same', 'same', 1, shownA, shownB)
  return verdict('part', 'veto', 'differs', 0, shownA, shownB)
}

const shown = ({ part }: Card): string | null => (part === null ? null : part.script || part.latin)
