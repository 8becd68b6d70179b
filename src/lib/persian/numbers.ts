import { arabicOrdinals, hundreds, ordinals, otherSpellings, scales, tens, units } from '#lib/persian/lists/numbers.ts'
import { toAsciiDigits } from './digits.ts'
import { fold } from './fold.ts'

const unitWords = units.split(' ')
const tenWords = tens.split(' ')
const hundredWords = hundreds.split(' ')
const scaleWords = scales.split(' ')
const largest = 1000n ** BigInt(scaleWords.length + 1) - 1n

function rows(text: string): [string, number][] {
  return text
    .trim()
    .split('\n')
    .map((row) => {
      const [word = '', value = ''] = row.split('|').map((cell) => cell.trim())
      return [fold(word), Number(value)]
    })
}

const values = new Map<string, bigint>([
  ...rows(otherSpellings).map(([word, value]) => [word, BigInt(value)] as const),
  ...unitWords.map((word, value) => [fold(word), BigInt(value)] as const),
  ...tenWords.map((word, at) => [fold(word), BigInt(at + 2) * 10n] as const),
  ...hundredWords.map((word, at) => [fold(word), BigInt(at + 1) * 100n] as const),
])
const scaleValues = new Map(scaleWords.map((word, at) => [fold(word), 1000n ** BigInt(at + 1)]))
const ordinalValues = new Map(rows(ordinals))
const arabicValues = new Map(rows(arabicOrdinals))

function belowThousand(value: number): string[] {
  const parts: string[] = []
  if (value >= 100) parts.push(hundredWords[Math.floor(value / 100) - 1]!)
  const rest = value % 100
  if (rest >= 20) {
    parts.push(tenWords[Math.floor(rest / 10) - 2]!)
    if (rest % 10 > 0) parts.push(unitWords[rest % 10]!)
  } else if (rest > 0) parts.push(unitWords[rest]!)
  return parts
}

/**
 * A whole number in Persian words: 1404 → «هزار و چهارصد و چهار», −3 → «منفی سه».
 * Throws a RangeError for fractions and for numbers of more than 18 digits: both are mistakes of the caller.
 */
export function numberToWords(value: number | bigint): string {
  const whole = BigInt(value)
  if (whole < 0n) return `منفی ${numberToWords(-whole)}`
  if (whole > largest) throw new RangeError(`no Persian words for ${value}`)
  if (whole === 0n) return unitWords[0]!
  const parts: string[] = []
  for (let scale = scaleWords.length; scale >= 0; scale--) {
    const group = Number((whole / 1000n ** BigInt(scale)) % 1000n)
    if (group === 0) continue
    if (scale === 1 && group === 1) parts.push(scaleWords[0]!)
    else if (scale > 0) parts.push(`${belowThousand(group).join(' و ')} ${scaleWords[scale - 1]}`)
    else parts.push(belowThousand(group).join(' و '))
  }
  return parts.join(' و ')
}

/** The ordinal: 1 → «اول», 2 → «دوم», 3 → «سوم», 23 → «بیست و سوم», 30 → «سی‌ام». Refuses like `numberToWords`. */
export function ordinalToWords(value: number | bigint): string {
  if (BigInt(value) === 1n) return 'اول'
  const cardinal = numberToWords(value)
  if (cardinal.endsWith('سه')) return `${cardinal.slice(0, -2)}سوم`
  return cardinal.endsWith('ی') ? `${cardinal}\u200cام` : `${cardinal}م`
}

function arabicOrdinal(word: string): number | undefined {
  return word.startsWith('ال') ? arabicValues.get(word.slice(2)) : undefined
}

/** «الثاني عشر» is 12, «الخامس والعشرون» 25: the value and how many words it takes. */
function arabicOrdinalRun(folded: readonly string[]): { value: bigint; length: number; ordinal: true } | undefined {
  const first = arabicOrdinal(folded[0] ?? '')
  if (first === undefined) return undefined
  const next = folded[1] ?? ''
  if (first < 10 && /^عشره?$/.test(next)) return { value: BigInt(first + 10), length: 2, ordinal: true }
  const tens = first < 10 && next.startsWith('و') ? arabicOrdinal(next.slice(1)) : undefined
  if (tens !== undefined && tens >= 20) return { value: BigInt(first + tens), length: 2, ordinal: true }
  return { value: BigInt(first), length: 1, ordinal: true }
}

