import type { IndexSchema } from '#platform/search/types.ts'
import { ByteWriter, sharedUint32 } from './bytes.ts'
import type { FacetCounter } from './facet-counter.ts'

/**
 * The facet values of a segment's documents, document after document, so that counting several facets of a hit touches one
 * place of memory: row `d` is `bytes[at[d] … at[d + 1])`. A row holds the facets in the schema's order as varints: one
 * value as its ordinal + 1, or 0; many values as their number and their ordinals.
 */
export interface FacetRows {
  readonly at: Uint32Array
  readonly bytes: Uint8Array
}

/** By facet in the schema's order: whether a document may have many values. */
export const manyOf = (schema: IndexSchema): boolean[] => Object.values(schema.facets).map((kind) => kind === 'many')

export class FacetRowsWriter {
  readonly #bytes = new ByteWriter(1 << 12)
  readonly #at: number[] = [0]

  /** Takes the ordinals of one document, facet by facet. */
  add(many: readonly boolean[], ordinals: readonly (readonly number[])[]): void {
    many.forEach((isMany, facet) => {
      const values = ordinals[facet]!
      if (!isMany) this.#bytes.varint(values[0] === undefined ? 0 : values[0] + 1)
      else {
        this.#bytes.varint(values.length)
        for (const value of values) this.#bytes.varint(value)
      }
    })
    this.#at.push(this.#bytes.length)
  }

  share(): FacetRows {
    const at = sharedUint32(this.#at.length)
    at.set(this.#at)
    return { at, bytes: this.#bytes.share() }
  }
}

/** Counts facets of documents; null where a facet is not asked for. */
export function countRows(
  { at, bytes }: FacetRows,
  many: readonly boolean[],
  counters: readonly (FacetCounter | null)[],
  docs: Uint32Array,
  count: number,
): void {
  const last = counters.findLastIndex((counter) => counter !== null)
  const kinds = Uint8Array.from(many, Number)
  for (let d = 0; d < count; d++) {
    let p = at[docs[d]!]!
    for (let facet = 0; facet <= last; facet++) {
      const counter = counters[facet]!
      let values = 1
      let less = 1
      if (kinds[facet] === 1) {
        less = 0
        values = bytes[p++]!
        if (values > 127) {
          values &= 127
          let byte = 0
          let shift = 7
          do {
            byte = bytes[p++]!
            values |= (byte & 127) << shift
            shift += 7
          } while (byte > 127)
        }
      }
      for (; values > 0; values--) {
        let value = bytes[p++]!
        if (value > 127) {
          value &= 127
          let byte = 0
          let shift = 7
          do {
            byte = bytes[p++]!
            value |= (byte & 127) << shift
            shift += 7
          } while (byte > 127)
        }
        if (counter !== null && value >= less) counter.add(value - less)
      }
    }
  }
}

const scratch: number[] = []

/** The ordinals of one facet of a document; to be used before the next call. */
export function valuesOf(
  { at, bytes }: FacetRows,
  many: readonly boolean[],
  facet: number,
  doc: number,
): readonly number[] {
  let p = at[doc]!
  const varint = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[p++]!
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  for (let before = 0; before < facet; before++) {
    for (let rest = many[before] === true ? varint() : 1; rest > 0; rest--) while (bytes[p++]! > 127);
  }
  scratch.length = 0
  if (many[facet] === true) for (let rest = varint(); rest > 0; rest--) scratch.push(varint())
  else {
    const value = varint()
    if (value > 0) scratch.push(value - 1)
  }
  return scratch
}
