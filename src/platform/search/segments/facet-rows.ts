import type { IndexSchema } from '#platform/search/types.ts'
import { sharedUint32 } from './bytes.ts'
import type { FacetCounter } from './facet-counter.ts'

/**
 * The facet values of a segment's documents, document after document, so that counting several facets of a hit touches one
 * place of memory. A row is its length and then the facets in the schema's order: one value as its ordinal + 1 or 0, many
 * values as their number and their ordinals. An ordinal takes one unit of sixteen bits, or two in a facet that is `wide`.
 */
export interface FacetRows {
  /** Where the row of every `GROUP`th document begins. */
  readonly at: Uint32Array
  readonly units: Uint16Array
  /** A bit for each facet. */
  readonly wide: number
}

const GROUP = 4
const MOST_NARROW = 0xfffe

/** By facet in the schema's order: whether a document may have many values. */
export const manyOf = (schema: IndexSchema): boolean[] => Object.values(schema.facets).map((kind) => kind === 'many')

type Ordinals = readonly (readonly number[])[]

/** The facets in which one of the rows has an ordinal that takes two units. */
export function wideOf(rows: Iterable<Ordinals>): number {
  let wide = 0
  for (const row of rows) {
    for (let facet = 0; facet < row.length; facet++) {
      for (const ordinal of row[facet]!) if (ordinal > MOST_NARROW - 1) wide |= 1 << facet
    }
  }
  return wide
}

export class FacetRowsWriter {
  readonly #many: readonly boolean[]
  readonly #wide: number
  readonly #at: Uint32Array
  #units: Uint16Array
  #length = 0
  #count = 0

  constructor(many: readonly boolean[], wide: number, documents: number, units = documents * 8) {
    this.#many = many
    this.#wide = wide
    this.#at = sharedUint32(Math.ceil(documents / GROUP))
    this.#units = new Uint16Array(units)
  }

  /** Takes the ordinals of the next document, facet by facet. */
  add(ordinals: Ordinals): void {
    const values = ordinals.reduce((sum, own) => sum + own.length, 0)
    this.#begin(1 + ordinals.length + values * 2)
    const units = this.#units
    const start = this.#length++
    ordinals.forEach((own, facet) => {
      const isMany = this.#many[facet] === true
      if (isMany) units[this.#length++] = own.length
      const written = isMany ? own : [own[0] === undefined ? 0 : own[0] + 1]
      for (const value of written) {
        if (((this.#wide >>> facet) & 1) === 1) units[this.#length++] = value >>> 16
        units[this.#length++] = value
      }
    })
    units[start] = this.#length - start
  }

  /** Takes a row as another segment has it, that is as wide. */
  copy(rows: FacetRows, doc: number): void {
    const from = rowAt(rows, doc)
    const length = rows.units[from]!
    this.#begin(length)
    const units = this.#units
    for (let i = 0; i < length; i++) units[this.#length++] = rows.units[from + i]!
  }

  #begin(room: number): void {
    if (this.#count % GROUP === 0) this.#at[this.#count / GROUP] = this.#length
    this.#count++
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

function rowAt({ at, units }: FacetRows, doc: number): number {
  let p = at[Math.floor(doc / GROUP)]!
  for (let before = doc % GROUP; before > 0; before--) p += units[p]!
  return p
}

/** Counts facets of documents; null where a facet is not asked for. */
export function countRows(
  { at, units, wide }: FacetRows,
  many: readonly boolean[],
  counters: readonly (FacetCounter | null)[],
  docs: Uint32Array,
  count: number,
): void {
  const last = counters.findLastIndex((counter) => counter !== null)
  const kinds = Uint8Array.from(many, Number)
  for (let d = 0; d < count; d++) {
    const doc = docs[d]!
    let p = at[doc >>> 2]!
    for (let before = doc & 3; before > 0; before--) p += units[p]!
    p++
    for (let facet = 0; facet <= last; facet++) {
      const counter = counters[facet]!
      const isMany = kinds[facet] === 1
      const values = isMany ? units[p++]! : 1
      const isWide = ((wide >>> facet) & 1) === 1
      const end = p + (isWide ? values * 2 : values)
      if (counter !== null) {
        while (p < end) {
          const value = isWide ? units[p++]! * 65_536 + units[p++]! : units[p++]!
          if (isMany) counter.add(value)
          else if (value > 0) counter.add(value - 1)
        }
      }
      p = end
    }
  }
}

const scratch: number[] = []

/** The ordinals of one facet of a document; to be used before the next call. */
export function valuesOf(rows: FacetRows, many: readonly boolean[], facet: number, doc: number): readonly number[] {
  const { units, wide } = rows
  let p = rowAt(rows, doc) + 1
  for (let before = 0; before < facet; before++) {
    const values = many[before] === true ? units[p++]! : 1
    p += ((wide >>> before) & 1) === 1 ? values * 2 : values
  }
  const isMany = many[facet] === true
  scratch.length = 0
  for (let rest = isMany ? units[p++]! : 1; rest > 0; rest--) {
    const value = ((wide >>> facet) & 1) === 1 ? units[p++]! * 65_536 + units[p++]! : units[p++]!
    if (isMany) scratch.push(value)
    else if (value > 0) scratch.push(value - 1)
  }
  return scratch
}
