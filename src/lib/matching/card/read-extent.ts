import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import type { CardExtent } from './card.ts'

type Unit = 'pages' | 'volumes' | 'other'

/** A count, a roman count, or a word; the count belongs to the unit that follows it. */
const TOKEN = /\d+|[\p{L}\p{M}\u200c]+/gu

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    pages: 'p pp pg page pages l leaf leaves f ff ص صص صفحه صفحات برگ ورقه ورق',
    volumes: 'v vol vols volume volumes ج جلد جلود مجلد مجلدات جزء أجزاء أجزء قسم أقسام کتاب كتب دفتر مجموعه juz bd t',
    other: 'plates plate cm mm illus ill maps portraits columns لوح لوحه س',
  }).flatMap(([unit, words]) => words.split(' ').map((word) => [fold(word), unit as Unit] as const)),
)

// Up to 89: single c, d and m are letters of abjad paging («d-r, 126 pages»).
const ROMAN = /^(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const NUMERALS: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 }

function romanValue(word: string): number {
  let value = 0
  for (let at = 0; at < word.length; at++) {
    const one = NUMERALS[word[at]!]!
    value += one < (NUMERALS[word[at + 1] ?? ''] ?? 0) ? -one : one
  }
  return value
}

interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: word, index }) => ({
    word: /^[\da-z]+$/.test(word) ? word : fold(word),
    start: index,
    end: index + word.length,
  }))
}

// «۲ ج.» but not «۲۸۰، ج–ط»: letters are pages of a preface, too. A p may stand behind a comma.
function isUnitLetter(text: string, tokens: readonly Token[], at: number): boolean {
  const { word, start, end } = tokens[at]!
  if (word.length > 1 || word === 'p' || word === 'ص') return true
  if (/^\s*[-–ـ]/.test(text.slice(end))) return false
  const before = tokens[at - 1]
  return before === undefined || (/^\d/.test(before.word) && /^[\s\])]*$/.test(text.slice(before.end, start)))
}

/**
 * Reads MARC 21 300 $a or UNIMARC 215 $a: «۳۲۰ ص.», "4, xvi, 418 p., [16] leaves of plates", "2 v. (716 p.)", «۳ ج.».
 * `pages` is the largest count: which of the small ones before it are counted is every cataloguer's own habit.
 */
export function extentOf(shown: string | null): CardExtent | null {
  if (shown === null || shown === '') return null
  const text = toAsciiDigits(shown).toLowerCase()
  const tokens = tokensOf(text)
  let pages: number | null = null
  const volumes: number[] = []
  let someVolumes = false
  let counts: number[] = []
  for (const [at, { word }] of tokens.entries()) {
    const unit = isUnitLetter(text, tokens, at) ? UNITS.get(word) : undefined
    if (/^\d/.test(word)) counts.push(Number(word))
    else if (unit === undefined) {
      if (ROMAN.test(word)) counts.push(romanValue(word))
    } else {
      if (unit === 'volumes') {
        someVolumes = true
        if (counts.length > 0) volumes.push(counts.at(-1)!)
        const bound = /^(?:in|در|فی)$/.test(tokens[at + 1]?.word ?? '') ? Number(tokens[at + 2]?.word) : Number.NaN
        if (bound > 0) volumes.push(bound)
      } else if (unit === 'pages' && !ofPlates(tokens, at) && counts.length > 0) pages = Math.max(pages ?? 0, ...counts)
      counts = []
    }
  }
  const known = pages !== null && pages <= 20_000 ? pages : null
  return { pages: known, volumes: someVolumes ? volumes.filter((count) => count < 1000) : [1], shown }
}

const ofPlates = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.word === 'of' && tokens[at + 2]?.word === 'plates'
