import { firstFrom, Uint32Writer } from './bytes.ts'

/**
 * The facet values of a segment's documents, in rows of one width, so that counting several facets of a hit touches one
 * place of memory and no value waits for another: row `d` begins at `units[d * width]`. Each facet has a few slots in it,
 * filled from the left with ordinals + 1, the rest 0; a slot takes a unit of sixteen bits, or two where the facet is wide.
 * What a document has beyond the slots is spilled.
 */
export interface FacetRows {
  readonly shape: RowShape
  readonly units: Uint16Array
  readonly spill: Spill
}

/** By facet in the schema's order. */
export interface RowShape {
  readonly width: number
  readonly slots: readonly number[]
  readonly wide: readonly boolean[]
  /** Where the facet's slots begin in a row. */
  readonly offsets: readonly number[]
  /** No value is as great as this. */
  readonly values: readonly number[]
}

/** Values without a slot: entry `e` is of document `docs[e]` (ascending) and a facet, with `values[at[e] … at[e + 1])`. */
export interface Spill {
  readonly docs: Uint32Array
  readonly facets: Uint8Array
  readonly at: Uint32Array
  readonly values: Uint32Array
}

const MOST_NARROW = 0xffff
const MOST_SLOTS = 16
/** A facet gets one slot more while more than this part of the documents would spill. */
const SPILLING = 1 / 16

export function rowShape(slots: readonly number[], values: readonly number[]): RowShape {
  const wide = values.map((count) => count - 1 > MOST_NARROW)
  const offsets: number[] = []
  let width = 0
  for (const [facet, count] of slots.entries()) {
    offsets.push(width)
    width += count * (wide[facet] === true ? 2 : 1)
  }
  return { width, slots, wide, offsets, values }
}

/** Sees the values of all documents first, to find the rows' shape. */
export class ShapeFinder {
  readonly #having: Uint32Array[]
  readonly #values: number[]
  readonly #documents: number

  constructor(facets: number, documents: number) {
    this.#having = Array.from({ length: facets }, () => new Uint32Array(MOST_SLOTS + 1))
    this.#values = Array.from({ length: facets }, () => 1)
    this.#documents = documents
  }

  see(facet: number, ordinals: readonly number[]): void {
    this.#having[facet]![Math.min(ordinals.length, MOST_SLOTS)]!++
    for (const ordinal of ordinals) if (ordinal + 2 > this.#values[facet]!) this.#values[facet] = ordinal + 2
  }

  shape(): RowShape {
    const slots = this.#having.map((having) => {
      let slots = MOST_SLOTS
      let spilling = 0
      while (slots > 1 && spilling + having[slots]! <= this.#documents * SPILLING) spilling += having[slots--]!
      return slots
    })
    return rowShape(slots, this.#values)
  }
}

/** Takes documents in order, each by `begin` and then its facets in any order. */
export class FacetRowsWriter {
  readonly #shape: RowShape
  readonly #units: Uint16Array
  readonly #docs = new Uint32Writer()
  readonly #facets: number[] = []
  readonly #at = new Uint32Writer()
  readonly #values = new Uint32Writer()
  #next = 0

  constructor(shape: RowShape, documents: number) {
    this.#shape = shape
    this.#units = new Uint16Array(new SharedArrayBuffer(documents * shape.width * 2))
    this.#at.push(0)
  }

  begin(): void {
    this.#next++
  }

  take(facet: number, ordinals: readonly number[]): void {
    const { width, slots, wide, offsets } = this.#shape
    const doc = this.#next - 1
    const room = slots[facet]!
    let place = doc * width + offsets[facet]!
    for (let i = 0; i < ordinals.length && i < room; i++) {
      const value = ordinals[i]! + 1
      if (wide[facet] === true) this.#units[place++] = value >>> 16
      this.#units[place++] = value
    }
    if (ordinals.length <= room) return
    this.#docs.push(doc)
    this.#facets.push(facet)
    for (let i = room; i < ordinals.length; i++) this.#values.push(ordinals[i]! + 1)
    this.#at.push(this.#values.length)
  }

