import { clean } from '#lib/marc/description/punctuation.ts'
import type { Context, Draft, Piece } from './field.ts'
import { commaOf, ended, parenthesised, withoutParentheses, withoutSigns } from './punctuation.ts'
import { relatorOf, relatorOfTerm } from './tables.ts'

/** Roles: codes and terms become the other side's codes; what the list lacks is dropped and reported. */
export function roles(draft: Draft, context: Context, occurrence: number, tag: string): void {
  const kept: Piece[] = []
  for (const piece of draft.pieces) {
    if (piece.code !== '4') {
      kept.push(piece)
      continue
    }
    const code = piece.from === 'e' ? relatorOfTerm(piece.value) : relatorOf(context.from, piece.value)
    if (code === null) context.drop(tag, occurrence, piece.from, piece.value, 'no-code')
    else if (!kept.some((one) => one.code === '4' && one.value === code)) kept.push({ ...piece, value: code })
  }
  draft.pieces = kept
}

/** `$a Haykal, Muḥammad` is one subfield in MARC 21 and `$a Haykal $b Muḥammad` in UNIMARC. */
export function personToUnimarc(draft: Draft): void {
  withoutSigns(draft, '4')
  const name = draft.pieces.find((piece) => piece.code === 'a')
  if (!name || draft.ind2 !== '1') return
  const cut = /^([^,،]+)[,،]\s*(\S.*)$/s.exec(name.value)
  if (!cut) return
  const [, entry = '', rest = ''] = cut
  const at = draft.pieces.indexOf(name)
  draft.pieces.splice(at, 1, { ...name, value: entry.trim() }, { code: 'b', value: rest, from: 'a' })
}

export function personToMarc21(draft: Draft): void {
  const [first, second] = draft.pieces
  if (first?.from === 'a' && second?.from === 'b') {
    const comma = commaOf(first.value)
    first.value = `${clean(first.value) ?? first.value}${comma} ${second.value}`
    draft.pieces.splice(1, 1)
  }
  commas(draft, 'cde')
}

/** A comma before dates, titles and roles; a full stop at the end. */
function commas(draft: Draft, codes: string): void {
  draft.pieces.forEach((piece, i) => {
    const before = draft.pieces[i - 1]
    if (before && codes.includes(piece.code) && !/[,،-]$/.test(before.value)) before.value += commaOf(before.value)
  })
  ended(draft.pieces, 'abcdeq')
}

/** Number, place and date of a meeting stand in parentheses in MARC 21, bare in UNIMARC. */
export function bodyToUnimarc(draft: Draft): void {
  withoutParentheses(draft, 'def')
  withoutSigns(draft, '4')
}

export function bodyToMarc21(draft: Draft): void {
  draft.pieces.forEach((piece, i) => {
    const before = draft.pieces[i - 1]
    if (before && piece.from === 'b' && !before.value.endsWith('.')) before.value += '.'
  })
  parenthesised(draft, 'ndc')
  ended(draft.pieces, 'abcdent')
}

/** The thesauri that MARC 21 tells by the second indicator, by UNIMARC's `$2`. */
const THESAURI: readonly (readonly [unimarc: string, ind2: string])[] = [
  ['lc', '0'],
  ['lch', '1'],
  ['mesh', '2'],
  ['nal', '3'],
  ['csh', '5'],
  ['rvm', '6'],
]

/** `$2 lc` ↔ second indicator 0, no `$2` ↔ 4, any other `$2` ↔ 7. */
export function thesaurus(draft: Draft, context: Context, sourceInd2: string): void {
  const said = draft.pieces.find((piece) => piece.code === '2')
  if (context.from === 'marc21') {
    const code = THESAURI.find(([, ind2]) => ind2 === sourceInd2)?.[0]
    if (code !== undefined && !said) draft.pieces.push({ code: '2', value: code, from: '2' })
    return
  }
  const ind2 = THESAURI.find(([code]) => code === said?.value)?.[1]
  draft.ind2 = ind2 ?? (said ? '7' : '4')
  if (ind2 !== undefined) draft.pieces = draft.pieces.filter((piece) => piece !== said)
}

/** The full stop that MARC 21 writes after a heading and UNIMARC does not. */
export function headingEnd(draft: Draft, context: Context): void {
  if (context.from === 'marc21') withoutSigns(draft, '023')
  else ended(draft.pieces, 'abcdnpqtvxyz')
}
