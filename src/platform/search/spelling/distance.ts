/** Letters that sound alike in Persian: writers of romanised or heard words take one for another. */
const ALIKE = ['زذظض', 'سصث', 'تط', 'هح', 'غق', 'اعآ', 'ییئ', 'وؤ', 'کگ', 'بپ', 'جچ', 'رز', 'دذ', 'سش', 'فق', 'حخ']

/** The rows of the Persian (ISIRI 9147) and the English keyboard. */
const ROWS = ['ضصثقفغعهخحجچ', 'شسیبلاتنمکگ', 'ظطزرذدپو', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

const SOUND = 0.4
const SHAPE = 0.6
const KEY = 0.7
/** Two neighbours in each other's place. */
const SWAPPED = 0.7
/** A letter too many or too few: a vowel that may be left unwritten, a doubled letter, any other. */
const VOWEL = 0.6
const DOUBLED = 0.5
const LETTER = 1
const SOUND_GROUPS = 8

const substitutions = new Map<number, number>()
const pairOf = (a: number, b: number): number => a * 65_536 + b

function note(a: string, b: string, cost: number): void {
  for (const key of [pairOf(a.charCodeAt(0), b.charCodeAt(0)), pairOf(b.charCodeAt(0), a.charCodeAt(0))]) {
    substitutions.set(key, Math.min(cost, substitutions.get(key) ?? LETTER))
  }
}

for (const [g, group] of ALIKE.entries()) {
  for (const a of group) for (const b of group) if (a !== b) note(a, b, g < SOUND_GROUPS ? SOUND : SHAPE)
}
for (const row of ROWS) for (let i = 1; i < row.length; i++) note(row[i - 1]!, row[i]!, KEY)

/** What it costs to have written `a` for `b` (UTF-16 units). */
export const substitution = (a: number, b: number): number =>
  a === b ? 0 : (substitutions.get(pairOf(a, b)) ?? LETTER)

const VOWELS = new Set(Array.from('اویهaeiou', (letter) => letter.charCodeAt(0)))

/** What it costs to have a letter too many or too few, after `before`. */
export const insertion = (letter: number, before: number): number =>
  letter === before ? DOUBLED : VOWELS.has(letter) ? VOWEL : LETTER

/**
 * How far two words are apart: letters changed, added, left out or swapped with a neighbour, weighted by how easily that
 * happens to a Persian writer.
 */
export function typoDistance(a: string, b: string): number {
  const rows = new TypoRows(a)
  for (let i = 0; i < b.length; i++) rows.take(i, b.charCodeAt(i))
  return rows.distance(b.length)
}

/**
 * The distances from one word to a walk of others that share beginnings: after `take(i, letter)` for the letters of
 * another word, `distance` is theirs. Letters before a changed place need not be taken again.
 */
export class TypoRows {
  readonly #word: Uint16Array
  readonly #width: number
  /** By place in the word: what it costs to leave the letter out. */
  readonly #dropped: Float32Array
  /** By letter, and then by place in the word: what it costs to have written it there. */
  readonly #written = new Map<number, Float32Array>()
  #rows: Float32Array
  #letters = new Uint16Array(64)
  #least = new Float32Array(65)

  constructor(word: string) {
    this.#word = Uint16Array.from(word, (_, i) => word.charCodeAt(i))
    this.#width = word.length + 1
    this.#rows = new Float32Array(this.#width * 65)
    this.#dropped = Float32Array.from(this.#word, (letter, i) => insertion(letter, this.#word[i - 1] ?? 0))
    for (let i = 0; i < word.length; i++) this.#rows[i + 1] = this.#rows[i]! + this.#dropped[i]!
  }

  #writtenAs(letter: number): Float32Array {
    let costs = this.#written.get(letter)
    if (costs === undefined) {
      costs = Float32Array.from(this.#word, (own) => substitution(own, letter))
      this.#written.set(letter, costs)
    }
    return costs
  }

  /** Takes the letter at `depth`, and returns the least distance that any longer word can still have. */
  take(depth: number, letter: number): number {
    if (depth >= this.#letters.length) this.#grow()
    const rows = this.#rows
    const word = this.#word
    const width = this.#width
    const above = depth * width
    const here = above + width
    this.#letters[depth] = letter
    const before = depth === 0 ? 0 : this.#letters[depth - 1]!
    const added = insertion(letter, before)
    const written = this.#writtenAs(letter)
    const dropped = this.#dropped
    let least = rows[above]! + added
    rows[here] = least
    for (let i = 1; i < width; i++) {
      const own = word[i - 1]!
      let best = rows[above + i - 1]! + written[i - 1]!
      const longer = rows[above + i]! + added
      if (longer < best) best = longer
      const shorter = rows[here + i - 1]! + dropped[i - 1]!
      if (shorter < best) best = shorter
      if (i > 1 && depth > 0 && own === before && word[i - 2] === letter) {
        const swapped = rows[above - width + i - 2]! + SWAPPED
        if (swapped < best) best = swapped
      }
      rows[here + i] = best
      if (best < least) least = best
    }
    // A swap reaches back over one row.
    const reach = Math.min(least, this.#least[depth]! + SWAPPED)
    this.#least[depth + 1] = least
    return reach
  }

  distance(length: number): number {
    return this.#rows[length * this.#width + this.#width - 1]!
  }

  #grow(): void {
    const letters = new Uint16Array(this.#letters.length * 2)
    letters.set(this.#letters)
    this.#letters = letters
    const rows = new Float32Array(this.#width * (letters.length + 1))
    rows.set(this.#rows)
    this.#rows = rows
    const least = new Float32Array(letters.length + 1)
    least.set(this.#least)
    this.#least = least
  }
}
