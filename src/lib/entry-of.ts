/**
 * What a table of words says about one that came from outside; undefined where it says nothing. A plain look-up would also
 * find what every object has: `constructor` is a word people search for, and an encoding a file may declare.
 */
export function entryOf<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined
}
