import { goodWords } from '#lib/persian/lists/affixes.ts'
import { hamzaWords } from '#lib/persian/lists/hamza.ts'
import { DROP, EXPAND, foldPair, type LetterTable, PAIR, SEAT, SPACE } from './letter-table.ts'

const ZWNJ = 0x200c
const ALEF = 0x627
const BEH = 0x628
const TEH = 0x62a
const HEH = 0x647
const WAW = 0x648
const YEH = 0x6cc

const seatExceptions = hamzaWords
  .trim()
  .split('\n')
  .map((row) => {
    const [word = '', letter = ''] = row.trim().split(/\s+/)
    const at = word.indexOf('ئ')
    return { before: word.slice(0, at), after: word.slice(at + 1), letter: letter.charCodeAt(0) }
  })

const largestKept = 1 << 20
let out = new Uint16Array(4096)
let stretchedAt = -1

function isPersian(unit: number): boolean {
  return unit >= 0x600 && unit < 0x700
}

/** Writes one folded unit behind `length` and returns the new length. */
function put(target: number, length: number): number {
  const previous = length > 0 ? out[length - 1]! : SPACE
  if (target === SPACE) {
    if (previous !== SPACE) out[length++] = SPACE
    return length
  }
  if (previous === target && isPersian(target)) {
    if (target === WAW || stretchedAt === length - 1) return length
    if (isStretched(target, length)) {
      stretchedAt = length - 3
      return length - 2
    }
  } else if (previous !== SPACE && isPersian(previous) !== isPersian(target)) out[length++] = SPACE
  out[length++] = target
  return length
}

/** A fourth same letter is emphasis (اعلاممممم); ه and ت are left, which a joined suffix may lengthen (دهههای). */
function isStretched(target: number, length: number): boolean {
  return target !== HEH && target !== TEH && length > 2 && out[length - 2] === target && out[length - 3] === target
}

/** The letters that follow `from` in its word, folded, at most `count`. */
function lettersAfter(text: string, from: number, count: number, { units }: LetterTable): string {
  let letters = ''
  for (let at = from + 1; at < text.length && letters.length < count; at++) {
    const target = units[text.charCodeAt(at)]!
    if (target === SPACE || target === PAIR) break
    if (target === SEAT) letters += 'ی'
    else if (target > PAIR) letters += String.fromCharCode(target)
  }
  return letters
}

/**
 * The letter that a ئ meets in the word's other spellings: ی beside a vowel letter or ی (رضائی, قائم, سوئد, توطئه), else the
 * ا of مساله, هیات, جرات; before و foreign words have ی (ویدئو, ویدیو) and listed Arabic ones و.
 */
function seatLetter(text: string, at: number, length: number, table: LetterTable): number {
  const next = lettersAfter(text, at, 4, table)
  const before = String.fromCharCode(...out.subarray(Math.max(0, length - 4), length))
  for (const rule of seatExceptions) if (before.endsWith(rule.before) && next.startsWith(rule.after)) return rule.letter
  const previous = before.charAt(before.length - 1)
  if (previous === '' || previous === ' ') return next.startsWith('ا') ? DROP : ALEF
  if (next === '' || 'یاوه'.includes(next.charAt(0)) || 'او'.includes(previous)) return YEH
  const onlyOneBefore = before.length === 1 || before.charAt(before.length - 2) === ' '
  // بئر and ذئب have ی; مسئله, هیئت and جرئت have more letters or a feminine ending after the seat.
  return onlyOneBefore && next.length === 1 && next !== 'ت' ? YEH : ALEF
}

const goodStarts = goodWords.split(' ')

/** True at the half space after the preposition به, which other writers set apart. */
function standsApart(text: string, at: number, length: number, table: LetterTable): boolean {
  if (out[length - 1] !== HEH || out[length - 2] !== BEH || (length > 2 && out[length - 3] !== SPACE)) return false
  const next = lettersAfter(text, at, 6, table)
  return next.length > 1 && !/^(?:ها|تر)/.test(next) && !goodStarts.some((start) => next.startsWith(start))
}

/**
 * Folds letter by letter: one code unit in, none, one or a few out; runs of separators become one space; a change between
 * Persian and other characters becomes a space; وو becomes و (داوود, داود). Returns `text` itself when nothing changed.
 */
export function foldUnits(text: string, table: LetterTable): string {
  if (text.includes('\u0654')) text = text.replace(/[يىی]\u0654/g, 'ئ')
  if (out.length < text.length * 2 + 64) out = new Uint16Array(text.length * 2 + 1024)
  const { units, expansions } = table
  let length = 0
  stretchedAt = -1
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    let target = units[unit]!
    if (target <= PAIR) {
      if (target === DROP) {
        if (unit === ZWNJ && standsApart(text, at, length, table)) length = put(SPACE, length)
        continue
      }
      if (target === EXPAND || target === PAIR) {
        const pair = target === PAIR ? text.codePointAt(at)! : unit
        if (pair > 0xffff) at++
        length = append(expansions.get(unit) ?? foldPair(pair), length, text.length - at)
        continue
      }
      if (target === SEAT) target = seatLetter(text, at, length, table)
      else target = out[length - 1] === ALEF && length > 0 && lettersAfter(text, at, 1, table) === 'ت' ? YEH : DROP
      if (target === DROP) continue
    }
    length = put(target, length)
  }
  if (length > 0 && out[length - 1] === SPACE) length--
  const folded = take(text, length)
  if (out.length > largestKept) out = new Uint16Array(4096)
  return folded
}

function append(folded: string, length: number, left: number): number {
  if (out.length < length + folded.length * 2 + left * 2 + 64) {
    const larger = new Uint16Array(out.length * 2 + folded.length * 2)
    larger.set(out)
    out = larger
  }
  for (let at = 0; at < folded.length; at++) length = put(folded.charCodeAt(at), length)
  return length
}

function take(text: string, length: number): string {
  if (length === text.length) {
    let at = 0
    while (at < length && out[at] === text.charCodeAt(at)) at++
    if (at === length) return text
  }
  if (length <= 2048) return String.fromCharCode.apply(null, out.subarray(0, length) as unknown as number[])
  let whole = ''
  for (let at = 0; at < length; at += 2048) {
    whole += String.fromCharCode.apply(null, out.subarray(at, Math.min(at + 2048, length)) as unknown as number[])
  }
  return whole
}
