import { emptyRoot, HASH_LENGTH, type Hash, nodeHash } from './tree.ts'

/**
 * A growing Merkle tree that remembers only the roots of its complete subtrees, at most one a level: appending and
 * reading the root need no earlier leaf. `toBytes` and `fromBytes` carry it over a restart.
 */
export class Frontier {
  #size = 0
  // Largest subtree first: one root for each bit set in the size.
  #roots: Hash[] = []

  /** How many leaves were appended. */
  get size(): number {
    return this.#size
  }

  /** Appends one leaf hash (not the entry itself). */
  append(leaf: Hash): void {
    let carried = leaf
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      carried = nodeHash(this.#roots.pop() as Hash, carried)
    }
    this.#roots.push(carried)
    this.#size += 1
  }

  /** The root of the tree so far (RFC 6962 §2.1). */
  root(): Hash {
    const smallest = this.#roots.at(-1)
    if (smallest === undefined) return emptyRoot()
    return this.#roots.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), smallest)
  }

  /** The subtree roots one after another, largest first. */
  toBytes(): Uint8Array {
    return Buffer.concat(this.#roots)
  }

  /** The frontier of a tree of `size` leaves; bytes of another length than the size asks for are a mistake. */
  static fromBytes(size: number, bytes: Uint8Array): Frontier {
    let expected = 0
    for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) expected += rest % 2
    if (bytes.length !== expected * HASH_LENGTH) throw new RangeError(`a frontier of ${size} has ${expected} roots`)
    const frontier = new Frontier()
    frontier.#size = size
    frontier.#roots = Array.from({ length: expected }, (_, i) => bytes.slice(i * HASH_LENGTH, (i + 1) * HASH_LENGTH))
    return frontier
  }
}
