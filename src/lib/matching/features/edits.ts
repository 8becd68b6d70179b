/** Edits (letters put in, left out, changed) between two words, counted no further than `limit` + 1. */
export function edits(a: string, b: string, limit: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let row: number[] = []
  for (let at = 0; at <= b.length; at++) before.push(at)
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      const value = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + cost)
      row[j] = value
      if (value < least) least = value
    }
    if (least > limit) return limit + 1
    ;[before, row] = [row, before]
  }
  return before[b.length]!
}
