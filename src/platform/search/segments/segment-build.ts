import type { Analyse, AnalysedTerm, IndexSchema, SearchDocument } from '#platform/search/types.ts'
import { beginningMark, codeOf, endMark } from './analysis.ts'
import { sharedFloat64, sharedUint32 } from './bytes.ts'
import { type DenseLists, denseFrom, denseLists, keptCounts } from './dense.ts'
import type { FacetDictionaries } from './facet-dictionary.ts'
import { type FacetRows, FacetRowsWriter, ShapeFinder } from './facet-rows.ts'
import { placeAt } from './places.ts'
import { MOST_OCCURRENCES } from './postings.ts'
import { PostingsWriter } from './postings-write.ts'
import {
  buildIdTable,
  bury,
  encode,
  finish,
  idBytes,
  type Layout,
  layoutOf,
  lengthByte,
  lengthOf,
  NONE,
  noneDead,
  type Segment,
  type StringColumn,
} from './segment.ts'
import { StringTableWriter } from './string-table.ts'

/** Words between two values of a field, so that no phrase runs from one into the next. */
const VALUE_GAP = 10
const FIELD_BITS = 5

type SealedWords = Pick<Segment, 'words' | 'wordAt' | 'postings' | 'dense' | 'stems' | 'stemAt' | 'stemWords'>

/** Takes documents and makes a segment of them. */
export class SegmentBuilder {
  readonly #schema: IndexSchema
  readonly #layout: Layout
  readonly #dictionaries: FacetDictionaries
  readonly #analyse: Analyse
  readonly #ids: Uint8Array[] = []
  readonly #places = new Map<string, number>()
  readonly #buried = new Set<number>()
  /** Of each word, pairs of (document and field, place). */
  readonly #words = new Map<string, number[]>()
  readonly #stems = new Map<string, Set<string>>()
  readonly #lengths: number[][]
  readonly #facets: number[][][] = []
  readonly #sorts: Record<string, (string | number | null)[]> = {}

  constructor(schema: IndexSchema, dictionaries: FacetDictionaries, analyse: Analyse) {
    this.#schema = schema
    this.#layout = layoutOf(schema)
    this.#dictionaries = dictionaries
    this.#analyse = analyse
    this.#lengths = this.#layout.fields.map(() => [])
    for (const name of Object.keys(schema.sorts)) this.#sorts[name] = []
  }

  get count(): number {
    return this.#ids.length
  }

