import { goodWords } from './lists/affixes.ts'
import { hamzaWords } from './lists/hamza.ts'

/*
 * One table from UTF-16 code unit to folded code unit; a few units need a second look and carry a marker instead.
 * Sources: Unicode 16 (NFKC, general categories); ISIRI 6219 and the Academy's Dastur-e khatt for Persian letters;
 * ALA-LC romanisation tables for ʻ ʼ ʹ; ISO 2709 non-sorting controls; Windows-1256, where 0x9D and 0x9E are ZWNJ and ZWJ.
 */
const DROP = 0
const EXPAND = 1
const SEAT = 2
const HAMZA = 3
const PAIR = 4
const SPACE = 0x20
const ZWNJ = 0x200c
const BEH = 0x628
const ALEF = 0x627
const TEH = 0x62a
const HEH = 0x647
const WAW = 0x648
const YEH = 0x6cc

/** The letters of Arabic script that fold to another: target, then everything that folds to it. */
const arabic: readonly (readonly [string, string])[] = [
  ['ا', 'آأإٱٲٳٵ'],
  ['ب', 'ٻڀٮ'],
  ['ت', 'ٹٺټٿ'],
  ['ج', 'ڄڃ'],
  ['ح', 'ځڂڅ'],
  ['چ', 'ڇڿ'],
  ['د', 'ڈډڊڋڌڍڎڏڐۮ'],
  ['ر', 'ڑڒړڔڕږڗۯ'],
  ['ژ', 'ڙ'],
  ['س', 'ښڛڜ'],
  ['ش', 'ۺ'],
  ['ص', 'ڝڞ'],
  ['ض', 'ۻ'],
  ['ط', 'ڟ'],
  ['ع', 'ڠ'],
  ['غ', 'ۼ'],
  ['ف', 'ڡڢڣڤڥڦ'],
  ['ق', 'ٯڧڨ'],
  ['ک', 'كڪګڬڭڮݢݣݤػؼ'],
  ['گ', 'ڰڱڲڳڴ'],
  ['ل', 'ڵڶڷڸ'],
  ['ن', 'ںڻڼڽڹ'],
  ['ه', 'ةۀۂہھۃەۿ'],
  ['و', 'ؤٶٷۄۅۆۇۈۉۊۋۏ'],
  ['ی', 'يىےۓېۑۍێؽؾؿٸؠ'],
]

// Joiners, direction marks and soft hyphens; apostrophes and the half rings of romanisation; the thousands mark; ¬ and
// U+009D, which old Persian files hold where a ZWNJ stood; the non-sorting marks of MARC.
const dropped =
  '\u00ad\u061c\u066c\u0640\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff' +
  "\u00ac\u009d\u009e\u0088\u0089\u0098\u009c'`\u00b4\u00b7\u2018\u2019\u201b\u2032\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\ua78b\ua78c"

const marks =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]/gu

const latin: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ƶ: 'z',
  ŧ: 't',
  ς: 'σ',
}

/** Honorific ligatures (ﷺ) say nothing that anyone searches for. */
const honorific = /[\ufd40-\ufd4f\ufdfa\ufdfb\ufdfe\ufdff\u06dd\u06de\u06e9]/u

export interface LetterTable {
  readonly units: Uint16Array
  readonly expansions: ReadonlyMap<number, string>
}

function foldCharacter(character: string): string {
  if (honorific.test(character)) return ' '
  if (character === '\ufdfd') return 'بسم الله الرحمن الرحیم'
  const plain = character.normalize('NFKD').replace(marks, '').toLowerCase().normalize('NFKD').replace(marks, '')
  let folded = ''
  for (const one of plain) folded += latin[one] ?? (/[\p{L}\p{N}\p{M}]/u.test(one) ? one : ' ')
  return folded.normalize('NFC')
}

function fillRules(units: Uint16Array): void {
  for (const [target, sources] of arabic) {
    for (const source of sources) units[source.charCodeAt(0)] = target.charCodeAt(0)
  }
  for (let digit = 0; digit < 10; digit++) {
    units[0x660 + digit] = 0x30 + digit
    units[0x6f0 + digit] = 0x30 + digit
  }
  for (const one of dropped) units[one.charCodeAt(0)] = DROP
  units[0x626] = SEAT
  units[0x678] = SEAT
  units[0x621] = HAMZA
  units[0x674] = HAMZA
}

