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
 * are no difference, nor are words that one writes joined and the other apart, nor signs between words. A text that is not
 * there gives no stretch.
 */
export function differences(a: string | null, b: string | null): readonly [Stretch[], Stretch[]] {
  const [apartLeft, apartRight] = [wordsOf(a), wordsOf(b)]
  const left = joinedAs(apartLeft, apartRight)
  const right = joinedAs(apartRight, apartLeft)
  const shared = sharedWords(left.map(folded), right.map(folded))
  return [stretches(left, shared.left), stretches(right, shared.right)]
}

const wordsOf = (text: string | null) => (text === null ? [] : text.split(/(?<=\s)(?=\S)/).slice(0, MOST_WORDS))
/** A sign between words folds to nothing. */
const folded = (word: string) => fold(word).replace(/\s/g, '')

/** The words with those two made one that the other text joins: «به نشر» beside «به‌نشر». */
function joinedAs(words: readonly string[], other: readonly string[]): string[] {
  const known = new Set(other.map(folded))
  const joined: string[] = []
  for (let i = 0; i < words.length; i++) {
    const pair = words.slice(i, i + 2).join('')
    const isJoined = !known.has(folded(words[i]!)) && known.has(folded(pair))
    joined.push(isJoined ? pair : words[i]!)
    if (isJoined) i++
  }
  return joined
}

// The longest common subsequence, as the sets of places that belong to it.
function sharedWords(a: readonly string[], b: readonly string[]): { left: Set<number>; right: Set<number> } {
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = longest[i]!
      row[j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, row[j + 1]!)
    }
  }
  const shared = { left: signsOf(a), right: signsOf(b) }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared.left.add(i++)
      shared.right.add(j++)
    } else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i++
    else j++
  }
  return shared
}

const signsOf = (words: readonly string[]) => new Set(words.flatMap((word, at) => (word === '' ? [at] : [])))

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
