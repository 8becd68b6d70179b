import { toAsciiDigits } from '#lib/persian/digits.ts'
import type { CardExtent } from './card.ts'

type Unit = 'pages' | 'volumes' | 'other'

/** A count, a roman count, or a word; the count belongs to the unit that follows it. */
const TOKEN = /\d+|[\p{L}\p{M}\u200c]+/gu

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    pages: 'p pp pg page pages l leaf leaves f ff ص صص صفحه صفحة صفحات برگ ورقة ورقه ورق',
    volumes: 'v vol vols volume volumes ج جلد مجلد مجلدات جزء أجزاء اجزاء juz juzʼ bd t',
    other: 'plates plate cm mm illus ill maps portraits columns لوح لوحة س',
  }).flatMap(([unit, words]) => words.split(' ').map((word) => [word, unit as Unit] as const)),
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

/**
 * Reads MARC 21 300 $a or UNIMARC 215 $a: «۳۲۰ ص.», "4, xvi, 418 p., [16] leaves of plates", "2 v. (716 p.)", «۳ ج.».
 * `pages` is the largest count: which of the small ones before it are counted is every cataloguer's own habit.
 */
export function extentOf(text: string | null): CardExtent | null {
  if (text === null || text === '') return null
  const words = toAsciiDigits(text).toLowerCase().match(TOKEN) ?? []
  let pages: number | null = null
  const volumes: number[] = []
  let someVolumes = false
  let counts: number[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const unit = UNITS.get(word)
    if (/^\d/.test(word)) counts.push(Number(word))
    else if (unit === undefined) {
      if (ROMAN.test(word)) counts.push(romanValue(word))
    } else {
      const plates = unit === 'other' || (words[at + 1] === 'of' && words[at + 2] === 'plates')
      if (unit === 'volumes') {
        someVolumes = true
        if (counts.length > 0) volumes.push(counts.at(-1)!)
        const bound = /^(?:in|در|فی|في)$/.test(words[at + 1] ?? '') ? Number(words[at + 2]) : Number.NaN
        if (bound > 0) volumes.push(bound)
      } else if (!plates && counts.length > 0) pages = Math.max(pages ?? 0, ...counts)
      counts = []
    }
  }
  return { pages: pages !== null && pages > 20_000 ? null : pages, volumes: someVolumes ? volumes : [1], shown: text }
}
