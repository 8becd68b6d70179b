/**
 * Romanised text to the consonants that Arabic script writes. Sources: ALA-LC romanisation tables for Arabic, Persian and
 * Ottoman Turkish; DIN 31635 and the plain spellings of newspapers are read where they do not contradict them.
 */

const CARON = '\u030c'
const CEDILLA = '\u0327'
const BREVE_BELOW = '\u032e'
const MARKED_BELOW = new Set(['\u0323', '\u0324', '\u0331', '\u0332', CEDILLA, BREVE_BELOW])

const VOWELS = new Set('aeiouıəœæ')

const AYN = new Set('ʻʿ‘')
/** Hamza, primes and apostrophes: letters to Unicode, nothing to the script's consonants. */
const SILENT = new Set("ʼʾ’'`´ʹʺ·ˈ")

/** Two plain letters for one of the script; a dot or a prime between them keeps them apart (Isḥāq, adʹham). */
const PAIRS: Readonly<Record<string, string>> = {
  kh: 'x',
  gh: 'q',
  sh: 'š',
  ch: 'c',
  th: 's',
  dh: 'z',
  zh: 'z',
  ph: 'f',
}

/** پ and گ are often written ب and ك in Arabic catalogues, ژ as ز; غ and ق are one sound in Persian. */
const SINGLES: Readonly<Record<string, string>> = {
  b: 'b',
  p: 'b',
  t: 't',
  j: 'j',
  c: 'j',
  h: 'h',
  d: 'd',
  r: 'r',
  z: 'z',
  s: 's',
  f: 'f',
  q: 'q',
  k: 'k',
  g: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  x: 'ks',
}

/** A letter whose mark makes it another letter of the script: `ḍ` is ض, `ḫ` is خ, `ç` is چ. */
function marked(base: string, marks: string): string | null {
  if (base === 'd' && marks.includes('\u0323')) return 'z'
  if (base === 'h' && (marks.includes(BREVE_BELOW) || marks.includes('\u0331'))) return 'x'
  if (base === 'k' && marks.includes('\u0331')) return 'x'
  if (base === 't' && marks.includes('\u0331')) return 's'
  if (base === 'd' && marks.includes('\u0331')) return 'z'
  if (base === 'g' && marks.includes(CARON)) return 'j'
  if (base === 'g' && marks !== '') return 'q'
  if (base === 'c' && (marks.includes(CARON) || marks.includes(CEDILLA))) return 'c'
  if (base === 's' && (marks.includes(CARON) || marks.includes(CEDILLA))) return 'š'
  return null
}

const MARKS = /\p{M}+/uy

/**
 * The consonants of one romanised word: vowels, ʻayn and hamza only leave an `a` at its start, `w` and `y` stay only
 * there, doubled letters are one, and a closing `h` or `t` (tāʾ marbūṭa and the silent h, also of -hu and -hi) goes.
 */
export function latinSound(word: string): string {
  const text = word.normalize('NFD').toLowerCase()
  let sound = ''
  let begun = false
  for (let at = 0; at < text.length; ) {
    const base = text.charAt(at++)
    const marks = marksAt(text, at)
    at += marks.length
    if (VOWELS.has(base) || AYN.has(base)) {
      if (!begun) sound = 'a'
      begun = true
    } else if (base === 'w' || base === 'v' || base === 'y') {
      if (!begun) sound = base === 'y' ? 'y' : 'w'
      begun = true
    } else if (!SILENT.has(base)) {
      const paired = text.charAt(at) === 'h' && !hasBelow(marks) && marksAt(text, at + 1) === ''
      const pair = paired ? PAIRS[`${base}h`] : undefined
      const found = marked(base, marks) ?? pair ?? SINGLES[base] ?? (/[\p{L}\p{N}]/u.test(base) ? base : '')
      if (found === '') continue
      if (pair !== undefined && found === pair) at++
      else if (begun && marks === '' && (base === 'h' || base === 't') && CLOSING.test(text.slice(at)) && sound !== '')
        break
      begun = true
      if (!sound.endsWith(found) || /\d/.test(found)) sound += found
    }
  }
  return sound
}

/** What may stand behind a closing h or t: nothing, or the vowel of the pronoun -hu, -hi. */
const CLOSING = /^(?:[ui](?!\p{M}))?$/u

function marksAt(text: string, at: number): string {
  if (text.charCodeAt(at) < 0x300) return ''
  MARKS.lastIndex = at
  return MARKS.exec(text)?.[0] ?? ''
}

function hasBelow(marks: string): boolean {
  for (const mark of marks) if (MARKED_BELOW.has(mark)) return true
  return false
}
