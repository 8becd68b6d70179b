import { words } from '#lib/persian/fold.ts'
import { stemFolded } from '#lib/persian/stem.ts'
import { hasMarks, scriptSpellings } from '#lib/romanised/script-spellings.ts'
import type { IndexHandle } from '#platform/search/search.ts'
import type { QueryTree } from '#platform/search/types.ts'

/** So many spellings of one word are looked up, and so many of those that exist are searched. */
const LOOKED_UP = 100
const SEARCHED = 4
/** A spelling so much less likely than the best one that exists is another word. */
const FARTHEST = 0.75
/** What it costs a spelling to be in the index by its stem alone: «کتاب‌های», where records have «کتاب». */
const BY_STEM = 0.35
/** Of a longer query, a title pasted whole, the first words are read. */
const MOST_WORDS = 14
/** So many words of a hundred must have a reading at all. */
const READ_SHARE = 0.6
/** What Arabic writes on a word: the article, «and», «in», «to». */
const WRITTEN_ON = ['', 'ال', 'وال', 'و', 'بال', 'لل']

/** A query in Latin letters read as Arabic script. */
export interface ScriptReading {
  /** Each word as typed or in Arabic script; words without either in the index are in `unread`. */
  readonly of: readonly QueryTree[]
  readonly unread: readonly string[]
  /** The likeliest wording in Arabic script. */
  readonly script: string
}

interface ReadWord {
  readonly typed: string
  /** The spellings that the index has, the likeliest first. */
  readonly spellings: readonly string[]
  /** Documents with the word as it was typed. */
  readonly frequency: number
}

type Lookup = Pick<IndexHandle, 'frequencies'>

/** Reads the romanised words of a query as words of the index in Arabic script. Null when there are none, or hardly any. */
export async function readInScript(index: Lookup, text: string): Promise<ScriptReading | null> {
  if (!/\p{Script=Latin}/u.test(text)) return null
  const chunks = text.split(/\s+/u).filter((chunk) => words(chunk).length > 0)
  const marked = hasMarks(text)
  const read = (await Promise.all(chunks.slice(0, MOST_WORDS).map((chunk) => readChunk(index, chunk, marked)))).flat()
  const known = read.filter(({ spellings, frequency }) => spellings.length > 0 || frequency > 0)
  if (!read.some(({ spellings }) => spellings.length > 0) || known.length < read.length * READ_SHARE) return null
  return {
    of: known.map((word) => ({ kind: 'or', of: leavesOf(word) })),
    unread: read.filter((word) => !known.includes(word)).map(({ typed }) => typed),
    script: known.map(({ typed, spellings }) => spellings[0] ?? typed).join(' '),
  }
}

async function readChunk(index: Lookup, chunk: string, marked: boolean): Promise<ReadWord[]> {
  const folded = words(chunk)
  const frequencies = async (parts: readonly string[]) => (await index.frequencies(parts))[0] ?? 0
  if (!/\p{Script=Latin}/u.test(chunk)) {
    return [{ typed: folded.join(' '), spellings: [], frequency: await frequencies([folded.join('')]) }]
  }
  // The marks of the whole query decide how each word is read.
  const spelt = scriptSpellings(chunk, marked)
  // Articles and the ezafe alone stand for nothing.
  if (spelt.length === 0) return []
  const own = folded.filter((word) => word.length > 2 || folded.length === 1)
  return await Promise.all(
    spelt.map(async (spellings, i): Promise<ReadWord> => {
      const typed = own[i] ?? folded.join(' ')
      return { typed, spellings: await existing(index, spellings), frequency: await frequencies([typed]) }
    }),
  )
}

/** The likely spellings that the index has, the likeliest first; a word in many documents is likelier. */
async function existing(index: Lookup, spellings: readonly { text: string; cost: number }[]): Promise<string[]> {
  const tried = spellings.slice(0, LOOKED_UP)
  const forms = tried.flatMap(({ text }) => WRITTEN_ON.map((before) => before + text))
  const counts = await index.frequencies([...forms, ...tried.map(({ text }) => stemFolded(text))])
  const found = tried
    .map(({ text, cost }, i) => {
      const from = i * WRITTEN_ON.length
      const own = forms.slice(from, from + WRITTEN_ON.length).filter((_, f) => counts[from + f]! > 0)
      const documents = counts.slice(from, from + WRITTEN_ON.length).reduce((sum, count) => sum + count, 0)
      // A word of the index finds its other forms by itself.
      const byStem = documents === 0 && stemFolded(text) !== text ? counts[forms.length + i]! : 0
      return byStem > 0
        ? { own: [text], worth: Math.log1p(byStem) * 0.12 - cost - BY_STEM }
        : { own, worth: Math.log1p(documents) * 0.12 - cost }
    })
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => b.worth - a.worth)
  return found
    .filter(({ worth }) => worth > found[0]!.worth - FARTHEST)
    .slice(0, SEARCHED)
    .flatMap(({ own }) => own)
}

const leavesOf = ({ typed, spellings, frequency }: ReadWord): QueryTree[] =>
  [...(frequency > 0 ? [typed] : []), ...spellings].map((text) => ({ kind: 'words', text, fields: null, match: 'all' }))
