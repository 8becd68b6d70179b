import { toAsciiDigits } from '#lib/persian/digits.ts'
import type { CardExtent } from './card.ts'

const PAGES =
  /(\d[\d\s,،+\]['()-]*?)\]?\s*(?:unnumbered |un-?numbered )?(?:p(?:p|ages?)?(?![a-z])|leaves|l(?![a-z])|ص(?![\u0621-\u06cc])|صفحه|صفحة|صفحات|برگ|ورقة)/giu
const VOLUMES = /(\d{1,3})\s*(?:v(?:ol(?:ume)?s?)?(?![a-z])|ج(?![\u0621-\u06cc])|جلد|مجلد|مجلدات|أجزاء|اجزاء|juz)/iu
const SOME_VOLUMES = /(?:^|\s)(?:v(?:ol(?:ume)?s?)?\.?|ج\.?|جلد|مجلدات)\s*(?:$|[(<;:[])/iu

/** Reads MARC 21 300 $a or UNIMARC 215 $a: «۳۲۰ ص.», "4, 418 p., [16] leaves", "2 v. (716 p.)", «۳ ج.». */
export function extentOf(text: string | null): CardExtent | null {
  if (text === null || text === '') return null
  const plain = toAsciiDigits(text)
  let pages: number | null = null
  for (const [, counts = ''] of plain.matchAll(PAGES)) {
    for (const [count] of counts.matchAll(/\d+/g)) pages = Math.max(pages ?? 0, Number(count))
  }
  const counted = VOLUMES.exec(plain)?.[1]
  const volumes = counted !== undefined ? Number(counted) : SOME_VOLUMES.test(plain) ? null : 1
  return { pages: pages === null || pages > 20_000 ? null : pages, volumes, shown: text }
}
