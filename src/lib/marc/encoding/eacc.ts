/** The character of a three-byte EACC code; undefined for none. */
export function eacc(_code: number): string | undefined {
  return undefined
}
