import type { Merger, SearchIndex } from '#platform/search/engine/search-index.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import type { Merged } from '#platform/search/segments/segment-merge.ts'
import { SlicedMerger } from '#platform/search/threads/sliced-merger.ts'
import type { IndexSchema } from '#platform/search/types.ts'
import type { FromMerger, FromReader, ToMerger, ToReader } from './messages.ts'
import { type Answers, answer, type Question } from './questions.ts'
import { Thread } from './thread.ts'

const READER = new URL('reader-thread.ts', import.meta.url)
const MERGER = new URL('merge-thread.ts', import.meta.url)

/** What a thread has been told of an index. */
interface Told {
  readonly index: number
  segments: readonly Segment[]
  readonly numbers: Map<Segment, number>
}

class Reader {
  readonly thread: Thread<ToReader, FromReader>
  readonly told = new Map<SearchIndex, Told>()

  constructor(died: (error: Error) => void) {
    this.thread = new Thread(READER, died)
  }
}

/**
 * Threads that answer from shared memory and one that merges. They start when they are first needed; one that dies is
 * replaced, and what it was asked is answered in this thread.
 */
export class SearchThreads implements Merger {
  readonly #size: number
  readonly #died: (error: Error) => void
  readonly #readers: Reader[] = []
  #merger: Thread<ToMerger, FromMerger> | null = null
  readonly #ownMerger = new SlicedMerger()
  #lastIndex = 0
  #lastSegment = 0
  #closed = false

  /** `died` hears of threads that end by themselves, and of merges that fail. */
  constructor(size: number, died: (error: Error) => void = () => {}) {
    this.#size = size
    this.#died = died
  }

  async ask<K extends keyof Answers>(index: SearchIndex, question: Question & { kind: K }): Promise<Answers[K]> {
    const reader = this.#leastBusy()
    const told = this.#tell(reader, index)
    try {
      const said = await reader.thread.ask((id) => ({ kind: 'ask', index: told.index, id, question }))
      if ('error' in said) throw said.error
      return said.answer as Answers[K]
    } catch (error) {
      if (reader.thread.ended === null || this.#closed) throw error
      return answer(index.reader(), question as Question) as Answers[K]
    }
  }

  #leastBusy(): Reader {
    const alive = this.#readers.filter(({ thread }) => thread.ended === null)
    this.#readers.splice(0, Infinity, ...alive)
    const best = alive.reduce<Reader | null>(
      (least, one) => (least === null || one.thread.load < least.thread.load ? one : least),
      null,
    )
    if (best !== null && (best.thread.load === 0 || alive.length >= this.#size)) return best
    const fresh = new Reader(this.#died)
    this.#readers.push(fresh)
    return fresh
  }

  /** Makes sure that the thread has the index as it is now. */
  #tell({ thread, told }: Reader, index: SearchIndex): Told {
    let known = told.get(index)
    if (known === undefined) {
      known = { index: ++this.#lastIndex, segments: [], numbers: new Map() }
      told.set(index, known)
      const dictionaries = Object.fromEntries(
        Object.entries(index.dictionaries).map(([name, { shared }]) => [name, shared]),
      )
      thread.tell({ kind: 'index', index: known.index, schema: index.schema, dictionaries })
    }
    const segments = index.segments()
    if (segments === known.segments) return known
    const added: [number, Segment][] = []
    for (const segment of segments) {
      if (known.numbers.has(segment)) continue
      const number = ++this.#lastSegment
      known.numbers.set(segment, number)
      added.push([number, segment])
    }
    const kept = new Set(segments)
    for (const segment of known.numbers.keys()) if (!kept.has(segment)) known.numbers.delete(segment)
    const order = segments.map((segment) => known.numbers.get(segment)!)
    thread.tell({ kind: 'segments', index: known.index, added, order })
    known.segments = segments
    return known
  }

  /** Lets go of an index that is answered no more. */
  forget(index: SearchIndex): void {
    for (const { thread, told } of this.#readers) {
      const known = told.get(index)
      if (known === undefined) continue
      told.delete(index)
      if (thread.ended === null) thread.tell({ kind: 'forget', index: known.index })
    }
  }

  async merge(schema: IndexSchema, sources: readonly Segment[]): Promise<Merged> {
    if (this.#merger === null || this.#merger.ended !== null) this.#merger = new Thread(MERGER, this.#died)
    const thread = this.#merger
    try {
      const said = await thread.ask((id) => ({ id, schema, sources }))
      if ('error' in said) {
        this.#died(said.error as Error)
        throw said.error
      }
      return said.merged
    } catch (error) {
      if (thread.ended === null || this.#closed) throw error
      return this.#ownMerger.merge(schema, sources)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    const merger = this.#merger
    await Promise.all([...this.#readers.map(({ thread }) => thread.close()), merger?.close()])
  }
}
