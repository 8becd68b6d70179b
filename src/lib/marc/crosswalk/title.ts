import { withoutMarks } from '#lib/marc/description/punctuation.ts'
import type { Context, Draft, Piece } from './field.ts'
import { ended, joinedNeighbours, signAfter, withoutSigns, withSigns } from './punctuation.ts'

/** Signs before the parts of UNIMARC 200, by its codes. */
const SIGNS = { a: ' ;', d: ' =', e: ' :', f: ' /', g: ' ;', c: '.', h: '.', i: '.' }

/** Control characters around words that are not sorted (ISO 6630, in Unicode U+0098 and U+009C). */
const [OPEN, CLOSE] = ['\u0098', '\u009c']

/** 245 → 200: ISBD signs become codes of their own ($d parallel, $e other, $f first, $g further responsibility). */
export function titleToUnimarc(draft: Draft, nonFiling: number): void {
  const pieces: Piece[] = []
  let sign = ''
  for (const piece of draft.pieces) {
    if (piece.code === 'e') pieces.push(...otherTitles(piece, sign))
    else if (piece.code === 'f') pieces.push(...responsibilities(piece))
    else pieces.push(piece)
    sign = /[=:]\s*$/.exec(piece.value)?.[0].trim() ?? ''
  }
  draft.pieces = pieces
  withoutSigns(draft)
  const first = draft.pieces.find((piece) => piece.code === 'a')
  if (first && nonFiling > 0 && nonFiling < first.value.length) {
    first.value = `${OPEN}${first.value.slice(0, nonFiling)}${CLOSE}${first.value.slice(nonFiling)}`
  }
}

function otherTitles(piece: Piece, sign: string): Piece[] {
  const parts = piece.value.split(/(?<=\s)([=:])(?=\s)/)
  return parts.flatMap((value, i) => {
    if (i % 2 === 1) return []
    const before = i === 0 ? sign : parts[i - 1]
    return [{ ...piece, code: before === '=' ? 'd' : 'e', value }]
  })
}

const responsibilities = (piece: Piece): Piece[] =>
  piece.value.split(/\s[;؛]\s/).map((value, i) => ({ ...piece, code: i === 0 ? 'f' : 'g', value }))

/** 200 → 245. Gives the number of characters at the start that are not sorted. */
export function titleToMarc21(draft: Draft): number {
  const first = draft.pieces[0]
  const marked = first ? withoutMarks(first.value) : { text: '', nonFiling: 0 }
  for (const piece of draft.pieces) piece.value = withoutMarks(piece.value).text.trim()
  const signs = draft.pieces.map((piece, i) =>
    piece.from === 'i' && draft.pieces[i - 1]?.from === 'h' ? ',' : (SIGNS[piece.from as keyof typeof SIGNS] ?? ''),
  )
  draft.pieces.forEach((_, i) => {
    const before = draft.pieces[i - 1]
    const sign = before ? signAfter(before.value, signs[i] ?? '') : ''
    if (before && !before.value.endsWith(sign)) before.value += sign
  })
  joinedNeighbours(draft, 'abc')
  ended(draft.pieces, 'abchnp')
  return Math.min(marked.nonFiling, 9)
}

const SIGNIFICANT = { toMarc21: { '0': '2', '1': '3' }, toUnimarc: { '0': '0', '1': '1', '2': '0', '3': '1' } } as const

/** 246 and its like: the first indicator says whether the title is an entry (UNIMARC) and whether it makes a note. */
export function variantTitle(draft: Draft, context: Context, sourceInd1: string): void {
  if (context.from === 'marc21') {
    withoutSigns(draft)
    if (draft.tag !== '540') {
      draft.ind1 = SIGNIFICANT.toUnimarc[sourceInd1 as keyof typeof SIGNIFICANT.toUnimarc] ?? '1'
    }
    return
  }
  withSigns(draft, { e: ' :', h: '.', i: '.' })
  if (draft.tag === '246') {
    draft.ind1 = SIGNIFICANT.toMarc21[sourceInd1 as keyof typeof SIGNIFICANT.toMarc21] ?? '3'
  } else if (draft.tag === '740') draft.ind1 = '0'
}
