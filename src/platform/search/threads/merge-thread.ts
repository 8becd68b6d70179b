import { parentPort } from 'node:worker_threads'
import { SlicedMerger } from '#platform/search/threads/sliced-merger.ts'
import type { FromMerger, ToMerger } from './messages.ts'

// The entry of the thread that merges. In slices here too: a small merge overtakes a large one.
const merger = new SlicedMerger()

parentPort!.on('message', async ({ id, schema, sources }: ToMerger) => {
  const answer: FromMerger = await merger.merge(schema, sources).then(
    (merged) => ({ id, merged }),
    (error: unknown) => ({ id, error }),
  )
  parentPort!.postMessage(answer)
})
