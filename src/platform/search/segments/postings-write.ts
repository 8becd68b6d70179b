import { ByteWriter } from './bytes.ts'
import { BLOCK } from './postings.ts'

/**
 * Writes the postings of one segment, word after word. A word has a list for each field it occurs in:
 * field, count, bytes of documents with their skip table, bytes of places, [skip table], documents, places.
 */
export class PostingsWriter {
  readonly out = new ByteWriter(1 << 16)
  /** The lists of at least `denseFrom` documents, in order. */
  readonly dense: { at: number; field: number }[] = []
  readonly #denseFrom: number
  readonly #word = new ByteWriter(1 << 12)
  readonly #docs = new ByteWriter(1 << 12)
  readonly #places = new ByteWriter(1 << 12)
  readonly #skips = new ByteWriter(256)
  #lists = 0
  #field = 0
  #count = 0
  #lastDoc = 0
  #blockDocs = 0
  #blockPlaces = 0
  #blockBase = 0
  #lastPlace = 0

  constructor(denseFrom = Infinity) {
    this.#denseFrom = denseFrom
  }

  beginList(field: number): void {
    this.#field = field
    this.#count = 0
    this.#lastDoc = 0
    this.#blockBase = 0
    this.#blockDocs = 0
    this.#blockPlaces = 0
    this.#docs.clear()
    this.#places.clear()
    this.#skips.clear()
  }

  /** Documents ascend; `frequency` calls of `place` follow. */
  posting(doc: number, frequency: number): void {
    if (this.#count > 0 && this.#count % BLOCK === 0) this.#closeBlock()
    const delta = doc - this.#lastDoc
    this.#docs.varint((delta << 1) | (frequency > 1 ? 1 : 0))
    if (frequency > 1) this.#docs.varint(frequency)
    this.#lastDoc = doc
    this.#lastPlace = 0
    this.#count++
  }

  place(place: number): void {
    this.#places.varint(place - this.#lastPlace)
    this.#lastPlace = place
  }

  /** Takes the places of a posting as another list has them, and returns where the next begin. */
  copyPlaces(bytes: Uint8Array, from: number, frequency: number): number {
    const places = this.#places
    places.reserve(frequency * 5)
    const to = places.bytes
    let at = from
    let end = places.length
    for (let rest = frequency; rest > 0; rest--) {
      while (bytes[at]! > 127) to[end++] = bytes[at++]!
      to[end++] = bytes[at++]!
    }
    places.length = end
    return at
  }

  #closeBlock(): void {
    this.#skips.varint(this.#lastDoc - this.#blockBase)
    this.#skips.varint(this.#docs.length - this.#blockDocs)
    this.#skips.varint(this.#places.length - this.#blockPlaces)
    this.#blockBase = this.#lastDoc
    this.#blockDocs = this.#docs.length
    this.#blockPlaces = this.#places.length
  }

  endList(): void {
    if (this.#count === 0) return
    if (this.#count > BLOCK) this.#closeBlock()
    if (this.#count >= this.#denseFrom) this.dense.push({ at: this.out.length, field: this.#field })
    const word = this.#word
    word.varint(this.#field)
    word.varint(this.#count)
    word.varint(this.#skips.length + this.#docs.length)
    word.varint(this.#places.length)
    word.append(this.#skips.bytes, 0, this.#skips.length)
    word.append(this.#docs.bytes, 0, this.#docs.length)
    word.append(this.#places.bytes, 0, this.#places.length)
    this.#lists++
  }

  /** Whether the word has any posting yet. */
  get hasLists(): boolean {
    return this.#lists > 0
  }

  /** Ends the word and returns where its postings begin. */
  endWord(): number {
    const at = this.out.length
    this.out.varint(this.#lists)
    this.out.append(this.#word.bytes, 0, this.#word.length)
    this.#word.clear()
    this.#lists = 0
    return at
  }
}
