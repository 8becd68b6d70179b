/**
 * The single-byte sets of MARC-8, each the 94 characters of codes 21 to 7E in order, a blank for none.
 *
 * Source: Library of Congress, "MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media", code tables
 * (codetables.xml); every code was asked of Debian's yaz-iconv, which carries those tables.
 */

/** Basic Arabic (ASMO 449), final byte 33. */
export const ARABIC =
  '!"#$٪&\'()٭+،-./' +
  '٠١٢٣٤٥٦٧٨٩:؛<=>؟' +
  ' ءآأؤإئابةتثجحخد' +
  'ذرزسشصضطظعغ[ ]  ' +
  'ـفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f' +
  '\u0650\u0651\u0652ٱ\u0670   ٬”“    '

/** Extended Arabic, final byte 34: Persian پ چ ژ ک گ are here. */
export const EXTENDED_ARABIC =
  '۽ٲٳٹٺٻټٽپٿڀځڂڃڄ' +
  'څچڿڇڈډڊڋڌڍڎڏڐڑڒړ' +
  'ڔڕږڗژڙښڛڜۺڝڞۻڟڠۼ' +
  'ڡڢڣڤڥڦڧڨکڪګڬڭڮگڰ' +
  'ڱڲڳڴڵڶڷڸںڻڼڽڹھۀۄ' +
  'ۅۆۊۋۍێېےۓ    \u0306\u030c'

/** Basic Hebrew, final byte 32. */
export const HEBREW =
  '!״#$%&׳()*+,־./' +
  '0123456789:;<=>?' +
  '\u05b7\u05b8\u05b6\u05b5\u05b4\u05b9\u05bb\u05b0\u05b2\u05b3\u05b1\u05bc\u05bf\u05c1\ufb1e ' +
  '           [ ]  ' +
  'אבגדהוזחטיךכלםמן' +
  'נסעףפץצקרשתװױײ '

/** Basic Cyrillic, final byte 4E. */
export const CYRILLIC =
  '!"#$%&\'()*+,-./' +
  '0123456789:;<=>?' +
  'юабцдефгхийклмно' +
  'пярстужвьызшэщчъ' +
  'ЮАБЦДЕФГХИЙКЛМНО' +
  'ПЯРСТУЖВЬЫЗШЭЩЧ'

/** Extended Cyrillic, final byte 51. */
export const EXTENDED_CYRILLIC =
  '               ' +
  '                ' +
  'ґђѓєёѕіїјљњћќўџ ' +
  'ѣѳѵѫ       [ ] _' +
  'ҐЂЃЄЁЅІЇЈЉЊЋЌЎЏЪ' +
  'ѢѲѴѪ           '

/** Basic Greek, final byte 53. */
export const GREEK =
  '\u0300\u0301\u0308\u0342\u0313\u0314\u0345        ' +
  '«»“”ʹ͵     ·   ;' +
  ' ΑΒ ΓΔΕϚϜΖΗΘΙΚΛΜ' +
  'ΝΞΟΠϞΡΣ ΤΥΦΧΨΩϠ ' +
  ' αβϐγδεϛϝζηθικλμ' +
  'νξοπϟρσςτυφχψωϡ'

/** Extended Latin (ANSEL), final byte 45, codes A1 to FE; the accents come before their letter. */
export const ANSEL =
  'ŁØĐÞÆŒʹ·♭®±ƠƯʼ ' +
  'ʻłøđþæœʺı£ð ơư  ' +
  '°ℓ℗©♯¿¡ß€       ' +
  '                ' +
  '\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\u0361 \u0315\u030b\u0310' +
  '\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\u0360   \u0313'

/** Sub- and superscripts by their ASCII characters, and the three Greek symbols. */
export const SUBSCRIPT: Readonly<Record<string, string>> = {
  '(': '₍',
  ')': '₎',
  '+': '₊',
  '-': '₋',
  '0': '₀',
  '1': '₁',
  '2': '₂',
  '3': '₃',
  '4': '₄',
  '5': '₅',
  '6': '₆',
  '7': '₇',
  '8': '₈',
  '9': '₉',
}
export const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '(': '⁽',
  ')': '⁾',
  '+': '⁺',
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}
export const GREEK_SYMBOLS: Readonly<Record<string, string>> = { a: 'α', b: 'β', c: 'γ' }
