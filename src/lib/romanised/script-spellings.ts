import { entryOf } from '#lib/entry-of.ts'
import { fold } from '#lib/persian/fold.ts'
import { latinWords } from './latin-words.ts'
import { type Option, type Rules, romanRules } from './roman-rules.ts'

/** A folded word in Arabic script that a romanised one may stand for; the smaller the cost, the likelier. */
export interface Spelling {
  readonly text: string
  readonly cost: number
}

/** So many spellings are followed at a time; with four vowels left unwritten there would be thousands. */
const FOLLOWED = 256
const LONGEST = 30

interface Letter {
  readonly base: string
  readonly marks: string
}

/**
 * For each word of a romanised text its likely spellings in Arabic script, folded, the likeliest first. Nothing says that
 * such words exist: look them up. Articles and the ezafe are left out, as in `soundWords`. In a text that has the marks of a
 * scholarly romanisation anywhere (`marked`), a letter without a mark is just that letter.
 */
export function scriptSpellings(text: string, marked = hasMarks(text)): Spelling[][] {
  const rules = romanRules(marked)
  return latinWords(text).flatMap((word) => {
    const found = marked ? spellingsOf(word, rules) : withEndings(word, rules)
    return found.length === 0 ? [] : [found]
  })
}

/** True for a text in a romanisation with marks: ā, ḥ, ʻ. */
export const hasMarks = (text: string): boolean => /[\u0300-\u036fʻʼʿʾ]/u.test(text.normalize('NFD'))

/** Words that no rule of letters gives. */
const KNOWN: Readonly<Record<string, string>> = {
  ibn: 'بن ابن',
  bin: 'بن بین',
  allah: 'الله',
  abd: 'عبد',
  rahman: 'رحمن رحمان',
  haza: 'هذا',
  hadha: 'هذا',
  dhalik: 'ذلک',
}

/** Endings that plain romanisation writes on the word, and how the script writes them after what is left. */
const ENDINGS: readonly (readonly [ending: RegExp, written: readonly string[]])[] = [
  [/haye?$/i, ['های']],
  [/ha[iy]i$/i, ['هایی']],
  [/ha$/i, ['ها']],
  [/(?<=[aou])ye$/i, ['ی', '']],
  [/(?<=[ei])ye$/i, ['']],
]
/** What an ending costs that may be part of the word after all. */
const ENDED = 0.15
const SHORTEST_ENDED = 3

/** The spellings of a word as it stands, and of what it is without its plural or ezafe, with that ending. */
function withEndings(word: string, rules: Rules): Spelling[] {
  const whole = spellingsOf(word, rules)
  const [ending, written] = ENDINGS.find(([one]) => one.test(word)) ?? []
  const rest = ending === undefined ? '' : word.replace(ending, '')
  if (written === undefined || rest.length < SHORTEST_ENDED) return whole
  const ended = spellingsOf(rest, rules).flatMap(({ text, cost }) =>
    written.map((end) => ({ text: fold(text + end), cost: cost + ENDED })),
  )
  return cheapest([...whole, ...ended])
}

/** The spellings of one word; none for one without letters. */
function spellingsOf(word: string, rules: Rules): Spelling[] {
  const known = entryOf(KNOWN, fold(word))
  if (known !== undefined) return known.split(' ').map((text, i) => ({ text, cost: i / 2 }))
  const letters = lettersOf(word)
  if (letters.length === 0 || letters.length > LONGEST) return []
  let begun: Spelling[] = [{ text: '', cost: 0 }]
  for (let at = 0; at < letters.length; ) {
    const { options, taken } = stepAt(letters, at, rules)
    at += taken
    const next = begun.flatMap(({ text, cost }) =>
      options.map(([written, more]) => ({ text: text + written, cost: cost + more })),
    )
    begun = next.length > 1 ? cheapest(next) : next
  }
  return begun.filter(({ text }) => text !== '')
}

function cheapest(spellings: readonly Spelling[]): Spelling[] {
  const best = new Map<string, number>()
  for (const { text, cost } of spellings) if (cost < (best.get(text) ?? Infinity)) best.set(text, cost)
  return [...best]
    .map(([text, cost]) => ({ text, cost: Math.round(cost * 100) / 100 }))
    .sort((a, b) => a.cost - b.cost || (a.text < b.text ? -1 : 1))
    .slice(0, FOLLOWED)
}

interface Step {
  readonly options: readonly Option[]
  readonly taken: number
}

const NOTHING: readonly Option[] = [['', 0]]

/** The options for the letters at a place: the longest group that has a rule, vowels by where in the word they stand. */
function stepAt(letters: readonly Letter[], at: number, rules: Rules): Step {
  for (let taken = Math.min(4, letters.length - at); taken > 0; taken--) {
    const group = letters.slice(at, at + taken)
    const key = group.map(({ base, marks }) => base + marks).join('')
    const where = at === 0 ? rules.first : at + taken === letters.length ? rules.last : rules.middle
    const options = where.get(key) ?? rules.any.get(key)
    if (options !== undefined) return { options, taken: taken + doubled(letters, at, taken) }
  }
  const { base, marks } = letters[at]!
  const plain = marks === '' ? undefined : (rules.any.get(base) ?? rules.middle.get(base))
  return { options: plain ?? (/[0-9]/.test(base) ? [[base, 0]] : NOTHING), taken: 1 }
}

/** A doubled consonant is written once. */
function doubled(letters: readonly Letter[], at: number, taken: number): number {
  const [one, two] = [letters[at]!, letters[at + taken]]
  const same = taken === 1 && two !== undefined && one.base === two.base && one.marks === two.marks
  return same && !/[aeiou]/.test(one.base) ? 1 : 0
}

function lettersOf(word: string): Letter[] {
  const letters: Letter[] = []
  for (const one of word.normalize('NFD').toLowerCase()) {
    const last = letters.at(-1)
    if (!/\p{M}/u.test(one)) letters.push({ base: one, marks: '' })
    else if (last) letters[letters.length - 1] = { base: last.base, marks: last.marks + one }
  }
  return letters
}
