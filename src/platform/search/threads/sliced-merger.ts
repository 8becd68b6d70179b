import type { Segment } from '#platform/search/segments/segment.ts'
import { type Merged, mergeSegments } from '#platform/search/segments/segment-merge.ts'
import type { IndexSchema } from '#platform/search/types.ts'

const SLICE_MS = 8

interface Work {
  readonly size: number
  readonly steps: Generator<void, Merged>
  done(merged: Merged): void
  failed(error: unknown): void
}

/** Merges in this thread, in slices of some milliseconds between which others work; the smallest merge goes first. */
export class SlicedMerger {
  readonly #works: Work[] = []
  #running = false

  merge(schema: IndexSchema, sources: readonly Segment[]): Promise<Merged> {
    const { promise, resolve, reject } = Promise.withResolvers<Merged>()
    const size = sources.reduce((sum, segment) => sum + segment.count, 0)
    this.#works.push({ size, steps: mergeSegments(schema, sources), done: resolve, failed: reject })
    this.#works.sort((a, b) => a.size - b.size)
    if (!this.#running) void this.#run()
    return promise
  }

  async #run(): Promise<void> {
    this.#running = true
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      const work = this.#works[0]
      if (work === undefined) break
      this.#slice(work)
    }
    this.#running = false
  }

  #slice(work: Work): void {
    const ends = performance.now() + SLICE_MS
    try {
      while (performance.now() < ends) {
        const step = work.steps.next()
        if (step.done !== true) continue
        this.#works.splice(this.#works.indexOf(work), 1)
        work.done(step.value)
        return
      }
    } catch (error) {
      this.#works.splice(this.#works.indexOf(work), 1)
      work.failed(error)
    }
  }
}
