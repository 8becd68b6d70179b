import type { Lang } from '#lib/language.ts'
import { type Refusal, type Sentences, sentenceIn } from '#lib/refusal.ts'

type Words = (lang: Lang) => { refusals?: Sentences; faults?: Sentences }

/** Who wrote the sentences of which codes, by the word before the point: loaded only when one of them is needed. */
const SOURCES: Readonly<Record<string, () => Promise<readonly { text: Words }[]>>> = {
  people: () => all(import('#areas/people/text.en.ts')),
  libraries: () => all(import('#areas/libraries/text.en.ts')),
  sheets: () => all(import('#areas/libraries/text.en.ts')),
  catalogue: () => all(import('#areas/catalogue/text.en.ts')),
  journal: () => all(import('#protocols/journal/text.en.ts')),
  marc: () => all(import('#lib/marc/text.en.ts'), import('#protocols/marc/text.en.ts')),
  matching: () => all(import('#protocols/matching/text.en.ts')),
  files: () => all(import('#web/text.en.ts')),
  mail: () => all(import('#web/text.en.ts')),
}

const all = (...files: Promise<{ text: Words }>[]) => Promise.all(files)

/** The sentence of a refusal for the command line; its code where nobody wrote one. */
export async function sentenceOf(refusal: Pick<Refusal, 'code' | 'facts'>, lang: Lang): Promise<string> {
  const files = (await SOURCES[refusal.code.split('.')[0] ?? '']?.()) ?? []
  const sentences = files.flatMap(({ text }) => [text(lang).faults ?? {}, text(lang).refusals ?? {}])
  return sentenceIn(Object.assign({}, ...sentences) as Sentences, refusal)
}
