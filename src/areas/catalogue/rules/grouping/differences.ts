import { fold } from '#lib/persian/fold.ts'

/** A stretch of a text; `differs` where the other text has no such words. */
export interface Stretch {
  readonly text: string
  readonly differs: boolean
}

/** Longer texts are compared as far as this many words. */
const MOST_WORDS = 120

/**
 * Marks, word by word, what each of two texts has and the other has not. Words that are spelt differently and folded alike
 * are no difference. A text that is not there gives no stretch.
 */
export function differences(a: string | null, b: string | null): readonly [Stretch[], Stretch[]] {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const shared = sharedWords(left.map(folded), right.map(folded))
  return [stretches(left, shared.left), stretches(right, shared.right)]
}

const wordsOf = (text: string | null) => (text === null ? [] : text.split(/(?<=\s)(?=\S)/).slice(0, MOST_WORDS))
const folded = (word: string) => fold(word) || word.trim()

// The longest common subsequence, as the sets of places that belong to it.
function sharedWords(a: readonly string[], b: readonly string[]): { left: Set<number>; right: Set<number> } {
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = longest[i]!
      row[j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, row[j + 1]!)
    }
  }
  const shared = { left: new Set<number>(), right: new Set<number>() }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared.left.add(i++)
      shared.right.add(j++)
    } else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i++
    else j++
  }
  return shared
}

function stretches(words: readonly string[], shared: ReadonlySet<number>): Stretch[] {
  const found: { text: string; differs: boolean }[] = []
  words.forEach((word, at) => {
    const differs = !shared.has(at)
    const last = found.at(-1)
    if (last?.differs === differs) last.text += word
    else found.push({ text: word, differs })
  })
  return found
}
