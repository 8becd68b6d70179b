import { toAsciiDigits } from '#lib/persian/digits.ts'

/** The ten fields of knowledge, as Dewey counts them: 0 generalities … 9 history. */
export type KnowledgeField = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** Classes of the Library of Congress by their first letters, with the Iranian expansions (BP, DSR, PIR); the longest wins. */
const LETTERS: Readonly<Record<string, KnowledgeField>> = {
  A: 0,
  B: 1,
  BL: 2,
  BM: 2,
  BP: 2,
  BQ: 2,
  BR: 2,
  BS: 2,
  BT: 2,
  BV: 2,
  BX: 2,
  C: 9,
  CT: 9,
  D: 9,
  DSR: 9,
  E: 9,
  F: 9,
  G: 9,
  GN: 3,
  GR: 3,
  GT: 3,
  GV: 7,
  H: 3,
  J: 3,
  K: 3,
  L: 3,
  M: 7,
  N: 7,
  P: 4,
  PIR: 8,
  PN: 8,
  PQ: 8,
  PR: 8,
  PS: 8,
  PT: 8,
  PZ: 8,
  Q: 5,
  QA: 5,
  R: 6,
  S: 6,
  T: 6,
  TR: 7,
  U: 3,
  V: 3,
  Z: 0,
}

/**
 * The field of knowledge of a record's first class number that can be read: Dewey (`8فا1/31`, `۲۹۷٫۹`) or Library of
 * Congress (`PIR5203`, `BP193`). Null without one.
 */
export function fieldOf(classification: readonly string[]): KnowledgeField | null {
  for (const number of classification) {
    const text = toAsciiDigits(number).trim()
    const digit = /^[\s([]*(\d)/.exec(text)?.[1]
    if (digit !== undefined) return Number(digit) as KnowledgeField
    const letters = /^[A-Z]{1,3}/.exec(text.toUpperCase())?.[0] ?? ''
    for (let length = letters.length; length > 0; length--) {
      const field = LETTERS[letters.slice(0, length)]
      if (field !== undefined) return field
    }
  }
  return null
}