  /** Adds a document, in place of an earlier one with the same id. */
  add(document: SearchDocument): void {
    const id = idBytes(document.id)
    this.remove(document.id)
    const doc = this.#ids.length
    this.#ids.push(id)
    this.#places.set(document.id.toLowerCase(), doc)
    this.#layout.fields.forEach((name, field) => {
      this.#lengths[field]!.push(this.#addField(doc, field, document.fields[name] ?? [], document.leads?.[name]))
    })
    const ordinals = this.#layout.facets.map((name) => {
      const values = document.facets[name] ?? []
      const taken = this.#schema.facets[name] === 'many' ? values : values.slice(0, 1)
      return [...new Set(taken.map((value) => this.#dictionaries[name]!.ordinal(value)))]
    })
    this.#facets.push(ordinals)
    for (const name of Object.keys(this.#schema.sorts)) this.#sorts[name]!.push(document.sorts[name] ?? null)
  }

  remove(id: string): boolean {
    const doc = this.#places.get(id.toLowerCase())
    if (doc === undefined) return false
    this.#buried.add(doc)
    return this.#places.delete(id.toLowerCase())
  }

  #addField(doc: number, field: number, values: readonly string[], leading = values.length): number {
    const { kind, leads } = this.#schema.fields[this.#layout.fields[field]!]!
    const code = kind === 'code'
    let base = 0
    let length = 0
    for (const [i, value] of values.entries()) {
      let last = -1
      const terms = code ? asCode(value) : this.#analyse(value)
      const start = terms[0]?.position
      const end = terms.at(-1)?.position
      for (const { word, term, position } of terms) {
        if (position > last) length++
        last = Math.max(last, position)
        const place = placeAt(base + position, position === start, position === end)
        this.#addOccurrence(word, (doc << FIELD_BITS) | field, place)
        if (term !== word) this.#addStem(term, word)
      }
      if (leads === true && i < leading) this.#addEnds(terms, (doc << FIELD_BITS) | field, base)
      base += last + 1 + VALUE_GAP
    }
    return length
  }

  #addEnds(terms: readonly AnalysedTerm[], owner: number, base: number): void {
    const first = terms[0]
    const last = terms.at(-1)
    if (first === undefined || last === undefined) return
    this.#addOccurrence(beginningMark(first.word), owner, placeAt(base + first.position, true, false))
    this.#addOccurrence(endMark(last.word), owner, placeAt(base + last.position, false, true))
  }

  #addOccurrence(word: string, owner: number, place: number): void {
    const pairs = this.#words.get(word)
    if (pairs === undefined) {
      this.#words.set(word, [owner, place])
    } else if (pairs.at(-2) !== owner || pairs.at(-1) !== place) {
      pairs.push(owner, place)
    }
  }

  #addStem(term: string, word: string): void {
    const words = this.#stems.get(term)
    if (words === undefined) this.#stems.set(term, new Set([word]))
    else words.add(word)
  }

  /** Makes the segment; the builder is of no use afterwards. */
  seal(): Segment {
    const count = this.count
    const ids = new Uint8Array(new SharedArrayBuffer(count * 16))
    for (const [doc, id] of this.#ids.entries()) ids.set(id, doc * 16)
    const lengths = this.#lengths.map((column) => sharedBytes(column.map(lengthByte)))
    const lengthTotals = sharedFloat64(lengths.length)
    this.#lengths.forEach((column, field) => {
      lengthTotals[field] = column.reduce((sum, length) => sum + lengthOf(lengthByte(length)), 0)
    })
    const { dense, ...words } = this.#sealWords()
    const facets = this.#sealFacets()
    const segment: Segment = {
      count,
      ids,
      idTable: finish(buildIdTable(ids, count)),
      ...words,
      dense: { ...dense, counts: finish(keptCounts(dense, facets, count)) },
      lengths,
      lengthTotals,
      facets,
      numbers: Object.fromEntries(this.#layout.numbers.map((name) => [name, numberColumn(this.#sorts[name]!)])),
      strings: Object.fromEntries(this.#layout.strings.map((name) => [name, stringColumn(this.#sorts[name]!)])),
      dead: noneDead(count),
    }
    for (const doc of this.#buried) bury(segment, doc)
    return segment
  }

  #sealFacets(): FacetRows {
    const finder = new ShapeFinder(this.#layout.facets.length, this.count)
    for (const row of this.#facets) for (const [facet, ordinals] of row.entries()) finder.see(facet, ordinals)
    const writer = new FacetRowsWriter(finder.shape(), this.count)
    for (const row of this.#facets) {
      writer.begin()
      for (const [facet, ordinals] of row.entries()) writer.take(facet, ordinals)
    }
    return writer.finish()
  }

  #sealWords(): Omit<SealedWords, 'dense'> & { dense: Omit<DenseLists, 'counts'> } {
    const words = sortedByBytes(this.#words.keys())
    const table = new StringTableWriter()
    const wordAt = sharedUint32(words.length + 1)
    const writer = new PostingsWriter(denseFrom(this.count))
    const ordinals = new Map<string, number>()
    for (const { text, bytes } of words) {
      const ordinal = table.add(bytes, 0, bytes.length)
      ordinals.set(text, ordinal)
      wordAt[ordinal] = writeWord(writer, this.#words.get(text)!, this.#layout.fields.length)
    }
    wordAt[words.length] = writer.out.length
    const stems = sortedByBytes(this.#stems.keys())
    const stemTable = new StringTableWriter()
    const stemAt = sharedUint32(stems.length + 1)
    const stemWords: number[] = []
    stems.forEach(({ text, bytes }, stem) => {
      stemTable.add(bytes, 0, bytes.length)
      stemWords.push(...[...this.#stems.get(text)!].map((word) => ordinals.get(word)!).sort((a, b) => a - b))
      stemAt[stem + 1] = stemWords.length
    })
    const shared = sharedUint32(stemWords.length)
    shared.set(stemWords)
    const postings = writer.out.share()
    return {
      words: table.finish(),
      wordAt,
      postings,
      dense: finish(denseLists(postings, writer.dense, this.count)),
      stems: stemTable.finish(),
      stemAt,
      stemWords: shared,
    }
  }
}

function asCode(value: string): AnalysedTerm[] {
  const word = codeOf(value)
  return word === '' ? [] : [{ word, term: word, position: 0 }]
}

function sortedByBytes(texts: Iterable<string>): { text: string; bytes: Uint8Array }[] {
  return Array.from(texts, (text) => ({ text, bytes: encode(text) })).sort((a, b) => Buffer.compare(a.bytes, b.bytes))
}

function sharedBytes(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(values.length))
  bytes.set(values)
  return bytes
}

/** Writes a word's occurrences, given as pairs in the order of documents, as one list a field. */
function writeWord(writer: PostingsWriter, pairs: readonly number[], fields: number): number {
  for (let field = 0; field < fields; field++) {
    writer.beginList(field)
    let from = 0
    while (from < pairs.length) {
      const owner = pairs[from]!
      let to = from
      while (to < pairs.length && pairs[to] === owner) to += 2
      if ((owner & ((1 << FIELD_BITS) - 1)) === field) {
        const kept = Math.min((to - from) / 2, MOST_OCCURRENCES)
        writer.posting(owner >>> FIELD_BITS, kept)
        for (let i = 0; i < kept; i++) writer.place(pairs[from + i * 2 + 1]!)
      }
      from = to
    }
    writer.endList()
  }
  return writer.endWord()
}

function numberColumn(values: readonly (string | number | null)[]): Float64Array {
  const column = sharedFloat64(values.length)
  values.forEach((value, doc) => {
    column[doc] = value === null ? Number.NaN : Number(value)
  })
  return column
}

function stringColumn(values: readonly (string | number | null)[]): StringColumn {
  const table = new StringTableWriter()
  const ordinals = sharedUint32(values.length)
  const ordinalOf = new Map<string, number>()
  for (const { text, bytes } of sortedByBytes(
    new Set(values.flatMap((value) => (value === null ? [] : String(value)))),
  )) {
    ordinalOf.set(text, table.add(bytes, 0, bytes.length))
  }
  values.forEach((value, doc) => {
    ordinals[doc] = value === null ? NONE : ordinalOf.get(String(value))!
  })
  return { table: table.finish(), ordinals }
}
