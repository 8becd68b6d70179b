/*
 * One table from UTF-16 code unit to folded code unit; a few units need a second look and carry a marker instead.
 * Sources: Unicode 16 (NFKC, general categories); ISIRI 6219 and the Academy's Dastur-e khatt for Persian letters;
 * ALA-LC romanisation tables for ʻ ʼ ʹ; ISO 2709 non-sorting controls; Windows-1256, where 0x9D and 0x9E are ZWNJ and ZWJ.
 */
export const DROP = 0
export const EXPAND = 1
export const SEAT = 2
const HAMZA = 3
export const PAIR = 4
export const SPACE = 0x20

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
    expansions.set(unit, foldShort(source, units).replace(/ +/g, ' '))
  }
  return { units, expansions }
}

/** Folds a few units one by one; what joins or parts them is left to the caller. */
function foldShort(text: string, units: Uint16Array): string {
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const target = units[text.charCodeAt(at)]!
    if (target > PAIR) folded += String.fromCharCode(target)
    else if (target === SEAT) folded += 'ی'
  }
  return folded
}

/** Characters beyond the first plane: letters and numbers in their compatible form, all else a space. */
export function foldPair(codePoint: number): string {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return ' '
  const folded = foldCharacter(String.fromCodePoint(codePoint))
  return /[\ud800-\udfff]/.test(folded) ? folded : foldShort(folded, letterTable.units)
}

/** The table of `fold`. */
export const letterTable: LetterTable = makeTable()

/** The same with آ kept apart from ا, for the alphabet order of `sortKey`. */
export const sortTable: LetterTable = { units: letterTable.units.slice(), expansions: letterTable.expansions }
for (const madda of [0x622, 0xfe81, 0xfe82]) sortTable.units[madda] = 0x622
