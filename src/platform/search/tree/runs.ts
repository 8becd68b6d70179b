import { isFirst, isLast, positionOf } from '#platform/search/segments/places.ts'
import { MOST_OCCURRENCES, type PostingList } from '#platform/search/segments/postings.ts'

/** A step of a run within one field: any of some words, at most (`exactly` so: just) so many places after the last step. */
export interface Step {
  readonly lists: readonly PostingList[]
  readonly distance: number
  readonly exactly: boolean
  /** It may also come before the last step. */
  readonly eitherSide: boolean
}

export interface Run {
  readonly steps: readonly Step[]
  /** The first step is the first word of a value; the last step its last. */
  readonly first: boolean
  readonly last: boolean
}

type Places = Map<number, readonly number[]>

/** Calls back for each document that has the run, in ascending order, with how many places end one. */
export function eachRun({ steps, first, last }: Run, found: (doc: number, count: number) => void): void {
  if (steps.some(({ lists }) => lists.length === 0)) return
  const docs = commonDocs(steps)
  let reached: Places | null = null
  for (const [s, step] of steps.entries()) {
    const places = placesIn(step.lists, docs)
    const next: Places = new Map()
    for (const doc of docs) {
      let here = places.get(doc) ?? []
      if (s === 0 && first) here = here.filter(isFirst)
      if (s === steps.length - 1 && last) here = here.filter(isLast)
      const before = reached?.get(doc)
      if (reached !== null) here = here.filter((place) => before?.some((one) => follows(one, place, step)) === true)
      if (here.length > 0) next.set(doc, here)
    }
    reached = next
  }
  for (const doc of docs) {
    const count = reached?.get(doc)?.length ?? 0
    if (count > 0) found(doc, count)
  }
}

function follows(before: number, place: number, { distance, exactly, eitherSide }: Step): boolean {
  const ahead = positionOf(place) - positionOf(before)
  const apart = eitherSide ? Math.abs(ahead) : ahead
  return exactly ? apart === distance : apart > 0 && apart <= distance
}

/** The documents that have a word of every step, ascending. */
function commonDocs(steps: readonly Step[]): number[] {
  const counted = steps.map(({ lists }) => ({ lists, count: lists.reduce((sum, list) => sum + list.count, 0) }))
  const [rarest, ...others] = counted.sort((a, b) => a.count - b.count)
  if (rarest === undefined) return []
  let docs = [...new Set(rarest.lists.flatMap((list) => docsOf(list)))].sort((a, b) => a - b)
  for (const { lists, count } of others) {
    if (docs.length * lists.length < count) {
      docs = docs.filter((doc) => lists.some((list) => list.find(doc) >= 0))
    } else {
      const all = new Set(lists.flatMap((list) => docsOf(list)))
      docs = docs.filter((doc) => all.has(doc))
    }
  }
  return docs
}

function docsOf(list: PostingList): number[] {
  const docs: number[] = []
  for (let block = 0; block < list.blocks; block++) {
    list.load(block)
    for (let i = 0; i < list.size; i++) docs.push(list.docs[i]!)
  }
  return docs
}

const read = new Uint32Array(MOST_OCCURRENCES)

/** Where the wanted documents have any of the words; list by list when few are wanted, all of a list's otherwise. */
function placesIn(lists: readonly PostingList[], docs: readonly number[]): Places {
  const places = new Map<number, number[]>()
  const take = (list: PostingList, doc: number, index: number): void => {
    const count = list.readPlaces(index, read)
    const here = places.get(doc)
    if (here === undefined) places.set(doc, [...read.subarray(0, count)])
    else here.push(...read.subarray(0, count))
  }
  const wanted = new Set(docs)
  for (const list of lists) {
    if (list.count < docs.length) {
      for (const doc of docsOf(list)) if (wanted.has(doc)) take(list, doc, list.find(doc))
      continue
    }
    for (const doc of docs) {
      const index = list.find(doc)
      if (index >= 0) take(list, doc, index)
    }
  }
  return places
}
