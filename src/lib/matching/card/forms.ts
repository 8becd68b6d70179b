import type { ScriptText } from '#lib/marc/description/description.ts'
import { fold } from '#lib/persian/fold.ts'
import { soundWords } from '#lib/romanised/sound-key.ts'
import type { Forms } from './card.ts'

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]/

/** The forms of a text and, where there is one, of the same in another script; null when nothing is left of it. */
export function formsOf(...texts: readonly (string | null | undefined)[]): Forms | null {
  let script = ''
  let latin = ''
  let sound = ''
  for (const text of texts) {
    if (text === null || text === undefined || text === '') continue
    const folded = fold(text)
    if (ARABIC.test(text)) script ||= folded
    else latin ||= folded
  }
  const [first] = texts.filter((text) => text && ARABIC.test(text))
  const source = first ?? texts.find((text) => text !== null && text !== undefined && text !== '')
  if (source) sound = soundWords(source).join(' ')
  return script === '' && latin === '' ? null : { script, latin, sound }
}

/** `formsOf` a text of a description. */
export function formsOfText(text: ScriptText | null): Forms | null {
  return text === null ? null : formsOf(text.text, text.alternate)
}
