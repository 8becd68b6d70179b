import { designators, extents, latinNumbers, wholeSet } from '#lib/persian/lists/volumes.ts'
import { fold } from './fold.ts'
import { leadingNumber } from './numbers.ts'

export type VolumeKind = 'volume' | 'book' | 'part' | 'set'

/** One volume statement: `numbers` in rising order, empty for a whole set («دوره کامل», «دو جلدی»). */
export interface VolumeMark {
  readonly kind: VolumeKind
  readonly numbers: readonly number[]
  /** As it stands in the title. */
  readonly text: string
}

/** The first volume statement of a title, further ones («دفتر اول، بخش دوم»), and the title without them. */
export interface TitleVolume extends VolumeMark {
  readonly others: readonly VolumeMark[]
  readonly rest: string
}

interface Token {
  readonly start: number
  readonly end: number
  readonly folded: string
}

interface Found extends VolumeMark {
  readonly start: number
  readonly end: number
  readonly next: number
}

interface NumberAt {
  readonly value: number
  readonly form: 'digits' | 'ordinal' | 'cardinal' | 'roman'
  readonly next: number
}

interface Designator {
  readonly kind: VolumeKind
  readonly hold: string
}

const largestVolume = 999n
const widestRange = 200
const tokenPattern = /\p{Nd}+|[\p{L}\p{M}\u200c\u0640'’ʼʻʿʾ]+/gu
const roman = /^(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})$/

const designatorOf = readDesignators()
const extentWords = new Set(extents.split(' '))
const latinValues = new Map(
  latinNumbers
    .trim()
    .split('\n')
    .map((row) => row.split(' | ') as [string, string])
    .map(([word, value]) => [word, Number(value)]),
)

function readDesignators(): Map<string, Designator> {
  const read = new Map<string, Designator>()
  for (const row of designators.trim().split('\n')) {
    const [kind = '', hold = '', list = ''] = row.split('|').map((cell) => cell.trim())
    for (const word of list.split(/\s+/)) read.set(word, { kind: kind as VolumeKind, hold })
  }
  return read
}

function tokensOf(title: string): Token[] {
  const tokens: Token[] = []
  for (const match of title.matchAll(tokenPattern)) {
    const folded = fold(match[0])
    const last = tokens.at(-1)
    // The parts of سی ام stand apart as often as joined.
    if (folded === 'ام' && last?.folded === 'سی') {
      tokens[tokens.length - 1] = { start: last.start, end: match.index + match[0].length, folded: 'سیام' }
    } else if (folded !== '') tokens.push({ start: match.index, end: match.index + match[0].length, folded })
  }
  return tokens
}

function romanValue(word: string): number {
  const worth: Record<string, number> = { i: 1, v: 5, x: 10 }
  let total = 0
  for (let at = 0; at < word.length; at++) {
    const one = worth[word[at]!]!
    total += one < (worth[word[at + 1] ?? ''] ?? 0) ? -one : one
  }
  return total
}

function numberAt(tokens: readonly Token[], at: number): NumberAt | undefined {
  const first = tokens[at]
  if (first === undefined) return undefined
  if (
    first.folded === 'al' ||
    (/^(?:i|e|ye|yi)$/.test(first.folded) && latinValues.has(tokens[at + 1]?.folded ?? ''))
  ) {
    const word = latinValues.get(tokens[at + 1]?.folded ?? '')
    return word === undefined ? undefined : { value: word, form: 'ordinal', next: at + 2 }
  }
  const latin = latinValues.get(first.folded)
  if (latin !== undefined) return { value: latin, form: 'ordinal', next: at + 1 }
  if (roman.test(first.folded)) return { value: romanValue(first.folded), form: 'roman', next: at + 1 }
  const number = leadingNumber(tokens.slice(at, at + 8).map((token) => token.folded))
  if (number === undefined || number.value < 1n || number.value > largestVolume) return undefined
  const form = number.ordinal ? 'ordinal' : /^\d/.test(first.folded) ? 'digits' : 'cardinal'
  return { value: Number(number.value), form, next: at + number.length }
}

/** Arabic writes "and" on the word: «الأول والثاني». */
function tiedNumber(tokens: readonly Token[], at: number): NumberAt | undefined {
  const untied = tokens
    .slice(at, at + 3)
    .map((token, place) => (place === 0 ? { ...token, folded: token.folded.slice(1) } : token))
  const number = numberAt(untied, 0)
  return number && { ...number, next: at + number.next }
}

