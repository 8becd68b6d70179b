import type { Forms } from '#lib/matching/card/card.ts'
import { edits } from './edits.ts'
import { isOrdinal } from './ordinals.ts'

/** The shortest word in which a letter may be a slip; sounds have no vowels, so three of them are as much as five letters. */
const SHORTEST = 4
const SHORTEST_SOUND = 3

/** True for words that differ by a slip: one letter in four and more, two in eight and more; never two numbers. */
function alike(a: string, b: string, shortest = SHORTEST): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  // An article, or the «و» that one record writes on the word and the other apart.
  if (short.length > 1 && long.endsWith(short) && /^(?:و?ال|و|w?al|w)$/.test(long.slice(0, -short.length))) return true
  if (short.length < shortest || /\d/.test(a) || /\d/.test(b)) return false
  // Tāʾ marbūṭa put in or left out: al-maʻrūf, al-maʻrūfah.
  if (long.startsWith(short) && /^a?[ht]$/.test(long.slice(short.length))) return true
  const limit = short.length >= 8 ? 2 : 1
  // One edit cannot change both the first letter and the last.
  if (limit === 1 && a.charCodeAt(0) !== b.charCodeAt(0) && a.charCodeAt(a.length - 1) !== b.charCodeAt(b.length - 1))
    return false
  return edits(a, b, limit) <= limit && !(isOrdinal(a) && isOrdinal(b))
}

/** How two texts agree, blind to word order and to spaces set or left out («عبدالله», «عبد الله»). */
export interface Agreement {
  readonly equal: boolean
  /** The share of all letters that stand in words of both, 0 to 1. */
  readonly both: number
  /** The share of the shorter text's letters. */
  readonly inner: number
  /** Words that only the one, or only the other has. */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
  /** True where the two share no script, and sounds were compared. */
  readonly bySound?: boolean
}

const NOTHING: Agreement = { equal: false, both: 0, inner: 0, onlyA: [], onlyB: [] }
const EQUAL: Agreement = { equal: true, both: 1, inner: 1, onlyA: [], onlyB: [] }

const lettersIn = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0)

/** Takes the same words out of both lists, then words alike; what is left stays in the lists. */
function takeShared(left: string[], right: string[], shortest: number): number {
  let shared = 0
  for (const same of [(a: string, b: string) => a === b, (a: string, b: string) => alike(a, b, shortest)]) {
    for (let at = 0; at < left.length; ) {
      const word = left[at]!
      const found = right.findIndex((other) => same(word, other))
      if (found < 0) {
        at++
        continue
      }
      shared += Math.min(word.length, right[found]!.length)
      left.splice(at, 1)
      right.splice(found, 1)
    }
  }
  return shared
}

/** Agreement of two folded texts. */
export function agreementOf(a: string, b: string, shortest = SHORTEST): Agreement {
  if (a === '' || b === '') return NOTHING
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return EQUAL
  const [left, right] = [a.split(' '), b.split(' ')]
  const [lettersA, lettersB] = [lettersIn(left), lettersIn(right)]
  let shared = takeShared(left, right, shortest)
  const [restA, restB] = [left.join(''), right.join('')]
  // What is left may be one word, written joined here and apart there.
  if (restA !== '' && restB !== '' && (restA === restB || alike(restA, restB, shortest))) {
    shared += Math.min(restA.length, restB.length)
    left.length = 0
    right.length = 0
  }
  return {
    equal: false,
    both: (2 * shared) / (lettersA + lettersB),
    inner: shared / Math.min(lettersA, lettersB),
    onlyA: left,
    onlyB: right,
  }
}

/** The best agreement of two texts in a script both have; by sound only where they have none in common. */
export function formsAgree(a: Forms, b: Forms): Agreement {
  let best: Agreement = NOTHING
  for (const script of ['script', 'latin'] as const) {
    if (a[script] === '' || b[script] === '') continue
    const found = agreementOf(a[script], b[script])
    if (found.equal) return found
    if (best === NOTHING || found.both > best.both) best = found
  }
  return best === NOTHING ? { ...soundsAgree(a, b), bySound: true } : best
}

function soundsAgree(a: Forms, b: Forms): Agreement {
  const plain = agreementOf(a.sound, b.sound, SHORTEST_SOUND)
  if (plain.equal || (a.otherSound === '' && b.otherSound === '')) return plain
  const other = agreementOf(a.otherSound || a.sound, b.otherSound || b.sound, SHORTEST_SOUND)
  return other.equal || other.both > plain.both ? other : plain
}

/** One text after another, in the scripts that both have. */
export function joinForms(a: Forms, b: Forms): Forms {
  const join = (one: string, other: string): string => (one === '' || other === '' ? '' : `${one} ${other}`)
  return {
    script: join(a.script, b.script),
    latin: join(a.latin, b.latin),
    sound: `${a.sound} ${b.sound}`,
    otherSound: join(a.otherSound, b.otherSound || b.sound),
  }
}
