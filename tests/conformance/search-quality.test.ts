import assert from 'node:assert/strict'
import { test } from 'node:test'
import { knownItemTasks } from '#bench/search-quality/known-items.ts'
import { askLucene, lackOfLucene } from '#bench/search-quality/lucene.ts'
import { askOurs } from '#bench/search-quality/ours.ts'
import { paragraphTasks } from '#bench/search-quality/paragraphs.ts'
import { scoreOf, type Task } from '#bench/search-quality/tasks.ts'
import { sharedData } from '#tests/support/shared-data.ts'

/** The least MRR@10 of each task; `npm run bench search-quality` has the whole table beside Lucene's. */
const FLOORS: Readonly<Record<string, number>> = {
  title: 0.99,
  'title, a space lost': 0.98,
  'title, ی ک other way': 0.99,
  'title, one typo': 0.84,
  'two words and the author': 0.93,
  'ALA-LC → script': 0.92,
  'plain Latin → script': 0.87,
  'script → romanised': 0.83,
  question: 0.91,
  'question, ZWNJ a space': 0.91,
  'question, ZWNJ dropped': 0.91,
  'question, ی ک other way': 0.91,
  'question, one typo': 0.88,
}
/** Every so many queries are enough to see a ranking that has broken. */
const EVERY = 5
/** The whole of the records takes minutes to read; these three libraries' show as much. */
const LIBRARIES = ['NIC', 'NNC', 'NNU']

const some = (task: Task): Task => ({ ...task, queries: task.queries.filter((_, i) => i % EVERY === 0) })

async function assertFloors(tasks: readonly Task[]): Promise<void> {
  for (const task of tasks.map(some)) {
    const { mrr } = scoreOf(task.queries, await askOurs(task))
    const floor = FLOORS[task.name]
    assert.ok(floor !== undefined, task.name)
    assert.ok(mrr >= floor, `${task.name}: ${mrr.toFixed(3)} is under ${floor}`)
  }
}

test('known items are found by their titles, slips and other scripts, and titles no worse than by Lucene', async (t) => {
  const folder = sharedData(t, 'marc/aco')
  if (folder === null) return
  const tasks = await knownItemTasks(folder, LIBRARIES)
  await assertFloors(tasks)
  const lack = lackOfLucene()
  if (lack !== null) return t.diagnostic(lack)
  const task = some(tasks[0]!)
  const [theirs] = askLucene(task.documents, task.queries, [{ weights: { all: 1 }, fuzzy: false }])
  const own = scoreOf(task.queries, await askOurs(task)).mrr
  assert.ok(own >= scoreOf(task.queries, theirs!).mrr)
})

test('questions in Persian find their paragraphs, however they are spelt', async (t) => {
  const folder = sharedData(t, 'persian')
  if (folder !== null) await assertFloors(paragraphTasks(folder))
})
