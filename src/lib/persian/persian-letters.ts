const ARABIC_FORMS = /[\u064a\u0649\u0643]/

/**
 * A Persian text with Persian letters: the Arabic ي, ى and ك of older systems as ی and ک. For what readers see of a record in
 * Persian; Arabic texts keep theirs, and nothing is compared by it (`fold` does that).
 */
export function persianLetters(text: string): string {
  return ARABIC_FORMS.test(text) ? text.replace(/[\u064a\u0649]/g, 'ی').replaceAll('\u0643', 'ک') : text
}
