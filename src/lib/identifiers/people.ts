import { toAsciiDigits } from '#lib/persian/digits.ts'
import { type Outcome, read, refuse } from './outcome.ts'

// Spaces of every width, joiners, bidi controls and the hyphens people put between groups of digits.
const GAPS = /[\s\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\ufeff\-._/()]/g

/** The text in ASCII digits without the gaps people type between groups: what every check here begins with. */
function compactDigits(text: string): string {
  return toAsciiDigits(text.normalize('NFKC')).replace(GAPS, '')
}

export type NationalIdReason = 'empty' | 'not-digits' | 'wrong-length' | 'all-equal' | 'checksum'

/**
 * An Iranian national id (کد ملی): ten digits from any script. Leading zeros lost by a spreadsheet (8 or 9 digits) are
 * put back. The check digit catches slips of typing and proves nothing about a person.
 */
export function nationalId(text: string): Outcome<string, NationalIdReason> {
  const digits = compactDigits(text)
  if (digits === '') return refuse('empty')
  if (!/^\d+$/.test(digits)) return refuse('not-digits')
  if (digits.length < 8 || digits.length > 10) return refuse('wrong-length')
  const id = digits.padStart(10, '0')
  if (/^(\d)\1{9}$/.test(id)) return refuse('all-equal')
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(id[i]) * (10 - i)
  const rest = sum % 11
  const check = rest < 2 ? rest : 11 - rest
  return check === Number(id[9]) ? read(id) : refuse('checksum')
}

export type MobileReason = 'empty' | 'not-digits' | 'wrong-length' | 'not-a-mobile'

/** An Iranian mobile number in any way of writing (0912…, 912…, +98…, 0098…) as E.164: +989121234567. */
export function mobile(text: string): Outcome<string, MobileReason> {
  const compact = compactDigits(text)
  if (compact === '') return refuse('empty')
  if (!/^\+?\d+$/.test(compact)) return refuse('not-digits')
  const local = compact.replace(/^(?:\+|00)?98(?=0?\d{10}$)/, '').replace(/^0(?=\d{10}$)/, '')
  if (compact.startsWith('+') && local === compact) return refuse('not-a-mobile')
  if (local.length !== 10 || local.startsWith('09')) return refuse('wrong-length')
  return local.startsWith('9') ? read(`+98${local}`) : refuse('not-a-mobile')
}

export type PostalCodeReason = 'empty' | 'not-digits' | 'wrong-length'

export interface PostalCode {
  /** Ten ASCII digits. */
  readonly code: string
  /** True when the code does not look like those the post office gives. Worth a warning, never a refusal. */
  readonly unusual: boolean
}

// The pattern the community knows; the post office publishes none, so it only warns.
const USUAL_POSTAL_CODE = /^(?!(\d)\1{3})[13-9]{4}[1346-9][013-9]{5}$/

/** An Iranian postal code: ten digits, with or without a gap in the middle. */
export function postalCode(text: string): Outcome<PostalCode, PostalCodeReason> {
  const code = compactDigits(text)
  if (code === '') return refuse('empty')
  if (!/^\d+$/.test(code)) return refuse('not-digits')
  if (code.length !== 10) return refuse('wrong-length')
  return read({ code, unusual: !USUAL_POSTAL_CODE.test(code) })
}
