import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SCHEMA } from '#areas/catalogue/service/search/document.ts'
import { knownItemTasks } from '#bench/search-quality/known-items.ts'
import { askLucene, type LuceneWishes, lackOfLucene } from '#bench/search-quality/lucene.ts'
import { askOurs } from '#bench/search-quality/ours.ts'
import { paragraphTasks } from '#bench/search-quality/paragraphs.ts'
import { type Score, scoreOf, type Task } from '#bench/search-quality/tasks.ts'

// How well what is looked for is found: MRR@10, and the share that is among the first ten at all.
const { values: options } = parseArgs({
  options: { peer: { type: 'boolean', default: true }, only: { type: 'string', default: '' } },
  allowNegative: true,
})
const shared = process.env.PEYVAND_SHARED ?? '../shared'

const weights = Object.fromEntries(
  Object.entries(SCHEMA.fields).flatMap(([name, { weight }]) => (name === 'romanised' ? [] : [[name, weight]])),
)
const PEERS: Readonly<Record<string, LuceneWishes>> = {
  'Lucene, one field': { weights: { all: 1 }, fuzzy: false },
  'Lucene, our weights': { weights, fuzzy: false },
  'Lucene, ~1': { weights: { all: 1 }, fuzzy: true },
}
const said = ({ mrr, found }: Score) => `${mrr.toFixed(3)} (${Math.round(found * 100)} %)`

/** The peers' cells of each task, asked together where they search the same documents. */
function peerCells(tasks: readonly Task[]): Map<string, Record<string, string>> {
  const cells = new Map<string, Record<string, string>>()
  for (const [documents, own] of Map.groupBy(tasks, (task) => task.documents)) {
    const answers = askLucene(
      documents,
      own.flatMap((task) => task.queries),
      Object.values(PEERS),
    )
    let at = 0
    for (const { name, queries } of own) {
      const of = (way: number) => said(scoreOf(queries, answers[way]!.slice(at, at + queries.length)))
      cells.set(name, Object.fromEntries(Object.keys(PEERS).map((peer, way) => [peer, of(way)])))
      at += queries.length
    }
  }
  return cells
}

if (!existsSync(`${shared}/data`)) console.log('../shared/data is absent: nothing to search in.')
else {
  const lack = options.peer ? lackOfLucene() : null
  if (lack !== null) console.log(lack)
  const known = await knownItemTasks(`${shared}/data/marc/aco`)
  const tasks = [...known, ...paragraphTasks(`${shared}/data/persian`)].filter(({ name }) =>
    name.includes(options.only),
  )
  const cells = options.peer && lack === null ? peerCells(tasks) : new Map()
  const rows = []
  for (const task of tasks) {
    const started = performance.now()
    const own = scoreOf(task.queries, await askOurs(task))
    const each = (performance.now() - started) / task.queries.length
    rows.push({
      task: task.name,
      queries: task.queries.length,
      ours: said(own),
      ...cells.get(task.name),
      'our ms a query': each.toFixed(1),
    })
  }
  console.log('MRR@10 (among the first ten)')
  console.table(rows)
}
