/**
 * How a word's place in a field is kept with its postings: its position, counted in words, and whether it is the first or
 * the last word of its value. A place of a later word is larger.
 */
export const placeAt = (position: number, first: boolean, last: boolean): number =>
  position * 4 + (first ? 2 : 0) + (last ? 1 : 0)

export const positionOf = (place: number): number => place >>> 2
export const isFirst = (place: number): boolean => (place & 2) !== 0
export const isLast = (place: number): boolean => (place & 1) !== 0
