import type { Script } from './description.ts'

/** Short words whose full stop is part of them. */
const ABBREVIATION =
  /(^|[\s.,([-])(\p{L}\p{M}*|\p{Lu}\p{Ll}|etc|inc|ltd|bros|jr|sr|ed|eds|vol|vols|no|ill|cm|mm|in|ca|cent|approx|dept|rev|univ|prof|repr|ج|ص|ش|ق|م|هـ|ه|و|چ|س|ت)$/iu

/**
 * Takes off what ISBD puts between elements: a closing ` / : ; = ,` (Arabic ones too) and a closing full stop that belongs to no
 * abbreviation, initial or ellipsis.
 */
function trimIsbd(text: string): string {
  let end = text.length
  let start = 0
  while (start < end && text.charCodeAt(start) <= 0x20) start++
  for (; end > start; end--) {
    const code = text.charCodeAt(end - 1)
    // Space / : ; = , and the Arabic comma and semicolon.
    if (code > 0x3d ? code !== 0x60c && code !== 0x61b : !isSeparator(code)) break
  }
  if (text.charCodeAt(end - 1) === 0x2e && text.charCodeAt(end - 2) !== 0x2e) {
    const before = text.substring(Math.max(start, end - 12), end - 1)
    if (before !== '' && !ABBREVIATION.test(before)) end--
  }
  return text.substring(start, end)
}

const isSeparator = (code: number) =>
  code <= 0x20 || code === 0x2f || code === 0x3a || code === 0x3b || code === 0x3d || code === 0x2c

/** `trimIsbd`, with null for nothing left. */
export function clean(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null
  const trimmed = trimIsbd(text)
  return trimmed === '' ? null : trimmed
}

/** Takes off the mark that ISBD puts before an element and some systems keep in it: « / نوشتهٔ …». */
export function withoutLeadingIsbd(text: string | null): string | null {
  const bare = text?.replace(/^(?:\s*[/:;=,،؛](?=\s|\p{L}))+\s*/u, '') ?? ''
  return bare === '' ? null : bare
}

/** Takes off the square brackets a cataloguer puts around what is not on the title page: `[بیروت]` is Beirut. */
export function unbracket(text: string | null): string | null {
  if (text === null || (!text.includes('[') && !text.includes(']'))) return text
  const bare = trimIsbd(text.replace(/[[\]]/g, ''))
  return bare === '' ? null : bare
}

/** Takes out the marks around what is not sorted (U+0098 … U+009C; `<<…>>` in old UNIMARC) and counts what they held at the start. */
export function withoutMarks(text: string): { text: string; nonFiling: number } {
  if (!/[\u0088\u0089\u0098\u009c]|<</.test(text)) return { text, nonFiling: 0 }
  const held = /^\s*(?:[\u0088\u0098]|<<)([^\u0089\u009c>]*)(?:[\u0089\u009c]|>>)(\s*)/.exec(text)
  const bare = text.replace(/[\u0088\u0089\u0098\u009c]|<<|>>/g, '').trimStart()
  return { text: bare, nonFiling: held ? `${held[1]}${held[2]}`.trimStart().length : 0 }
}

/** The script of the first letter of a text. */
export function scriptOf(text: string): Script {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x41) continue
    if (code < 0x250) {
      if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) return 'latin'
      if (code >= 0xc0 && code !== 0xd7 && code !== 0xf7) return 'latin'
    } else if (code >= 0x1e00 && code < 0x1f00) return 'latin'
    else if (code >= 0x370 && code < 0x400) return 'greek'
    else if (code >= 0x400 && code < 0x530) return 'cyrillic'
    else if (code >= 0x5d0 && code < 0x5f5) return 'hebrew'
    else if ((code >= 0x620 && code < 0x780) || (code >= 0xfb50 && code < 0xfeff)) return 'arabic'
    else if (code >= 0x3040 && code < 0xd7b0) return 'han'
  }
  return 'other'
}
