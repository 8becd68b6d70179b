import { createHash } from 'node:crypto'

/**
 * A candidate key as the database keeps it: 52 bits of its SHA-256, which a JavaScript number and a bigint hold alike.
 * Keys that meet by chance only bring one candidate more to be compared.
 */
export function matchKey(key: string): number {
  const hash = createHash('sha256').update(key).digest()
  return hash.readUIntBE(0, 6) * 16 + (hash[6]! >> 4)
}
