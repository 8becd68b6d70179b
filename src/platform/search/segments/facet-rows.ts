import type { IndexSchema } from '#platform/search/types.ts'
import { sharedUint32 } from './bytes.ts'

/**
 * The facet values of a segment's documents, document after document, so that counting several facets of a hit touches one
 * place of memory: row `d` is `units[at[d] … at[d + 1])`. A row holds the facets that have one value, each as its ordinal + 1
 * or 0, and then those that have many, each as their number and their ordinals + 1. An ordinal takes a unit of sixteen
 * bits, or two in a facet that is `wide`.
 */
export interface FacetRows {
  readonly at: Uint32Array
  readonly units: Uint16Array
  /** A bit for each facet of the schema. */
  readonly wide: number
}

const MOST_NARROW = 0xffff

/** By facet in the schema's order: whether a document may have many values. */
export const manyOf = (schema: IndexSchema): boolean[] => Object.values(schema.facets).map((kind) => kind === 'many')

type Ordinals = readonly (readonly number[])[]

/** The facets in which one of the rows has an ordinal that takes two units. */
export function wideOf(rows: Iterable<Ordinals>): number {
  let wide = 0
  for (const row of rows) {
    for (let facet = 0; facet < row.length; facet++) {
      for (const ordinal of row[facet]!) if (ordinal + 1 > MOST_NARROW) wide |= 1 << facet
    }
  }
  return wide
}

/** The facets in the order in which rows hold them. */
function inRowOrder(many: readonly boolean[]): number[] {
  const facets = [...many.keys()]
  return [...facets.filter((facet) => many[facet] === false), ...facets.filter((facet) => many[facet] === true)]
}

const isWide = (wide: number, facet: number): boolean => ((wide >>> facet) & 1) === 1

export class FacetRowsWriter {
  readonly #many: readonly boolean[]
  readonly #order: readonly number[]
  readonly #wide: number
  readonly #at: Uint32Array
  #units: Uint16Array
  #length = 0
  #count = 0

  constructor(many: readonly boolean[], wide: number, documents: number, units = documents * 8) {
    this.#many = many
    this.#order = inRowOrder(many)
    this.#wide = wide
    this.#at = sharedUint32(documents + 1)
    this.#units = new Uint16Array(units)
  }

  /** Takes the ordinals of the next document, by facet in the schema's order. */
  add(ordinals: Ordinals): void {
    this.#reserve(ordinals.length * 3 + ordinals.reduce((sum, own) => sum + own.length * 2, 0))
    for (const facet of this.#order) {
      const own = ordinals[facet]!
      if (this.#many[facet] === true) {
        this.#units[this.#length++] = own.length
        for (const ordinal of own) this.#write(facet, ordinal + 1)
      } else this.#write(facet, own[0] === undefined ? 0 : own[0] + 1)
    }
    this.#at[++this.#count] = this.#length
  }

  #write(facet: number, value: number): void {
    if (isWide(this.#wide, facet)) this.#units[this.#length++] = value >>> 16
    this.#units[this.#length++] = value
  }

  /** Takes the rows [from, end) of another segment that is as wide. */
  copy({ at, units }: FacetRows, from: number, end: number): void {
    const start = at[from]!
    this.#reserve(at[end]! - start)
    this.#units.set(units.subarray(start, at[end]!), this.#length)
    const shift = this.#length - start
    for (let doc = from; doc < end; doc++) this.#at[++this.#count] = at[doc + 1]! + shift
    this.#length += at[end]! - start
  }

  #reserve(room: number): void {
    if (this.#length + room <= this.#units.length) return
    const units = new Uint16Array(Math.ceil((this.#length + room) * 1.5) + 64)
    units.set(this.#units)
    this.#units = units
  }

  share(): FacetRows {
    const units = new Uint16Array(new SharedArrayBuffer(this.#length * 2))
    units.set(this.#units.subarray(0, this.#length))
    return { at: this.#at, units, wide: this.#wide }
  }
}

/** Takes a facet's values of many documents at once. A value is an ordinal + 1, or 0 for none. */
export interface ValueCounter {
  /** Values at `places` of the units; of two units each where `wide`. */
  takeOne(units: Uint16Array, places: Uint32Array, offset: number, count: number, wide: boolean): void
  /** Lists that begin at `places`, which are left behind them. */
  takeMany(units: Uint16Array, places: Uint32Array, count: number, wide: boolean): void
}

/** So many rows are touched before they are read: the memory's answers then come together. */
const BATCH = 512
const places = new Uint32Array(BATCH)
/** The sum of what was only touched, kept so that the touching is not left out. */
export const touched = { sum: 0 }

/** Counts facets of documents; null where a facet is not asked for. */
export function countRows(
  { at, units, wide }: FacetRows,
  many: readonly boolean[],
  counters: readonly (ValueCounter | null)[],
  docs: Uint32Array,
  count: number,
): void {
  const order = inRowOrder(many)
  const last = order.findLastIndex((facet) => counters[facet] !== null)
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from)
    let sum = 0
    for (let i = 0; i < size; i++) {
      const place = at[docs[from + i]!]!
      places[i] = place
      sum += units[place]!
    }
    touched.sum = sum
    let offset = 0
    let reading = false
    for (const facet of order.slice(0, last + 1)) {
      const counter = counters[facet]!
      const own = isWide(wide, facet)
      if (many[facet] === false) {
        counter?.takeOne(units, places, offset, size, own)
        offset += own ? 2 : 1
        continue
      }
      if (!reading) for (let i = 0; i < size; i++) places[i]! += offset
      reading = true
      if (counter !== null) counter.takeMany(units, places, size, own)
      else for (let i = 0; i < size; i++) places[i]! += 1 + units[places[i]!]! * (own ? 2 : 1)
    }
  }
}

const scratch: number[] = []

/** The ordinals of one facet of a document; to be used before the next call. */
export function valuesOf(
  { at, units, wide }: FacetRows,
  many: readonly boolean[],
  facet: number,
  doc: number,
): readonly number[] {
  let p = at[doc]!
  for (const before of orderOf(many)) {
    if (before === facet) break
    const values = many[before] === true ? units[p++]! : 1
    p += isWide(wide, before) ? values * 2 : values
  }
  scratch.length = 0
  for (let rest = many[facet] === true ? units[p++]! : 1; rest > 0; rest--) {
    const value = isWide(wide, facet) ? units[p++]! * 65_536 + units[p++]! : units[p++]!
    if (value > 0) scratch.push(value - 1)
  }
  return scratch
}

const orders = new WeakMap<readonly boolean[], number[]>()

function orderOf(many: readonly boolean[]): readonly number[] {
  let order = orders.get(many)
  if (order === undefined) {
    order = inRowOrder(many)
    orders.set(many, order)
  }
  return order
}