  finish(): FacetRows {
    const facets = new Uint8Array(new SharedArrayBuffer(this.#facets.length))
    facets.set(this.#facets)
    const spill = { docs: this.#docs.share(), facets, at: this.#at.share(), values: this.#values.share() }
    return { shape: this.#shape, units: this.#units, spill }
  }
}

/** Takes a facet's values of many documents. A value is an ordinal + 1, or 0 for none. */
export interface ValueCounter {
  /** The values in one slot: at `places` + `offset` of the units, of two units each where `wide`. */
  takeSlot(units: Uint16Array, places: Uint32Array, offset: number, count: number, wide: boolean): void
  add(ordinal: number): void
}

/** So many rows are touched before they are read: the memory's answers then come together. */
const BATCH = 512
const places = new Uint32Array(BATCH)
/** The sum of what was only touched, kept so that the touching is not left out. */
export const touched = { sum: 0 }

/** Counts facets of documents, given in ascending order; null where a facet is not asked for. */
export function countRows(
  rows: FacetRows,
  counters: readonly (ValueCounter | null)[],
  docs: Uint32Array,
  count: number,
): void {
  const { units, shape } = rows
  const { width, slots, wide, offsets } = shape
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from)
    let sum = 0
    for (let i = 0; i < size; i++) {
      const place = docs[from + i]! * width
      places[i] = place
      sum += units[place]!
    }
    touched.sum = sum
    for (let facet = 0; facet < counters.length; facet++) {
      const counter = counters[facet]!
      if (counter === null) continue
      const step = wide[facet] === true ? 2 : 1
      const end = offsets[facet]! + slots[facet]! * step
      for (let at = offsets[facet]!; at < end; at += step) counter.takeSlot(units, places, at, size, step === 2)
    }
  }
  countSpilled(rows.spill, counters, docs, count)
}

function countSpilled(
  spill: Spill,
  counters: readonly (ValueCounter | null)[],
  docs: Uint32Array,
  count: number,
): void {
  let hit = 0
  for (let entry = 0; entry < spill.docs.length && hit < count; ) {
    const doc = spill.docs[entry]!
    hit = firstFrom(docs, doc, hit, count)
    if (hit === count) return
    if (docs[hit] !== doc) {
      entry = firstFrom(spill.docs, docs[hit]!, entry, spill.docs.length)
      continue
    }
    const counter = counters[spill.facets[entry]!]!
    if (counter !== null)
      for (let i = spill.at[entry]!; i < spill.at[entry + 1]!; i++) counter.add(spill.values[i]! - 1)
    entry++
  }
}

const scratch: number[] = []

/** The ordinals of one facet of a document; to be used before the next call. */
export function valuesOf({ shape, units, spill }: FacetRows, facet: number, doc: number): readonly number[] {
  const room = shape.slots[facet]!
  const wide = shape.wide[facet] === true
  let place = doc * shape.width + shape.offsets[facet]!
  scratch.length = 0
  for (let slot = 0; slot < room; slot++) {
    const value = wide ? units[place++]! * 65_536 + units[place++]! : units[place++]!
    if (value === 0) return scratch
    scratch.push(value - 1)
  }
  if (spill.docs.length === 0) return scratch
  for (let e = firstFrom(spill.docs, doc, 0, spill.docs.length); spill.docs[e] === doc; e++) {
    if (spill.facets[e] !== facet) continue
    for (let i = spill.at[e]!; i < spill.at[e + 1]!; i++) scratch.push(spill.values[i]! - 1)
  }
  return scratch
}

/** Whether a document has one of the chosen values (by ordinal, 1 when chosen) of a facet. */
export function hasChosen(rows: FacetRows, facet: number, doc: number, chosen: Uint8Array): boolean {
  for (const ordinal of valuesOf(rows, facet, doc)) if (chosen[ordinal] === 1) return true
  return false
}
