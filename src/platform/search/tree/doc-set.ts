/** A set of a segment's documents: a bit each. */
export type DocSet = Uint32Array

export const noDocs = (documents: number): DocSet => new Uint32Array((documents + 31) >>> 5)

export function allDocs(documents: number): DocSet {
  const set = noDocs(documents).fill(0xffffffff)
  if ((documents & 31) !== 0) set[set.length - 1] = 2 ** (documents & 31) - 1
  return set
}

export const has = (set: DocSet, doc: number): boolean => ((set[doc >>> 5]! >>> (doc & 31)) & 1) === 1

export function add(set: DocSet, doc: number): void {
  set[doc >>> 5]! |= 1 << (doc & 31)
}

export const isEmpty = (set: DocSet): boolean => set.every((word) => word === 0)

/** Leaves in `set` what is in both. */
export function meet(set: DocSet, other: DocSet): void {
  for (let w = 0; w < set.length; w++) set[w]! &= other[w]!
}

export function join(set: DocSet, other: DocSet): void {
  for (let w = 0; w < set.length; w++) set[w]! |= other[w]!
}

export function without(set: DocSet, other: DocSet): void {
  for (let w = 0; w < set.length; w++) set[w]! &= ~other[w]!
}
