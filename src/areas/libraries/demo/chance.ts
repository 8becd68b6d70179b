/** Chance that is the same everywhere and always: a number from 0 to 1 out of a text (FNV-1a, then mixed). */
export function chance(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x100000000
}

/** One of a list, by chance. */
export function oneOf<T>(list: readonly T[], text: string): T {
  return list[Math.floor(chance(text) * list.length)]!
}

/** A list in an order of chance. */
export function shuffled<T>(list: readonly T[], text: (one: T, index: number) => string): T[] {
  return list
    .map((one, i) => ({ one, at: chance(text(one, i)) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
