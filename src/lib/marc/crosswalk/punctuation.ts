import { clean } from '#lib/marc/description/punctuation.ts'
import type { Draft, Piece } from './field.ts'

/** The ISBD signs that MARC 21 writes before a subfield and UNIMARC leaves to the display, by UNIMARC's code. */
export type Signs = Readonly<Record<string, string>>

/** Takes ISBD punctuation off every piece; an empty one goes away. */
export function withoutSigns(draft: Draft, except = ''): void {
  draft.pieces = draft.pieces.flatMap((piece) => {
    if (except.includes(piece.code)) return [piece]
    const value = clean(piece.value)
    return value === null ? [] : [{ ...piece, value }]
  })
}

/** Takes off parentheses that open at the first and close at the last of the pieces with these codes. */
export function withoutParentheses(draft: Draft, codes: string): void {
  const held = draft.pieces.filter((piece) => codes.includes(piece.code))
  const [first, last] = [held[0], held.at(-1)]
  if (!first || !last || !first.value.trimStart().startsWith('(') || !/\)[\s.,:;]*$/.test(last.value)) return
  first.value = first.value.trimStart().slice(1)
  last.value = last.value.replace(/\)([\s.,:;]*)$/, '')
}

/** Puts the pieces with these codes into parentheses, parted by ` :`. */
export function parenthesised(draft: Draft, codes: string): void {
  const held = draft.pieces.filter((piece) => codes.includes(piece.code))
  const [first, last] = [held[0], held.at(-1)]
  if (!first || !last) return
  for (const piece of held) if (piece !== last) piece.value = `${piece.value} :`
  first.value = `(${first.value}`
  last.value = `${last.value})`
}

/** A sign in the letters of the text it follows: `;` and `,` have their own form in Arabic script. */
export function signAfter(text: string, sign: string): string {
  return /\p{Script=Arabic}/u.test(text) ? sign.replace(',', '،').replace(';', '؛') : sign
}

/** The comma of a text's script. */
export const commaOf = (text: string): string => signAfter(text, ',')

/** Writes each sign at the end of the piece before its own, as MARC 21 does; equal neighbours share a sign of their own. */
export function withSigns(draft: Draft, signs: Signs): void {
  draft.pieces.forEach((piece, i) => {
    const before = draft.pieces[i - 1]
    const sign = signs[piece.from]
    if (before && sign !== undefined && sign !== '') before.value += signAfter(before.value, sign)
  })
}

/** Ends the last piece of the codes with a full stop unless it has an end of its own. */
export function ended(pieces: readonly Piece[], codes: string): void {
  const last = pieces.findLast((piece) => codes.includes(piece.code))
  if (last && !/[.?!؟)\]>»"”-]$/.test(last.value)) last.value += '.'
}

/** Joins neighbours that became one code: `$b` and `$b` are one subfield in MARC 21. */
export function joinedNeighbours(draft: Draft, codes: string): void {
  const joined: Piece[] = []
  for (const piece of draft.pieces) {
    const last = joined.at(-1)
    if (last && last.code === piece.code && codes.includes(piece.code)) last.value = `${last.value} ${piece.value}`
    else joined.push({ ...piece })
  }
  draft.pieces = joined
}
