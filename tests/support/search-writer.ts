import { searchTerms } from '#lib/persian/search-terms.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import { Snapshots } from '#platform/search/snapshot.ts'
import { SearchThreads } from '#platform/search/threads/pool.ts'
import type { IndexSchema, SearchDocument } from '#platform/search/types.ts'

/** The index of a process that is killed while it writes: document n is there as soon as the position's id is beyond n. */
export const WRITTEN: IndexSchema = {
  name: 'written',
  version: 1,
  fields: { title: { weight: 4, leads: true } },
  facets: { library: 'many' },
  sorts: { number: 'number' },
}

/** Every seventh document is put again later, with the same words. */
export const aWrittenDocument = (number: number): SearchDocument => ({
  id: `0192b4a0-0000-7000-8000-${number.toString().padStart(12, '0')}`,
  fields: { title: [`کتاب شماره ${number} از ${['تاریخ', 'شعر', 'هنر'][number % 3]}`] },
  facets: { library: [`کتابخانه ${number % 40}`] },
  sorts: { number },
})

const BATCH = 300

/** Puts, merges by a thread and saves without end, and says on standard output what it is about to do. */
async function write(folder: string): Promise<never> {
  const threads = new SearchThreads(1)
  const snapshots = new Snapshots(folder, WRITTEN)
  const opened = await snapshots.open(searchTerms, threads)
  const index = opened?.index ?? new SearchIndex(WRITTEN, searchTerms, null, threads)
  for (let count = opened?.position.id ?? 0; ; count += BATCH) {
    process.stdout.write(`merging ${count}\n`)
    for (let number = count; number < count + BATCH; number++) {
      index.put([aWrittenDocument(number)])
      if (number % 7 === 0) index.put([aWrittenDocument(number >> 1)])
      if (number % 40 === 0) index.segments()
    }
    if (count % (BATCH * 2) === 0) await index.compact()
    process.stdout.write(`saving ${count + BATCH}\n`)
    await snapshots.save(index, 'here', { tx: '1', id: count + BATCH, at: '2026-11-22T00:00:00Z' })
    process.stdout.write(`saved ${count + BATCH}\n`)
  }
}

const [, script, folder] = process.argv
if (script?.endsWith('search-writer.ts') === true && folder !== undefined) await write(folder)
