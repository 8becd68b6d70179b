import { joinAffixes } from './affixes.ts'
import { foldUnits } from './fold-letters.ts'
import { letterTable } from './letter-table.ts'

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
  return joinAffixes(foldUnits(text, letterTable))
}

/** The folded words of a text, in order; none for a text without letters or digits. */
export function words(text: string): string[] {
  const folded = fold(text)
  return folded === '' ? [] : folded.split(' ')
}