/** The numbers that follow the first: «۱-۳», «۱ تا ۳», «اول و دوم», «۱، ۲». */
function furtherNumbers(title: string, tokens: readonly Token[], first: NumberAt): { numbers: number[]; next: number } {
  const numbers = [first.value]
  let next = first.next
  for (;;) {
    const between = title.slice(tokens[next - 1]!.end, tokens[next]?.start ?? title.length)
    const word = tokens[next]?.folded ?? ''
    const linked = ['تا', 'الی', 'to', 'و', 'and', 'wa'].includes(word) && /^[\s[(]*$/.test(between)
    const tied = first.form === 'ordinal' && /^وال/.test(word) && /^[\s[(]*$/.test(between)
    const range = linked ? !['و', 'and', 'wa'].includes(word) : /^\s*[-–—−ـ]\s*$/.test(between)
    if (!linked && !tied && !range && !/^\s*[,،&]\s*$/.test(between)) break
    const further = tied ? tiedNumber(tokens, next) : numberAt(tokens, linked ? next + 1 : next)
    const last = numbers.at(-1)!
    if (further === undefined || further.form !== first.form || further.value <= last) break
    if (range && further.value - last <= widestRange) for (let n = last + 1; n < further.value; n++) numbers.push(n)
    numbers.push(further.value)
    next = further.next
  }
  return { numbers, next }
}

function endsPhrase(title: string, tokens: readonly Token[], next: number): boolean {
  const following = tokens[next]
  return following === undefined || /[^\s\u200c\u200e\u200f]/.test(title.slice(tokens[next - 1]!.end, following.start))
}

function setAt(title: string, tokens: readonly Token[], at: number): Found | undefined {
  const begins = designatorOf.get(tokens[at]!.folded)?.kind === 'set' ? 1 : 0
  const mark = (next: number): Found => {
    const [start, end] = [tokens[at]!.start, tokens[next - 1]!.end]
    return { kind: 'set', numbers: [], text: title.slice(start, end), start, end, next }
  }
  if (begins === 1 && tokens[at + 1]?.folded === wholeSet) return mark(at + 2)
  const count = numberAt(tokens, at + begins)
  return count !== undefined && extentWords.has(tokens[count.next]?.folded ?? '') ? mark(count.next + 1) : undefined
}

function markAt(title: string, tokens: readonly Token[], at: number): Found | undefined {
  const set = setAt(title, tokens, at)
  if (set !== undefined) return set
  const token = tokens[at]!
  const designator = designatorOf.get(token.folded)
  const number = designator && numberAt(tokens, at + 1)
  if (designator === undefined || number === undefined) return undefined
  const gap = title.slice(token.end, tokens[at + 1]!.start)
  if (!/^[\s.:()[\]\u200c\u200e\u200f-]*$/.test(gap)) return undefined
  if (designator.hold === 'dotted' && !gap.startsWith('.') && gap !== '') return undefined
  const { numbers, next } = furtherNumbers(title, tokens, number)
  if (designator.hold === 'loose' && number.form !== 'ordinal' && !endsPhrase(title, tokens, next)) return undefined
  const article = tokens[at - 1]?.folded === 'al' ? tokens[at - 1]! : token
  const [start, end] = [article.start, tokens[next - 1]!.end]
  return { kind: designator.kind, numbers, text: title.slice(start, end), start, end, next }
}

function withoutEnd(piece: string): string {
  let end = piece.length
  while (end > 0 && /[\s:،,;؛/.([{\u200c–—-]/.test(piece.charAt(end - 1))) end--
  return piece.slice(0, end)
}

/** The title without the marks, and without the punctuation that parted them from it. */
function without(title: string, marks: readonly Found[]): string {
  let rest = ''
  let from = 0
  for (const mark of [...marks, { start: title.length, end: title.length }]) {
    const piece = title.slice(from, mark.start)
    const opening = from === 0 ? piece : piece.replace(/^[\s:،,;؛/.)\]}\u200c–—-]+/, '')
    const colon = from > 0 && /^[\s.)\]]*:/.test(piece)
    const closed = mark.start === title.length ? opening.trimEnd() : withoutEnd(opening)
    if (closed !== '') rest += rest === '' ? closed : `${colon ? ': ' : ' '}${closed}`
    from = mark.end
  }
  return rest.trim()
}

/**
 * The volume that a title names: «تاریخ ایران، جلد دوم» → volume 2, rest «تاریخ ایران»; «ج. ۱-۳» → 1, 2, 3; «کتاب اول»,
 * «دفتر سوم», «الجزء الثاني», «vol. II», «juzʼ 2»; «دوره دو جلدی» is a set without numbers. `null` when it names none.
 *
 * Numbers are 1 to 999 in digits of any script, Persian words, Arabic, English and romanised ordinals, Roman after a
 * designator. Two records whose volumes differ are never the same book (library-systems research §4.6: every matcher
 * measured joined them). Words: `lists/volumes.ts`.
 */
export function volumeOf(title: string): TitleVolume | null {
  const tokens = tokensOf(title)
  const marks: Found[] = []
  for (let at = 0; at < tokens.length; at++) {
    const mark = markAt(title, tokens, at)
    if (mark === undefined) continue
    marks.push(mark)
    at = mark.next - 1
  }
  const [first, ...others] = marks.map(({ kind, numbers, text }) => ({ kind, numbers, text }))
  return first === undefined ? null : { ...first, others, rest: without(title, marks) }
}
