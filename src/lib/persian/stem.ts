import { adjectives, agentEndings, counted, irregular, owned, silentHe, unstemmed } from '#lib/persian/lists/stems.ts'
import { fold } from './fold.ts'
import { formsAfterMi, infinitives, pastStems } from './verbs.ts'

const listed = (text: string) => text.split(/\s+/).filter((word) => word !== '')

const kept = new Set(listed(unstemmed))
const silent = new Set(listed(silentHe))
const ownedNouns = new Set(listed(owned))
const countedNouns = new Set(listed(counted))
const compared = new Set(listed(adjectives))
const agents = listed(agentEndings)
const irregularStems = new Map(
  irregular
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [to = '', from] = row.split('|')
      return listed(from ?? '').map((word) => [word, to.trim()] as const)
    }),
)

const plurals = ['هایشان', 'هایتان', 'هایمان', 'هاست', 'هایش', 'هایت', 'هایم', 'هایی', 'های', 'ها']
const afterSilentHe = ['ایم', 'اید', 'اند', 'ایی', 'ای', 'ام', 'ات', 'اش', 'شان', 'تان', 'مان', 'یی', 'ی']
const perfect = /^(.+ه)(?:ام|ای|است|ایم|اید|اند)$/
const pastEnding = /(?:یم|ید|ند|م)$/

function verbStem(word: string): string | undefined {
  const afterMi = word.startsWith('نمی') ? word.slice(3) : word.startsWith('می') ? word.slice(2) : ''
  if (afterMi !== '') return formsAfterMi.get(afterMi)
  const infinitive = infinitives.get(word)
  if (infinitive !== undefined) return infinitive
  const participle = perfect.exec(word)?.[1]
  if (participle !== undefined && pastStems.has(participle.slice(0, -1))) return participle.slice(0, -1)
  const past = word.replace(pastEnding, '')
  return past !== word && past.length > 2 && pastStems.has(past) ? past : undefined
}

function withoutPlural(word: string): string {
  for (const ending of plurals) {
    if (!word.endsWith(ending) || word.length < ending.length + 2) continue
    const rest = word.slice(0, -ending.length)
    return silent.has(`${rest}ه`) && ending.startsWith('های') ? `${rest}ه` : rest
  }
  return word
}

function withoutDegree(word: string): string {
  if (word.endsWith('ترین') && word.length > 7) return word.slice(0, -4)
  if (word.endsWith('تر') && compared.has(word.slice(0, -2))) return word.slice(0, -2)
  if (word.endsWith('ترین') && compared.has(word.slice(0, -4))) return word.slice(0, -4)
  return word
}

function withoutClitic(word: string): string {
  for (const ending of afterSilentHe) {
    if (word.endsWith(ending) && silent.has(word.slice(0, -ending.length))) return word.slice(0, -ending.length)
  }
  if (word.endsWith('هاش') && word.length > 5) return word.slice(0, -2)
  const rest = word.slice(0, -1)
  if (/[مش]$/.test(word) && ownedNouns.has(rest)) return rest
  if (word.endsWith('ی') && countedNouns.has(rest)) return rest
  return word.endsWith('ای') ? rest : word
}

function withoutAn(word: string): string {
  if (!word.endsWith('ان')) return word
  if (word.endsWith('ندگان') && word.length > 6) return `${word.slice(0, -3)}ه`
  if (word.endsWith('یان') && word.length > 7) return word.slice(0, -2)
  const rest = word.slice(0, -2)
  return agents.some((ending) => rest.endsWith(ending) && rest.length > ending.length + 1) ? rest : word
}

function findStem(word: string): string {
  const last = word.charCodeAt(word.length - 1)
  const listedStem = irregularStems.get(word)
  if (listedStem !== undefined) return listedStem
  if (word.length < 4 || last < 0x600 || last >= 0x700 || kept.has(word)) return word
  const verb = verbStem(word)
  if (verb !== undefined) return verb
  const singular = withoutPlural(word)
  const known = irregularStems.get(singular)
  if (known !== undefined || kept.has(singular)) return known ?? singular
  if (singular !== word) return withoutDegree(singular)
  const bare = withoutClitic(withoutDegree(word))
  return irregularStems.get(bare) ?? withoutAn(bare)
}

// Words repeat, so that an index of a million records asks for the same few thousand stems. Longer words are left out: a
// slice of 13 characters or more would keep the whole text it was cut from.
const remembered = new Map<string, string>()
const mostRemembered = 50_000

/** The stem of a word that `fold` has given already. */
export function stemFolded(word: string): string {
  const known = remembered.get(word)
  if (known !== undefined) return known
  const found = findStem(word)
  if (remembered.size >= mostRemembered) remembered.clear()
  if (word.length < 13) remembered.set(word, found)
  return found
}

/**
 * The light stem of one word, for search only, never shown: plurals, possessive clitics, تر and ترین, ی of unity after
 * listed nouns, finite verbs and infinitives to the past stem (می‌روم → رفت). Doubtful endings stay: precision before
 * recall. Words of other scripts, and text of several words, come back folded.
 *
 * Depends on the folded word alone, so that every spelling of a word has the one stem. Lists: `lists/stems.ts`, `lists/verbs.ts`.
 */
export function stem(word: string): string {
  return stemFolded(fold(word))
}
