import type { PhraseMatcher } from '#platform/search/engine/resolve.ts'
import { positionOf } from '#platform/search/segments/places.ts'
import { MOST_OCCURRENCES, type PostingList } from '#platform/search/segments/postings.ts'

/** A list not longer than so many times the rarest is gone through beside it; in a longer one documents are looked up. */
const ALONGSIDE = 8

/** Calls back for every document that has the phrase, in order, with how often. */
export function eachPhrase(phrase: PhraseMatcher, found: (doc: number, frequency: number) => void): void {
  const [only, ...others] = phrase.lists
  if (only !== undefined && others.length === 0) {
    eachPosting(only, found)
    return
  }
  const rarest = phrase.lists.reduce((least, list) => (list.count < least.count ? list : least))
  const other = phrase.lists.find((list) => list !== rarest && list.bits === null)
  if (other !== undefined && other.count < rarest.count * ALONGSIDE) {
    eachShared(rarest, other, (doc) => {
      const frequency = phraseFrequency(phrase, doc)
      if (frequency > 0) found(doc, frequency)
    })
    return
  }
  for (let block = 0; block < rarest.blocks; block++) {
    rarest.load(block)
    for (let i = 0; i < rarest.size; i++) {
      const doc = rarest.docs[i]!
      const frequency = phraseFrequency(phrase, doc)
      if (frequency > 0) found(doc, frequency)
    }
  }
}

/** Goes through two lists side by side. */
function eachShared(a: PostingList, b: PostingList, found: (doc: number) => void): void {
  let [i, j] = [0, 0]
  const shared: number[] = []
  for (let [blockA, blockB] = [0, 0]; blockA < a.blocks && blockB < b.blocks; ) {
    a.load(blockA)
    b.load(blockB)
    while (i < a.size && j < b.size) {
      const difference = a.docs[i]! - b.docs[j]!
      if (difference === 0) shared.push(a.docs[i]!)
      if (difference <= 0) i++
      if (difference >= 0) j++
    }
    if (i === a.size) [i, blockA] = [0, blockA + 1]
    if (j === b.size) [j, blockB] = [0, blockB + 1]
  }
  // Only now: what is found may load other blocks.
  for (const doc of shared) found(doc)
}

function eachPosting(list: PostingList, found: (doc: number, frequency: number) => void): void {
  for (let block = 0; block < list.blocks; block++) {
    list.load(block)
    for (let i = 0; i < list.size; i++) found(list.docs[i]!, list.frequencies[i]!)
  }
}

// Used again and again: a query asks this of thousands of documents.
const beginnings = new Uint32Array(MOST_OCCURRENCES)
const continued = new Uint32Array(MOST_OCCURRENCES)
const indexes: number[] = []

/** How often a document has the phrase. */
export function phraseFrequency({ lists, offsets }: PhraseMatcher, doc: number): number {
  for (let l = 0; l < lists.length; l++) {
    const index = lists[l]!.find(doc)
    if (index < 0) return 0
    indexes[l] = index
  }
  let count = lists[0]!.readPlaces(indexes[0]!, beginnings)
  for (let i = 0; i < count; i++) beginnings[i] = positionOf(beginnings[i]!) - offsets[0]!
  for (let l = 1; l < lists.length && count > 0; l++) {
    const places = lists[l]!.readPlaces(indexes[l]!, continued)
    const offset = offsets[l]!
    let kept = 0
    for (let i = 0, j = 0; i < count; i++) {
      const wanted = beginnings[i]! + offset
      while (j < places && positionOf(continued[j]!) < wanted) j++
      if (j < places && positionOf(continued[j]!) === wanted) beginnings[kept++] = beginnings[i]!
    }
    count = kept
  }
  return count
}
