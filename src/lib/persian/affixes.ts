import { auxiliaries, listedSuffixes, neverJoined, suffixes, verbPrefixes } from '#lib/persian/lists/affixes.ts'
import { formsAfterMi, isParticiple } from './verbs.ts'

interface Suffix {
  readonly endings: readonly string[] | null
  readonly notAfter: ReadonlySet<string>
  readonly notBefore: readonly string[]
  readonly onlyAfter: ReadonlySet<string> | null
}

function list(cell: string | undefined): string[] {
  return (cell ?? '').split(/\s+/).filter((word) => word !== '')
}

function readSuffixes(): Map<string, Suffix> {
  const read = new Map<string, Suffix>()
  for (const row of suffixes.trim().split('\n')) {
    const [affix = '', endings, notAfter, notBefore] = row.split('|').map((cell) => cell.trim())
    read.set(affix, {
      endings: endings === '*' ? null : list(endings),
      notAfter: new Set([...list(neverJoined), ...list(notAfter)]),
      notBefore: list(notBefore),
      onlyAfter: null,
    })
  }
  for (const row of listedSuffixes.trim().split('\n')) {
    const [affix = '', after] = row.split('|').map((cell) => cell.trim())
    read.set(affix, { endings: null, notAfter: new Set(), notBefore: [], onlyAfter: new Set(list(after)) })
  }
  return read
}

const suffixRules = readSuffixes()
const longestSuffix = Math.max(...[...suffixRules.keys()].map((affix) => affix.length))
const prefixes = new Set(list(verbPrefixes))
const beginsSuffix = beginningsOf(suffixRules.keys())
const beginsPrefix = beginningsOf(prefixes)
const anyAffix = new RegExp(
  ` (?:${[...suffixRules.keys()].join('|')})(?: |$)|(?:^| )(?:${[...prefixes].join('|')}) |ه(?:${list(auxiliaries).join('|')})(?: |$)`,
)
const anyTied = new RegExp(`ه(?:${list(auxiliaries).join('|')})(?: |$)`)
const tiedAuxiliary = new RegExp(`^(.+ه)(${list(auxiliaries).join('|')})$`)

/** First letters, marked at their place in U+0600–06FF: most words are told apart by them without a look-up. */
function beginningsOf(affixes: Iterable<string>): Uint8Array {
  const marked = new Uint8Array(0x700)
  for (const affix of affixes) marked[affix.charCodeAt(0)] = 1
  return marked
}

function takesSuffix(word: string, affix: string, next: string): boolean {
  const rule = suffixRules.get(affix)
  const last = word.charCodeAt(word.length - 1)
  if (rule === undefined || word.length < 2 || last < 0x600 || last >= 0x700) return false
  if (rule.onlyAfter !== null) return rule.onlyAfter.has(word)
  if (rule.endings !== null && !rule.endings.some((ending) => word.endsWith(ending))) return false
  if (rule.notAfter.has(word) || suffixRules.has(word + affix)) return false
  if (affix === 'هاست' && isParticiple(`${word}ه`)) return false
  return !rule.notBefore.some((start) => next.startsWith(start))
}

function withoutAuxiliary(word: string): string[] {
  const [, participle = '', auxiliary = ''] = tiedAuxiliary.exec(word) ?? []
  return isParticiple(participle) ? [participle, auxiliary] : [word]
}

function joinSuffixes(apart: readonly string[]): string[] {
  const joined: string[] = []
  for (let at = 0; at < apart.length; at++) {
    const word = apart[at]!
    const before = joined.length - 1
    const may = before >= 0 && word.length <= longestSuffix && beginsSuffix[word.charCodeAt(0)] === 1
    const joins = may && takesSuffix(joined[before]!, word, apart[at + 1] ?? '')
    if (joins) joined[before] += word
    else joined.push(word)
  }
  return joined
}

function joinPrefixes(apart: readonly string[]): string[] {
  const joined: string[] = []
  for (let at = 0; at < apart.length; at++) {
    const word = apart[at]!
    const next = apart[at + 1]
    if (next !== undefined && beginsPrefix[word.charCodeAt(0)] === 1 && prefixes.has(word) && formsAfterMi.has(next)) {
      joined.push(word + next)
      at++
    } else joined.push(word)
  }
  return joined
}

/**
 * Joins the affixes that stand apart in a folded text («کتاب های» → «کتابهای», «می رود» → «میرود»), by the rows of
 * `lists/affixes.ts`. Suffixes first, then verb prefixes, so that the result joins no further. An auxiliary tied to its
 * participle is set apart («شدهاست» → «شده است»).
 */
export function joinAffixes(folded: string): string {
  if (!anyAffix.test(folded)) return folded
  const split = folded.split(' ')
  const joined = joinSuffixes(anyTied.test(folded) ? split.flatMap(withoutAuxiliary) : split)
  return joinPrefixes(joined).join(' ')
}
