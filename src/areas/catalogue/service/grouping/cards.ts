import { matchKey } from '#areas/catalogue/rules/grouping/match-key.ts'
import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import { candidateKeys } from '#lib/matching/candidate-keys.ts'
import type { Card } from '#lib/matching/card/card.ts'
import { readCard } from '#lib/matching/card/read-card.ts'

/** Cards of another version are made anew from their records: raise it whenever `readCard` reads differently. */
export const CARD_VERSION = 2

/** A stored record's card: the kept one while its version is ours, else made from the record. */
export function cardOf(row: { card: unknown; version: number | null; parsed: MarcRecord; family: MarcFamily }): Card {
  return row.version === CARD_VERSION && row.card !== null ? (row.card as Card) : readCard(row.parsed, row.family)
}

/** A card as the database keeps it. PostgreSQL keeps no U+0000 in text. */
export function cardText(card: Card): string {
  return JSON.stringify(card).replaceAll('\\u0000', '\\ufffd')
}

/** The candidate keys of a card as the database keeps them. */
export function matchKeysOf(card: Card): number[] {
  return candidateKeys(card).map(matchKey)
}
