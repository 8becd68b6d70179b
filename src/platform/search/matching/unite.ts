import type { DenseBits } from '#platform/search/segments/dense.ts'
import type { PostingList } from '#platform/search/segments/postings.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import { K1, type RankedClause } from './clause.ts'
import type { Matches, Norms } from './matches.ts'
import { eachPhrase } from './phrase.ts'

/** Documents are united a window at a time: what is being added up stays near the processor. */
const WINDOW = 4_096

const sums = new Float32Array(WINDOW)
const bits = new Uint32Array(WINDOW / 32)

/** The documents of one clause with their scores: of one list as they come, of several by marking each document. */
export function unite(segment: Segment, clause: RankedClause, norms: Norms, into: Matches): void {
  into.count = 0
  const factor = (1 + K1) * clause.idf
  const sources: Source[] = clause.lists.map(({ list, weight }) => {
    const lengths = segment.lengths[list.field]!
    const norm = norms[list.field]!
    return list.bits === null
      ? new ListSource(list, weight, lengths, norm)
      : new DenseSource(list, list.bits, weight, lengths, norm)
  })
  for (const phrase of clause.phrases) {
    const norm = norms[phrase.field]!
    const lengths = segment.lengths[phrase.field]!
    const found: [number, number][] = []
    eachPhrase(phrase, (doc, frequency) => found.push([doc, phrase.weight * frequency * norm[lengths[doc]!]!]))
    if (found.length > 0) sources.push(new FoundSource(found))
  }
  const [only, ...others] = sources
  if (only instanceof ListSource && others.length === 0) {
    only.takeAll(factor, into)
    return
  }
  for (let base = nextBase(sources); base < segment.count; base = nextBase(sources)) {
    for (const source of sources) if (source.next < base + WINDOW) source.mark(base)
    takeMarked(base, factor, into)
  }
}

interface Source {
  /** The next document; Infinity when there is none. */
  readonly next: number
  /** Adds up all documents of the window. */
  mark(base: number): void
}

function nextBase(sources: readonly Source[]): number {
  let least = Infinity
  for (const { next } of sources) if (next < least) least = next
  return least === Infinity ? Infinity : least - (least % WINDOW)
}

/** Takes the marked documents in order, scores them by their sums, and clears both. */
function takeMarked(base: number, factor: number, into: Matches): void {
  const { docs, scores } = into
  let taken = into.count
  for (let w = 0; w < bits.length; w++) {
    let rest = bits[w]!
    if (rest === 0) continue
    bits[w] = 0
    do {
      const place = w * 32 + 31 - Math.clz32(rest & -rest)
      const sum = sums[place]!
      sums[place] = 0
      docs[taken] = base + place
      scores[taken++] = (factor * sum) / (K1 + sum)
      rest &= rest - 1
    } while (rest !== 0)
  }
  into.count = taken
}

class ListSource implements Source {
  next: number
  readonly #list: PostingList
  readonly #weight: number
  readonly #lengths: Uint8Array
  readonly #norm: Float32Array
  #place = 0

  constructor(list: PostingList, weight: number, lengths: Uint8Array, norm: Float32Array) {
    this.#list = list
    this.#weight = weight
    this.#lengths = lengths
    this.#norm = norm
    list.load(0)
    this.next = list.docs[0]!
  }

  mark(base: number): void {
    const list = this.#list
    const { docs, frequencies } = list
    const lengths = this.#lengths
    const norm = this.#norm
    const weight = this.#weight
    const end = base + WINDOW
    let place = this.#place
    for (;;) {
      const { size } = list
      for (; place < size; place++) {
        const doc = docs[place]!
        if (doc >= end) {
          this.#place = place
          this.next = doc
          return
        }
        sums[doc - base]! += weight * frequencies[place]! * norm[lengths[doc]!]!
        bits[(doc - base) >>> 5]! |= 1 << (doc & 31)
      }
      if (list.block + 1 >= list.blocks) break
      list.load(list.block + 1)
      place = 0
    }
    this.next = Infinity
  }

  /** Alone: every document as it comes. */
  takeAll(factor: number, into: Matches): void {
    const list = this.#list
    const { docs, scores } = into
    const { docs: listed, frequencies } = list
    let count = 0
    for (let block = 0; block < list.blocks; block++) {
      list.load(block)
      const { size } = list
      for (let i = 0; i < size; i++) {
        const doc = listed[i]!
        const sum = this.#weight * frequencies[i]! * this.#norm[this.#lengths[doc]!]!
        docs[count] = doc
        scores[count++] = (factor * sum) / (K1 + sum)
      }
    }
    into.count = count
  }
}

/** A dense list, of which whole words of bits are marked at a time. */
class DenseSource implements Source {
  next = 0
  readonly #list: PostingList
  readonly #bits: DenseBits
  readonly #weight: number
  readonly #lengths: Uint8Array
  readonly #norm: Float32Array

  constructor(list: PostingList, bits: DenseBits, weight: number, lengths: Uint8Array, norm: Float32Array) {
    this.#list = list
    this.#bits = bits
    this.#weight = weight
    this.#lengths = lengths
    this.#norm = norm
  }

  mark(base: number): void {
    const { has, repeats } = this.#bits
    const lengths = this.#lengths
    const norm = this.#norm
    const weight = this.#weight
    const from = base >>> 5
    const words = Math.min(bits.length, has.length - from)
    for (let w = 0; w < words; w++) {
      let rest = has[from + w]!
      if (rest === 0) continue
      bits[w]! |= rest
      const repeated = repeats[from + w]!
      do {
        const place = w * 32 + 31 - Math.clz32(rest & -rest)
        const counted = weight * norm[lengths[base + place]!]!
        sums[place]! +=
          (repeated & rest & -rest) === 0 ? counted : counted * this.#list.frequencyOf(this.#bits, base + place)
        rest &= rest - 1
      } while (rest !== 0)
    }
    this.next = from + words < has.length ? base + WINDOW : Infinity
  }
}

/** Documents that were found otherwise, in ascending order, with what they count. */
class FoundSource implements Source {
  next: number
  readonly #found: readonly (readonly [number, number])[]
  #place = 0

  constructor(found: readonly (readonly [number, number])[]) {
    this.#found = found
    this.next = found[0]![0]
  }

  mark(base: number): void {
    for (; this.next < base + WINDOW; this.next = this.#found[++this.#place]?.[0] ?? Infinity) {
      const [doc, counted] = this.#found[this.#place]!
      sums[doc - base]! += counted
      bits[(doc - base) >>> 5]! |= 1 << (doc & 31)
    }
  }
}
