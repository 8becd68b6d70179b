import type { Lang } from '#lib/language.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'

const formatters = new Map<string, Intl.NumberFormat>()

// Making an Intl formatter costs a hundred times what using one does: each is made once.
function formatter(lang: Lang, digits: number, percent: boolean): Intl.NumberFormat {
  const key = `${lang}${digits}${percent ? '%' : ''}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.NumberFormat(lang === 'fa' ? 'fa-IR-u-nu-arabext' : 'en-US', {
      style: percent ? 'percent' : 'decimal',
      maximumFractionDigits: digits,
    })
    formatters.set(key, found)
  }
  return found
}

/** A number with its thousands marked: ۵۰٬۰۰۰ or 50,000. `digits` is the most decimals shown (none unless asked). */
export function formatNumber(n: number | bigint, lang: Lang, digits = 0): string {
  return formatter(lang, digits, false).format(n)
}

/** Money, always in rials: «۵۰٬۰۰۰ ریال», "50,000 rials". */
export function formatRials(rials: bigint, lang: Lang): string {
  const amount = formatNumber(rials, lang)
  if (lang === 'fa') return `${amount} ریال`
  return rials === 1n || rials === -1n ? `${amount} rial` : `${amount} rials`
}

/** A share between 0 and 1 as per cent: ۴۲٪ or 42%. */
export function formatPercent(share: number, lang: Lang, digits = 0): string {
  return formatter(lang, digits, true).format(share)
}

/** A distance in kilometres: metres to the nearest ten below one kilometre, one decimal below ten, whole above. */
export function formatDistance(km: number, lang: Lang): string {
  const metres = Math.round(km * 100) * 10
  if (metres < 1000) return `${formatNumber(metres, lang)} ${lang === 'fa' ? 'متر' : 'm'}`
  return `${formatNumber(km, lang, km < 9.95 ? 1 : 0)} ${lang === 'fa' ? 'کیلومتر' : 'km'}`
}

/** A whole number without marks, for years and days: ۱۴۰۵ or 1405. */
export function formatPlain(n: number, lang: Lang, width = 0): string {
  const ascii = String(n).padStart(width, '0')
  return lang === 'fa' ? toPersianDigits(ascii) : ascii
}
