import type { Forms } from '#lib/matching/card/card.ts'

/** Edits between two words, counted no further than `limit` + 1. */
export function edits(a: string, b: string, limit: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      const value = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + cost)
      row.push(value)
      if (value < least) least = value
    }
    if (least > limit) return limit + 1
    before = row
  }
  return before[b.length]!
}

/** True for words that differ by a slip: one letter in four and more, two in eight and more. */
function alike(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  if (shorter < 4 || /\d/.test(a) || /\d/.test(b)) return false
  const limit = shorter >= 8 ? 2 : 1
  return edits(a, b, limit) <= limit
}

/** How many letters of the words of `few` stand in `many` too, each word of `many` used once. */
function sharedLetters(few: readonly string[], many: readonly string[]): number {
  const left = [...many]
  let shared = 0
  for (const word of few) {
    let at = left.indexOf(word)
    const exact = at >= 0
    if (!exact) at = left.findIndex((other) => alike(word, other))
    if (at < 0) continue
    shared += exact ? word.length : Math.min(word.length, left[at]!.length) - 1
    left.splice(at, 1)
  }
  return shared
}

/** How two rows of words agree: `both` of all letters (0–1), `inner` of the letters of the shorter row. */
export interface Agreement {
  readonly both: number
  readonly inner: number
  readonly equal: boolean
}

const NOTHING: Agreement = { both: 0, inner: 0, equal: false }

/** Agreement of two folded texts, blind to word order and to spaces set or left out («عبدالله», «عبد الله»). */
export function agreementOf(a: string, b: string): Agreement {
  if (a === '' || b === '') return NOTHING
  const [joinedA, joinedB] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')]
  if (joinedA === joinedB) return { both: 1, inner: 1, equal: true }
  const [few, many] = joinedA.length <= joinedB.length ? [a, b] : [b, a]
  const shared = sharedLetters(few.split(' '), many.split(' '))
  const letters = few.replaceAll(' ', '').length
  const both = (2 * shared) / (joinedA.length + joinedB.length)
  const inner = shared / letters
  if (inner < 0.9 && Math.abs(joinedA.length - joinedB.length) <= 4) {
    const limit = Math.floor(letters / 8)
    const off = edits(joinedA, joinedB, limit)
    if (off <= limit)
      return { both: Math.max(both, 1 - off / letters), inner: Math.max(inner, 1 - off / letters), equal: false }
  }
  return { both, inner, equal: false }
}

/** The best agreement of two texts in a script both have; by sound only where they have none in common. */
export function formsAgree(a: Forms, b: Forms): Agreement {
  const found: Agreement[] = []
  if (a.script !== '' && b.script !== '') found.push(agreementOf(a.script, b.script))
  if (a.latin !== '' && b.latin !== '') found.push(agreementOf(a.latin, b.latin))
  if (found.length === 0) found.push(agreementOf(a.sound, b.sound))
  return found.reduce((best, one) => (one.equal || one.both > best.both ? one : best))
}

/** One text after another, in the scripts that both have. */
export function joinForms(a: Forms, b: Forms): Forms {
  const join = (one: string, other: string): string => (one === '' || other === '' ? '' : `${one} ${other}`)
  return { script: join(a.script, b.script), latin: join(a.latin, b.latin), sound: `${a.sound} ${b.sound}` }
}
