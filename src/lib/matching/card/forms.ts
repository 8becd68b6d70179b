import type { ScriptText } from '#lib/marc/description/description.ts'
import { fold } from '#lib/persian/fold.ts'
import { soundWords } from '#lib/romanised/sound-key.ts'
import type { Forms } from './card.ts'

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]/

/** The forms of a text and, where there is one, of the same in another script; null when nothing is left of it. */
export function formsOf(...texts: readonly (string | null | undefined)[]): Forms | null {
  let script = ''
  let latin = ''
  for (const text of texts) {
    if (text === null || text === undefined || text === '') continue
    if (ARABIC.test(text)) script ||= text
    else latin ||= text
  }
  const [first = '', second = ''] = [script, latin].filter((text) => text !== '')
  const [folded, foldedLatin] = [fold(script), fold(latin)]
  if (folded === '' && foldedLatin === '') return null
  const sound = soundWords(first).join(' ')
  const otherSound = second === '' ? '' : soundWords(second).join(' ')
  return { script: folded, latin: foldedLatin, sound, otherSound: otherSound === sound ? '' : otherSound }
}

/** `formsOf` a text of a description. */
export function formsOfText(text: ScriptText | null): Forms | null {
  return text === null ? null : formsOf(text.text, text.alternate)
}
