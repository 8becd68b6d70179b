import { parentPort } from 'node:worker_threads'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { IndexReader } from '#platform/search/engine/reader.ts'
import { FacetDictionary } from '#platform/search/segments/facet-dictionary.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import type { FromReader, ToReader } from './messages.ts'
import { answer } from './questions.ts'

interface Read {
  readonly reader: IndexReader
  segments: ReadonlyMap<number, Segment>
}

// The entry of a thread that answers: indexes lie in memory it shares with the thread that keeps them.
const indexes = new Map<number, Read>()

function take(message: ToReader): void {
  switch (message.kind) {
    case 'index': {
      const dictionaries = Object.fromEntries(
        Object.entries(message.dictionaries).map(([name, shared]) => [name, new FacetDictionary(shared)]),
      )
      const reader = new IndexReader(message.schema, searchTerms, dictionaries)
      indexes.set(message.index, { reader, segments: new Map() })
      break
    }
    case 'segments': {
      const read = indexes.get(message.index)!
      const known = new Map([...read.segments, ...message.added])
      read.segments = new Map(message.order.map((number) => [number, known.get(number)!]))
      read.reader.read([...read.segments.values()])
      break
    }
    case 'forget':
      indexes.delete(message.index)
      break
    case 'ask':
      parentPort!.postMessage(answerOf(message))
  }
}

function answerOf({ index, id, question }: Extract<ToReader, { kind: 'ask' }>): FromReader {
  try {
    return { id, answer: answer(indexes.get(index)!.reader, question) }
  } catch (error) {
    return { id, error }
  }
}

parentPort!.on('message', take)
