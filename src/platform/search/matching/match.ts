import type { ResolvedClause } from '#platform/search/engine/resolve.ts'
import { firstFrom } from '#platform/search/segments/bytes.ts'
import type { Whole } from '#platform/search/segments/dense.ts'
import type { PostingList } from '#platform/search/segments/postings.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import { K1, type RankedClause } from './clause.ts'
import type { Matches, Norms } from './matches.ts'
import { eachPhrase, phraseFrequency } from './phrase.ts'
import { unite } from './unite.ts'

/** A list so many times shorter than the matches is looked up in them. */
const FEWER = 4

/** Finds the documents that satisfy every clause of `all` and none of `none`, in ascending order, with their scores. */
export function matchAll(
  segment: Segment,
  all: readonly RankedClause[],
  none: readonly ResolvedClause[],
  norms: Norms,
  into: Matches,
): void {
  into.fit(segment.count)
  if (all.some((clause) => clause.documents === 0)) return
  const [first, ...others] = all.toSorted((a, b) => a.documents - b.documents)
  if (first === undefined) everything(segment, into)
  else unite(segment, first, norms, into)
  for (const clause of others) {
    if (into.count === 0) return
    addOccurrences(segment, clause, norms, into)
    keepFound(into, clause.idf)
  }
  if (others.length === 0 && none.length === 0) into.whole = wholeOf(segment, first)
  leaveOut(segment, none, norms, into)
}

/** The longest dense list of the one clause that there is. */
function wholeOf(segment: Segment, clause: ResolvedClause | undefined): Whole | null {
  if (clause === undefined) return { list: segment.dense.at.length, has: null }
  let longest: PostingList | null = null
  for (const { list } of clause.lists) {
    if (list.bits !== null && list.count > (longest?.count ?? 0)) longest = list
  }
  return longest?.bits ?? null
}

/** Finds the documents that satisfy any clause of `any` and none of `none`. */
export function matchAny(
  segment: Segment,
  any: readonly RankedClause[],
  none: readonly ResolvedClause[],
  norms: Norms,
  into: Matches,
): void {
  into.fit(segment.count)
  const { byDocument, bits } = into
  for (const clause of any) {
    if (clause.documents === 0) continue
    unite(segment, clause, norms, into)
    for (let i = 0; i < into.count; i++) {
      const doc = into.docs[i]!
      byDocument[doc]! += into.scores[i]!
      bits[doc >>> 5]! |= 1 << (doc & 31)
    }
  }
  into.count = 0
  const words = (segment.count + 31) >>> 5
  for (let w = 0; w < words; w++) {
    for (let rest = bits[w]!; rest !== 0; rest &= rest - 1) {
      const doc = w * 32 + 31 - Math.clz32(rest & -rest)
      into.docs[into.count] = doc
      into.scores[into.count++] = byDocument[doc]!
      byDocument[doc] = 0
    }
    bits[w] = 0
  }
  leaveOut(segment, none, norms, into)
}

function everything(segment: Segment, into: Matches): void {
  for (let doc = 0; doc < segment.count; doc++) into.docs[doc] = doc
  into.scores.fill(0, 0, segment.count)
  into.count = segment.count
}

function markList(
  list: PostingList,
  weight: number,
  lengths: Uint8Array,
  norm: Float32Array,
  sums: Float32Array,
  bits: Uint32Array,
): void {
  for (let block = 0; block < list.blocks; block++) {
    list.load(block)
    const { docs, frequencies, size } = list
    for (let i = 0; i < size; i++) {
      const doc = docs[i]!
      sums[doc]! += weight * frequencies[i]! * norm[lengths[doc]!]!
      bits[doc >>> 5]! |= 1 << (doc & 31)
    }
  }
}

