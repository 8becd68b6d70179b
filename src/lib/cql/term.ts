/** One character of a term: itself, or a mark with a meaning of its own. */
type TermChar = { readonly char: string; readonly mark: '*' | '?' | '^' | null }

/** A term as it is meant. */
export interface CqlTerm {
  /** Without anchors; masks are in it as `*` and `?`, and where there are masks an escaped `*` or `?` has become a space. */
  readonly text: string
  readonly hasMask: boolean
  /** `^` at the beginning, at the end, or where it has no meaning. */
  readonly first: boolean
  readonly last: boolean
  readonly inside: boolean
}

/** Reads a raw term: backslashes, masks (`*` any letters, `?` one) and anchors (`^`). */
export function readTerm(raw: string): CqlTerm {
  const chars = charsOf(raw)
  const first = chars[0]?.mark === '^'
  const last = chars.length > 1 && chars.at(-1)?.mark === '^'
  const rest = chars.slice(first ? 1 : 0, last ? -1 : undefined)
  const hasMask = rest.some(({ mark }) => mark === '*' || mark === '?')
  const text = rest.map(({ char, mark }) => (hasMask && mark === null && (char === '*' || char === '?') ? ' ' : char))
  return { text: text.join(''), hasMask, first, last, inside: rest.some(({ mark }) => mark === '^') }
}

/** A raw term as plain text: no character has a meaning of its own. */
export const plainTerm = (raw: string): string =>
  charsOf(raw)
    .map(({ char }) => char)
    .join('')

/** Plain text as a raw term that means it literally. */
export const rawTerm = (text: string): string => text.replace(/[\\*?^"]/g, '\\$&')

function charsOf(raw: string): TermChar[] {
  const chars: TermChar[] = []
  for (let i = 0; i < raw.length; i++) {
    const char = raw[i]!
    if (char === '\\' && i + 1 < raw.length) chars.push({ char: raw[++i]!, mark: null })
    else chars.push({ char, mark: char === '*' || char === '?' || char === '^' ? char : null })
  }
  return chars
}
