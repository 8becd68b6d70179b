import { joinAffixes } from './affixes.ts'
import { foldUnits } from './fold-letters.ts'
import { letterTable } from './letter-table.ts'

/** True for a-z, 0-9 and single spaces inside: folded already. A loop, since a regular expression's stack ends on long texts. */
function isFoldedAscii(text: string): boolean {
  let previous = 0x20
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const letter = (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
    if (!letter && (unit !== 0x20 || previous === 0x20)) return false
    previous = unit
  }
  return previous !== 0x20
}

/**
 * The one folding of index, query, match and sort: two spellings that a reader takes for the same text fold to the same
 * string of words with one space between.
 *
 * NFKC and presentation forms; ي ى ی → ی, ك ک → ک, ة ۀ هٔ → ه, أ إ آ ٱ → ا, hamza seats as their other spelling; harakat,
 * tatweel, joiners, direction marks, apostrophes and half rings of romanisation dropped; Latin lower case without
 * diacritics; digits of three scripts ASCII; all other signs a space; words and numbers parted. Affixes written joined,
 * with ZWNJ or apart come out joined («کتابهای»). Idempotent; never throws, also on lone surrogates.
 *
 * Sources: Unicode 16; ISIRI 6219; Dastur-e khatt-e Farsi of the Academy; ALA-LC Persian and Arabic tables.
 */
export function fold(text: string): string {
  if (isFoldedAscii(text)) return text
  return joinAffixes(foldUnits(text, letterTable))
}

/** The folded words of a text, in order; none for a text without letters or digits. */
export function words(text: string): string[] {
  const folded = fold(text)
  return folded === '' ? [] : folded.split(' ')
}