/** Adds up a clause's occurrences in the documents matched so far, by their place among the matches. */
function addOccurrences(segment: Segment, clause: ResolvedClause, norms: Norms, into: Matches): void {
  const { docs, sums, count } = into
  const listed = clause.lists.reduce((total, { list }) => total + list.count, 0)
  const isManyShort = listed * FEWER > count && count * clause.lists.length > (listed + count) * 2
  if (isManyShort) addByDocument(segment, clause, norms, into)
  else {
    for (const { list, weight } of clause.lists) {
      meetList(list, weight, segment.lengths[list.field]!, norms[list.field]!, into)
    }
  }
  for (const phrase of clause.phrases) {
    const norm = norms[phrase.field]!
    const lengths = segment.lengths[phrase.field]!
    if (phrase.lists.some((list) => list.count < count)) {
      let at = 0
      eachPhrase(phrase, (doc, frequency) => {
        at = firstFrom(docs, doc, at, count)
        if (at < count && docs[at] === doc) sums[at]! += phrase.weight * frequency * norm[lengths[doc]!]!
      })
      continue
    }
    for (let i = 0; i < count; i++) {
      const frequency = phraseFrequency(phrase, docs[i]!)
      if (frequency > 0) sums[i]! += phrase.weight * frequency * norm[lengths[docs[i]!]!]!
    }
  }
}

/** Many short lists against many matches: each list once, then each match once. */
function addByDocument(segment: Segment, clause: ResolvedClause, norms: Norms, into: Matches): void {
  const { docs, sums, byDocument, bits, count } = into
  for (const { list, weight } of clause.lists) {
    markList(list, weight, segment.lengths[list.field]!, norms[list.field]!, byDocument, bits)
  }
  for (let i = 0; i < count; i++) sums[i]! += byDocument[docs[i]!]!
  const words = (segment.count + 31) >>> 5
  for (let w = 0; w < words; w++) {
    if (bits[w] === 0) continue
    bits[w] = 0
    byDocument.fill(0, w * 32, w * 32 + 32)
  }
}

function meetList(list: PostingList, weight: number, lengths: Uint8Array, norm: Float32Array, into: Matches): void {
  const { docs, sums, count } = into
  if (list.bits !== null) {
    const { bits } = list
    for (let i = 0; i < count; i++) {
      const doc = docs[i]!
      if (list.has(bits, doc)) sums[i]! += weight * list.frequencyOf(bits, doc) * norm[lengths[doc]!]!
    }
    return
  }
  if (list.count * FEWER < count) {
    meetFew(list, weight, lengths, norm, into)
    return
  }
  let i = 0
  for (let block = list.blockFor(docs[0]!, 0); block < list.blocks; block = list.blockFor(docs[i]!, block + 1)) {
    list.load(block)
    const { docs: listed, frequencies, size } = list
    const last = listed[size - 1]!
    let j = 0
    while (i < count && docs[i]! <= last) {
      const doc = docs[i]!
      while (listed[j]! < doc) j++
      if (listed[j] === doc) sums[i]! += weight * frequencies[j]! * norm[lengths[doc]!]!
      i++
    }
    if (i >= count) return
  }
}

/** A list of few documents against many matches: each document of the list is looked for. */
function meetFew(list: PostingList, weight: number, lengths: Uint8Array, norm: Float32Array, into: Matches): void {
  const { docs, sums, count } = into
  let at = 0
  for (let block = 0; block < list.blocks; block++) {
    list.load(block)
    for (let i = 0; i < list.size; i++) {
      const doc = list.docs[i]!
      at = firstFrom(docs, doc, at, count)
      if (at >= count) return
      if (docs[at] === doc) sums[at]! += weight * list.frequencies[i]! * norm[lengths[doc]!]!
    }
  }
}

/** Keeps the matches whose sum is not zero, adds to their scores and clears the sums. */
function keepFound(into: Matches, idf: number): void {
  const { docs, scores, sums } = into
  const factor = (1 + K1) * idf
  const { count } = into
  let kept = 0
  for (let i = 0; i < count; i++) {
    const sum = sums[i]!
    if (sum === 0) continue
    sums[i] = 0
    docs[kept] = docs[i]!
    scores[kept++] = scores[i]! + (factor * sum) / (K1 + sum)
  }
  into.count = kept
}

export function leaveOut(segment: Segment, none: readonly ResolvedClause[], norms: Norms, into: Matches): void {
  for (const clause of none) {
    if (into.count === 0) return
    addOccurrences(segment, clause, norms, into)
    const { docs, scores, sums } = into
    let kept = 0
    for (let i = 0; i < into.count; i++) {
      const found = sums[i] !== 0
      sums[i] = 0
      if (found) continue
      docs[kept] = docs[i]!
      scores[kept++] = scores[i]!
    }
    into.count = kept
  }
}
