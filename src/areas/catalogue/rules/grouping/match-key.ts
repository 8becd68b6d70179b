const HIGH = 2 ** 26

/**
 * A candidate key as the database keeps it: a hash of 52 bits, which a JavaScript number and a bigint hold alike. Keys
 * that meet by chance only bring one candidate more to be compared.
 */
export function matchKey(key: string): number {
  // FNV-1a from two starts; no secret is kept by it, and it is made ten times for every record.
  let one = 0x811c9dc5
  let two = 0x9747b28c
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i)
    one = Math.imul(one ^ unit, 0x01000193)
    two = Math.imul(two ^ unit, 0x5bd1e995) ^ (two >>> 15)
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b)
  two = Math.imul(two ^ (two >>> 13), 0xc2b2ae35)
  return ((one ^ (one >>> 15)) >>> 6) * HIGH + ((two ^ (two >>> 16)) >>> 6)
}
