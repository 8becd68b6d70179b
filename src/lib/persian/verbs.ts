import { impersonal, particles, verbs } from '#lib/persian/lists/verbs.ts'

const presentEndings = ['م', 'ی', 'د', 'یم', 'ید', 'ند']
const pastEndings = ['', 'م', 'ی', 'یم', 'ید', 'ند']
const participleEndings = ['ه', 'هام', 'های', 'هاست', 'هایم', 'هاید', 'هاند']

/** Past stem of every verb listed, and of every form that may follow می or نمی. Folded spelling. */
function conjugate(): { pastStems: Set<string>; formsAfterMi: Map<string, string>; infinitives: Map<string, string> } {
  const pastStems = new Set<string>()
  const formsAfterMi = new Map<string, string>()
  const infinitives = new Map<string, string>()
  const put = (form: string, past: string) => {
    if (!formsAfterMi.has(form)) formsAfterMi.set(form, past)
  }
  for (const row of verbs.trim().split('\n')) {
    const [past = '', ...presents] = row.trim().split(/\s+/)
    pastStems.add(past)
    infinitives.set(`${past}ن`, past)
    for (const ending of [...pastEndings, ...participleEndings]) put(past + ending, past)
    for (const present of presents) for (const ending of presentEndings) put(present + ending, past)
  }
  for (const form of impersonal.split(' ')) put(form, form)
  return { pastStems, formsAfterMi, infinitives }
}

export const { pastStems, formsAfterMi, infinitives } = conjugate()

const before = new RegExp(`^(?:${particles.split(' ').join('|')})`)

/** True for a past participle, also with negation or a particle: شده, نشده, برگزیده. */
export function isParticiple(word: string): boolean {
  if (!word.endsWith('ه')) return false
  const past = word.slice(0, -1)
  return pastStems.has(past) || pastStems.has(past.replace(before, ''))
}