/** Most of the plane folds to itself or to nothing; the rest is worked out once from Unicode's own tables. */
function makeTable(): LetterTable {
  const units = new Uint16Array(0x10000)
  const expansions = new Map<number, string>()
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) units[unit] = PAIR
    else if ((unit >= 0x3400 && unit < 0xa000) || (unit >= 0xac00 && unit < 0xd7b0)) units[unit] = unit
    else {
      const folded = foldCharacter(String.fromCharCode(unit))
      if (folded.length === 1) units[unit] = folded.charCodeAt(0)
      else if (folded !== '') {
        units[unit] = folded.trim() === '' ? SPACE : EXPAND
        expansions.set(unit, folded)
      }
    }
  }
  fillRules(units)
  // What one rule yields may be another rule's source (a presentation form's letter, a Greek sign's prime).
  for (let unit = 0; unit < 0x10000; unit++) {
    let target = units[unit]!
    if (target > PAIR && target !== SPACE && unit >= 0xfb50 && unit < 0xff00) {
      target = String.fromCharCode(unit).normalize('NFKC').charCodeAt(0)
    }
    while (target > PAIR && units[target] !== target) target = units[target]!
    units[unit] = target
  }
  for (const [unit, folded] of expansions) {
    const form = String.fromCharCode(unit).normalize('NFKC')
    const source = unit >= 0xfb50 && unit < 0xff00 && form.length > 1 ? form : folded
    expansions.set(unit, foldUnits(source, { units, expansions }))
  }
  return { units, expansions }
}

const seatExceptions = hamzaWords
  .trim()
  .split('\n')
  .map((row) => {
    const [word = '', letter = ''] = row.trim().split(/\s+/)
    const at = word.indexOf('ئ')
    return { before: word.slice(0, at), after: word.slice(at + 1), letter: letter.charCodeAt(0) }
  })

let out = new Uint16Array(4096)
let stretchedAt = -1

function isPersian(unit: number): boolean {
  return unit >= 0x600 && unit < 0x700
}

/** Writes one folded unit behind `length` and returns the new length. */
function put(target: number, length: number): number {
  const previous = length > 0 ? out[length - 1]! : SPACE
  if (target === SPACE) {
    if (previous !== SPACE) out[length++] = SPACE
    return length
  }
  if (previous === target && isPersian(target)) {
    if (target === WAW || stretchedAt === length - 1) return length
    if (isStretched(target, length)) {
      stretchedAt = length - 3
      return length - 2
    }
  } else if (previous !== SPACE && isPersian(previous) !== isPersian(target)) out[length++] = SPACE
  out[length++] = target
  return length
}

/** A fourth same letter is emphasis (اعلاممممم); ه and ت are left, which a joined suffix may lengthen (دهههای). */
function isStretched(target: number, length: number): boolean {
  return target !== HEH && target !== TEH && length > 2 && out[length - 2] === target && out[length - 3] === target
}

/** The letters that follow `from` in its word, folded, at most `count`. */
function lettersAfter(text: string, from: number, count: number, { units }: LetterTable): string {
  let letters = ''
  for (let at = from + 1; at < text.length && letters.length < count; at++) {
    const target = units[text.charCodeAt(at)]!
    if (target === SPACE || target === PAIR) break
    if (target === SEAT) letters += 'ی'
    else if (target > PAIR) letters += String.fromCharCode(target)
  }
  return letters
}

/**
 * The letter that a ئ meets in the word's other spellings: ی beside a vowel letter or ی (رضائی, قائم, سوئد, توطئه), else the
 * ا of مساله, هیات, جرات; before و foreign words have ی (ویدئو, ویدیو) and listed Arabic ones و.
 */
