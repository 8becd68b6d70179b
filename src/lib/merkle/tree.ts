import { hash } from 'node:crypto'

/** A SHA-256 digest, 32 bytes. */
export type Hash = Uint8Array

/** Bytes in a hash. */
export const HASH_LENGTH = 32

/** The hash of an empty tree: SHA-256 of nothing (RFC 6962 §2.1). */
export function emptyRoot(): Hash {
  return hash('sha256', new Uint8Array(0), 'buffer')
}

/** The hash of one entry: SHA-256(0x00 ‖ data), RFC 6962 §2.1. A string is taken as UTF-8. */
export function leafHash(data: Uint8Array | string): Hash {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data
  const prefixed = Buffer.allocUnsafe(bytes.length + 1)
  prefixed[0] = 0x00
  prefixed.set(bytes, 1)
  return hash('sha256', prefixed, 'buffer')
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function nodeHash(left: Hash, right: Hash): Hash {
  const prefixed = Buffer.allocUnsafe(1 + 2 * HASH_LENGTH)
  prefixed[0] = 0x01
  prefixed.set(left, 1)
  prefixed.set(right, 1 + HASH_LENGTH)
  return hash('sha256', prefixed, 'buffer')
}

/** True when both are the same hash. */
export function sameHash(one: Hash, other: Hash): boolean {
  return Buffer.compare(one, other) === 0
}

/** The largest power of two below `size` (size ≥ 2): where RFC 6962 splits a tree. */
function split(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

function rangeRoot(leaves: readonly Hash[], from: number, to: number): Hash {
  if (to - from === 1) return leaves[from] as Hash
  const middle = from + split(to - from)
  return nodeHash(rangeRoot(leaves, from, middle), rangeRoot(leaves, middle, to))
}

/** The root of the tree over these leaf hashes. */
export function treeRoot(leaves: readonly Hash[]): Hash {
  return leaves.length === 0 ? emptyRoot() : rangeRoot(leaves, 0, leaves.length)
}

/**
 * The audit path of leaf `index` in the tree over `leaves`, from the leaf upwards (RFC 6962 §2.1.1).
 * The index must lie inside the tree; anything else is a mistake of the caller.
 */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index}`)
  const proof: Hash[] = []
  let from = 0
  let to = leaves.length
  while (to - from > 1) {
    const middle = from + split(to - from)
    if (index < middle) {
      proof.push(rangeRoot(leaves, middle, to))
      to = middle
    } else {
      proof.push(rangeRoot(leaves, from, middle))
      from = middle
    }
  }
  return proof.reverse()
}

/**
 * The proof that the tree over the first `oldSize` leaves is the beginning of the tree over all of them (RFC 6962 §2.1.2).
 * Empty when `oldSize` is 0 or the whole tree.
 */
export function consistencyProof(leaves: readonly Hash[], oldSize: number): Hash[] {
  if (!Number.isInteger(oldSize) || oldSize < 0 || oldSize > leaves.length)
    throw new RangeError(`no tree of ${oldSize}`)
  if (oldSize === 0 || oldSize === leaves.length) return []
  const proof: Hash[] = []
  let from = 0
  let to = leaves.length
  let complete = true
  while (oldSize !== to) {
    const middle = from + split(to - from)
    if (oldSize <= middle) {
      proof.push(rangeRoot(leaves, middle, to))
      to = middle
    } else {
      proof.push(rangeRoot(leaves, from, middle))
      from = middle
      complete = false
    }
  }
  if (!complete) proof.push(rangeRoot(leaves, from, to))
  return proof.reverse()
}

// Halving without bit operators: sizes may pass 2³¹.
const half = (n: number): number => Math.floor(n / 2)
const odd = (n: number): boolean => n % 2 === 1

/** True when `proof` shows that `leaf` is entry `index` of the tree of `size` leaves with this root (RFC 9162 §2.1.3.2). */
export function verifyInclusion(claim: {
  leaf: Hash
  index: number
  size: number
  proof: readonly Hash[]
  root: Hash
}): boolean {
  if (!Number.isSafeInteger(claim.index) || claim.index < 0 || claim.index >= claim.size) return false
  let node = claim.index
  let last = claim.size - 1
  let found = claim.leaf
  for (const step of claim.proof) {
    if (last === 0) return false
    if (odd(node) || node === last) {
      found = nodeHash(step, found)
      while (!odd(node) && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else {
      found = nodeHash(found, step)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 && sameHash(found, claim.root)
}

/** True when `proof` shows that the old tree is the beginning of the new one (RFC 9162 §2.1.4.2). */
export function verifyConsistency(claim: {
  oldSize: number
  oldRoot: Hash
  newSize: number
  newRoot: Hash
  proof: readonly Hash[]
}): boolean {
  const { oldSize, newSize, oldRoot, newRoot } = claim
  if (oldSize < 0 || oldSize > newSize) return false
  if (oldSize === newSize) return claim.proof.length === 0 && sameHash(oldRoot, newRoot)
  if (oldSize === 0) return claim.proof.length === 0 && sameHash(oldRoot, emptyRoot())
  return climb(claim)
}

function climb(claim: Parameters<typeof verifyConsistency>[0]): boolean {
  let node = claim.oldSize - 1
  let last = claim.newSize - 1
  while (odd(node)) {
    node = half(node)
    last = half(last)
  }
  // An old tree of a full power of two is itself the first node: the proof leaves it out.
  const path = node === 0 ? [claim.oldRoot, ...claim.proof] : claim.proof
  const start = path[0]
  if (start === undefined) return false
  let oldFound = start
  let newFound = start
  for (const step of path.slice(1)) {
    if (last === 0) return false
    if (odd(node) || node === last) {
      oldFound = nodeHash(step, oldFound)
      newFound = nodeHash(step, newFound)
      while (!odd(node) && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else {
      newFound = nodeHash(newFound, step)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 && sameHash(oldFound, claim.oldRoot) && sameHash(newFound, claim.newRoot)
}
