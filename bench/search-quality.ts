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

const weights = Object.fromEntries(Object.entries(SCHEMA.fields).map(([name, { weight }]) => [name, weight]))
const PEERS: Readonly<Record<string, LuceneWishes>> = {
  'Lucene, one field': { weights: { all: 1 }, fuzzy: false },
  'Lucene, our weights': { weights, fuzzy: false },
  'Lucene, ~1': { weights: { all: 1 }, fuzzy: true },
}
const said = ({ mrr, found }: Score) => `${mrr.toFixed(3)} (${Math.round(found * 100)} %)`

async function rowOf(task: Task, withPeers: boolean): Promise<Record<string, string | number>> {
  const own = scoreOf(task.queries, await askOurs(task))
  const peers = withPeers
    ? Object.entries(PEERS).map(([name, wishes]) => [name, said(scoreOf(task.queries, askLucene(task, wishes)))])
    : []
  return { task: task.name, queries: task.queries.length, ours: said(own), ...Object.fromEntries(peers) }
}

if (!existsSync(`${shared}/data`)) console.log('../shared/data is absent: nothing to search in.')
else {
  const lack = options.peer ? lackOfLucene() : null
  if (lack !== null) console.log(lack)
  const tasks = [
    ...(await knownItemTasks(`${shared}/data/marc/aco`)),
    ...paragraphTasks(`${shared}/data/persian`),
  ].filter(({ name }) => name.includes(options.only))
  const rows = []
  for (const task of tasks) rows.push(await rowOf(task, options.peer && lack === null))
  console.log('MRR@10 (among the first ten)')
  console.table(rows)
}
