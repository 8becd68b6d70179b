import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { SearchDocument } from '#platform/search/types.ts'
import { idOf } from './known-items.ts'
import { oneTypo, otherYehAndKaf, type Perturb, zwnjDropped, zwnjToSpace } from './perturb.ts'
import type { Query, Task } from './tasks.ts'

/** Every so many questions are asked. */
const EVERY = 5

const linesOf = (path: string) => gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')

/** Questions in Persian over paragraphs, as notes of a record: long texts, and words the answer need not have. */
export function paragraphTasks(folder: string): Task[] {
  const numbers = new Map<string, string>()
  const documents = linesOf(`${folder}/ir-docs.tsv.gz`).map((line, i): SearchDocument => {
    const [name = '', text = ''] = line.split('\t')
    numbers.set(name, idOf(i))
    const facets = { network: [], province: [], library: [], availability: [], kind: [], language: [], subject: [] }
    return {
      id: idOf(i),
      fields: { note: [text] },
      facets: { ...facets, author: [], year: [] },
      sorts: { title: null, year: null, newest: null, libraries: 1 },
    }
  })
  const questions = linesOf(`${folder}/ir-queries.dev.tsv.gz`)
    .slice(1)
    .map((line): Query => {
      const [, , text = '', relevant = ''] = line.split('\t')
      return { text, relevant: new Set([numbers.get(relevant) ?? '']) }
    })
  const task = (name: string, perturb: Perturb): Task => ({
    name,
    documents,
    queries: questions.flatMap(({ text, relevant }, i) => {
      const written = i % EVERY === 0 ? perturb(text, i) : null
      return written === null ? [] : [{ text: written, relevant }]
    }),
  })
  return [
    task('question', (text) => text),
    task('question, ZWNJ a space', zwnjToSpace),
    task('question, ZWNJ dropped', zwnjDropped),
    task('question, ی ک other way', otherYehAndKaf),
    task('question, one typo', oneTypo),
  ]
}
