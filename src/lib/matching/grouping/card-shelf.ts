import type { Card } from '#lib/matching/card/card.ts'
import { pack, unpack } from './card-text.ts'

const CHUNK = 1 << 24
const KEPT = 1 << 14

/** Cards by number as packed JSON outside the heap, about half a kilobyte each; the ones asked for last are kept ready. */
export class CardShelf {
  readonly #chunks: Buffer[] = []
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  readonly #kept = new Map<number, Card>()
  #used = CHUNK

  get length(): number {
    return this.#starts.length
  }

  add(json: string): number {
    const text = pack(json)
    const size = Buffer.byteLength(text)
    if (this.#used + size > CHUNK) {
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK, size)))
      this.#used = 0
    }
    const chunk = this.#chunks.at(-1)!
    chunk.write(text, this.#used)
    this.#starts.push((this.#chunks.length - 1) * CHUNK + this.#used)
    this.#ends.push(size)
    this.#used += size
    return this.#starts.length - 1
  }

  json(at: number): string {
    const start = this.#starts[at]!
    const offset = start % CHUNK
    return unpack(this.#chunks[Math.floor(start / CHUNK)]!.toString('utf8', offset, offset + this.#ends[at]!))
  }

  card(at: number): Card {
    const kept = this.#kept.get(at)
    if (kept) return kept
    const card = JSON.parse(this.json(at)) as Card
    if (this.#kept.size >= KEPT) this.#kept.clear()
    this.#kept.set(at, card)
    return card
  }
}