/** Value of one number word or run of digits; ordinals too («دوم», «بیستم», «الثانی»). */
function wordValue(word: string): { value: bigint; ordinal: boolean } | undefined {
  if (/^\d{1,18}$/.test(word)) return { value: BigInt(word), ordinal: false }
  const cardinal = values.get(word)
  if (cardinal !== undefined) return { value: cardinal, ordinal: false }
  const named = ordinalValues.get(word) ?? arabicOrdinal(word)
  if (named !== undefined) return { value: BigInt(named), ordinal: true }
  const stem = word.replace(/(?:امین|مین|ام|م)$/, '')
  const value = stem === word ? undefined : (values.get(stem) ?? (stem === 'سو' ? 3n : undefined))
  return value === undefined ? undefined : { value, ordinal: true }
}

interface Sum {
  total: bigint
  group: bigint
  ceiling: bigint
  scale: bigint
}

/** Adds one part; false when Persian does not say it so (a larger part after a smaller one, «سه دو»). */
function addPart(sum: Sum, value: bigint): boolean {
  const size = value >= 100n ? 100n : value >= 20n ? 10n : 1n
  if (value > 999n || size >= sum.ceiling || (sum.ceiling === 10n && value > 9n)) return false
  sum.group += value
  sum.ceiling = size
  return true
}

function addScale(sum: Sum, scale: bigint, first: boolean): boolean {
  if (scale >= sum.scale || (sum.group === 0n && !first && sum.ceiling !== 1000n)) return false
  sum.total += (sum.group === 0n ? 1n : sum.group) * scale
  sum.group = 0n
  sum.ceiling = 1000n
  sum.scale = scale
  return true
}

/** The number that a run of folded words begins with, and how many words it takes: for titles, «بیست و سوم». */
export function leadingNumber(
  folded: readonly string[],
): { value: bigint; length: number; ordinal: boolean } | undefined {
  const first = folded[0] ?? ''
  if (/^\d+$/.test(first)) return first.length > 18 ? undefined : { value: BigInt(first), length: 1, ordinal: false }
  const arabic = arabicOrdinalRun(folded)
  if (arabic !== undefined) return arabic
  const sum: Sum = { total: 0n, group: 0n, ceiling: 1000n, scale: largest }
  let found: { value: bigint; length: number; ordinal: boolean } | undefined
  for (let at = 0; at < folded.length; at++) {
    const word = folded[at]!
    if (word === 'و' && found !== undefined) continue
    const linked = at === 0 || folded[at - 1] === 'و'
    const scale = scaleValues.get(word) ?? scaleValues.get(word.replace(/(?:مین|م)$/, ''))
    const part = scale === undefined ? wordValue(word) : undefined
    const ordinal = part?.ordinal ?? (scale !== undefined && !scaleValues.has(word))
    if (scale !== undefined ? !addScale(sum, scale, at === 0) : !linked || !part || !addPart(sum, part.value)) break
    found = { value: sum.total + sum.group, length: at + 1, ordinal }
    if (ordinal) break
  }
  return found
}

/**
 * The number that a text says: Persian words, ordinals, digits of any script, with thousands marks and a minus.
 * `null` when the text is anything else, or says a number in parts that do not fit together.
 */
export function wordsToNumber(text: string): bigint | null {
  const digits = /^([-−\u200e]*)(\d{1,3}(?:[,٬،]\d{3})+|\d{1,18})$/.exec(toAsciiDigits(text.trim()))
  if (digits) return BigInt((/[-−]/.test(digits[1]!) ? '-' : '') + digits[2]!.replace(/\D/g, ''))
  const folded = fold(text).split(' ')
  const negative = folded[0] === 'منفی'
  if (negative) folded.shift()
  const number = leadingNumber(folded)
  if (number === undefined || number.length !== folded.length) return null
  return negative ? -number.value : number.value
}
