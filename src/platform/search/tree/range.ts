import { compareBytes } from '#platform/search/segments/bytes.ts'
import { encode, NONE, type Segment } from '#platform/search/segments/segment.ts'
import { seekString } from '#platform/search/segments/string-table.ts'
import type { IndexSchema, QueryTree } from '#platform/search/types.ts'
import { add, type DocSet, noDocs } from './doc-set.ts'

type Range = Extract<QueryTree, { kind: 'range' }>

/** The documents whose sort value lies in a range. Throws a TypeError on a sort the schema does not have. */
export function rangeIn(schema: IndexSchema, range: Range): (segment: Segment) => DocSet {
  const kind = schema.sorts[range.sort]
  if (kind === undefined) throw new TypeError(`the index ${schema.name} has no sort "${range.sort}"`)
  return kind === 'number' ? numbersIn(range) : stringsIn(range)
}

function numbersIn({ sort, from, to, fromExclusive = false, toExclusive = false }: Range) {
  const least = from === undefined ? -Infinity : Number(from)
  const most = to === undefined ? Infinity : Number(to)
  return (segment: Segment): DocSet => {
    const set = noDocs(segment.count)
    const column = segment.numbers[sort]!
    for (let doc = 0; doc < segment.count; doc++) {
      const value = column[doc]!
      // False for a missing value (NaN).
      if (value >= least && value <= most && !(fromExclusive && value === least) && !(toExclusive && value === most)) {
        add(set, doc)
      }
    }
    return set
  }
}

function stringsIn({ sort, from, to, fromExclusive = false, toExclusive = false }: Range) {
  return (segment: Segment): DocSet => {
    const set = noDocs(segment.count)
    const { table, ordinals } = segment.strings[sort]!
    const least = from === undefined ? 0 : firstOrdinal(table, String(from), fromExclusive)
    const end = to === undefined ? table.count : firstOrdinal(table, String(to), !toExclusive)
    for (let doc = 0; doc < segment.count; doc++) {
      const ordinal = ordinals[doc]!
      if (ordinal !== NONE && ordinal >= least && ordinal < end) add(set, doc)
    }
    return set
  }
}

/** The first string that is not before the wanted one; with `beyond`, that is after it. */
function firstOrdinal(table: Segment['words'], text: string, beyond: boolean): number {
  const wanted = encode(text)
  const cursor = seekString(table, wanted)
  if (cursor === null) return table.count
  const same = compareBytes(cursor.key, 0, cursor.length, wanted, 0, wanted.length) === 0
  return cursor.ordinal + (same && beyond ? 1 : 0)
}