function seatLetter(text: string, at: number, length: number, table: LetterTable): number {
  const next = lettersAfter(text, at, 4, table)
  const before = String.fromCharCode(...out.subarray(Math.max(0, length - 4), length))
  for (const rule of seatExceptions) if (before.endsWith(rule.before) && next.startsWith(rule.after)) return rule.letter
  const previous = before.charAt(before.length - 1)
  if (previous === '' || previous === ' ') return next.startsWith('ا') ? DROP : ALEF
  if (next === '' || 'یاوه'.includes(next.charAt(0)) || 'او'.includes(previous)) return YEH
  const onlyOneBefore = before.length === 1 || before.charAt(before.length - 2) === ' '
  // بئر and ذئب have ی; مسئله, هیئت and جرئت have more letters or a feminine ending after the seat.
  return onlyOneBefore && next.length === 1 && next !== 'ت' ? YEH : ALEF
}

const goodStarts = goodWords.split(' ')

/** True at the half space after the preposition به, which other writers set apart. */
function standsApart(text: string, at: number, length: number, table: LetterTable): boolean {
  if (out[length - 1] !== HEH || out[length - 2] !== BEH || (length > 2 && out[length - 3] !== SPACE)) return false
  const next = lettersAfter(text, at, 6, table)
  return next.length > 1 && !/^(?:ها|تر)/.test(next) && !goodStarts.some((start) => next.startsWith(start))
}

/**
 * Folds letter by letter: one code unit in, none, one or a few out; runs of separators become one space; a change between
 * Persian and other characters becomes a space; وو becomes و (داوود, داود). Returns `text` itself when nothing changed.
 */
export function foldUnits(text: string, table: LetterTable): string {
  if (text.includes('\u0654')) text = text.replace(/[يىی]\u0654/g, 'ئ')
  if (out.length < text.length * 2 + 64) out = new Uint16Array(text.length * 2 + 1024)
  const { units, expansions } = table
  let length = 0
  stretchedAt = -1
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    let target = units[unit]!
    if (target <= PAIR) {
      if (target === DROP) {
        if (unit === ZWNJ && standsApart(text, at, length, table)) length = put(SPACE, length)
        continue
      }
      if (target === EXPAND || target === PAIR) {
        const pair = target === PAIR ? text.codePointAt(at)! : unit
        if (pair > 0xffff) at++
        length = append(expansions.get(unit) ?? foldPair(pair), length, text.length - at)
        continue
      }
      if (target === SEAT) target = seatLetter(text, at, length, table)
      else target = out[length - 1] === ALEF && length > 0 && lettersAfter(text, at, 1, table) === 'ت' ? YEH : DROP
      if (target === DROP) continue
    }
    length = put(target, length)
  }
  if (length > 0 && out[length - 1] === SPACE) length--
  return take(text, length)
}

/** Characters beyond the first plane: letters and numbers in their compatible form, all else a space. */
function foldPair(codePoint: number): string {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return ' '
  const folded = foldCharacter(String.fromCodePoint(codePoint))
  return /[\ud800-\udfff]/.test(folded) ? folded : foldShort(folded)
}

/** Folds a few units one by one, for a place where the shared buffer is in use. */
function foldShort(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const target = letterTable.units[text.charCodeAt(at)]!
    if (target > PAIR) folded += String.fromCharCode(target)
    else if (target === SEAT) folded += 'ی'
  }
  return folded
}

function append(folded: string, length: number, left: number): number {
  if (out.length < length + folded.length * 2 + left * 2 + 64) {
    const larger = new Uint16Array(out.length * 2 + folded.length * 2)
    larger.set(out)
    out = larger
  }
  for (let at = 0; at < folded.length; at++) length = put(folded.charCodeAt(at), length)
  return length
}

function take(text: string, length: number): string {
  if (length === text.length) {
    let at = 0
    while (at < length && out[at] === text.charCodeAt(at)) at++
    if (at === length) return text
  }
  if (length <= 2048) return String.fromCharCode.apply(null, out.subarray(0, length) as unknown as number[])
  let whole = ''
  for (let at = 0; at < length; at += 2048) {
    whole += String.fromCharCode.apply(null, out.subarray(at, Math.min(at + 2048, length)) as unknown as number[])
  }
  return whole
}

/** The table of `fold`. */
export const letterTable: LetterTable = makeTable()

/** The same with آ kept apart from ا, for the alphabet order of `sortKey`. */
export const sortTable: LetterTable = { units: letterTable.units.slice(), expansions: letterTable.expansions }
for (const madda of [0x622, 0xfe81, 0xfe82]) sortTable.units[madda] = 0x622
