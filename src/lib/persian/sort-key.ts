import { joinAffixes } from './affixes.ts'
import { foldUnits } from './fold-letters.ts'
import { sortTable } from './letter-table.ts'

const alphabet = 'آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی'
const weights = new Map([...alphabet].map((letter, at) => [letter.charCodeAt(0), String.fromCharCode(0x40 + at)]))

/** A run of digits as its length and itself, so that shorter numbers come first bytewise: "!" + length, up to 14. */
function numberKey(digits: string): string {
  const significant = digits.replace(/^0+(?=.)/, '')
  return significant.length <= 14
    ? String.fromCharCode(0x20 + significant.length) + significant
    : `/${numberKey(String(significant.length))}${significant}`
}

function wordKey(word: string): string {
  let key = ''
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at)
    if (unit >= 0x30 && unit <= 0x39) {
      let end = at + 1
      while (end < word.length && word.charCodeAt(end) >= 0x30 && word.charCodeAt(end) <= 0x39) end++
      key += numberKey(word.slice(at, end))
      at = end - 1
    } else if (unit >= 0x61 && unit <= 0x7a) key += word.charAt(at)
    else {
      const point = word.codePointAt(at)!
      if (point > 0xffff) at++
      key += weights.get(unit) ?? `{${point.toString(16).padStart(6, '0')}`
    }
  }
  return key
}

/**
 * A key that sorts bytewise (COLLATE "C", or `<` on strings) as Iranian catalogues file: word by word, numbers before
 * letters and by value, Persian before Latin, Latin before other scripts; آ before ا. Spellings that `fold` brings
 * together share a key, آ and ا excepted. The key is printable ASCII.
 *
 * The article ال is filed as written: ALA-LC and MARC mark it with the non-filing indicator, which the caller has
 * already applied, and in Persian titles (الفبا, الهی) it is no article. Letter order: ISIRI 6219 and CLDR fa.
 */
export function sortKey(text: string): string {
  const composed = text.includes('\u0653') ? text.normalize('NFC') : text
  const folded = joinAffixes(foldUnits(composed, sortTable))
  return folded.split(' ').map(wordKey).join(' ')
}
