import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a key opens: reading the feed, or ending the letters. */
export type KeyUse = 'feed' | 'stop'

const ID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

/**
 * The key of a kept search: its id and 256 bits signed with the house's secret over id, use and version. Nothing secret is
 * stored; a new version closes the old keys.
 */
export function keyOf(secret: string, use: KeyUse, search: { id: string; keyVersion: number }): string {
  const signed = createHmac('sha256', secret).update(`saved-search ${use} ${search.id} ${search.keyVersion}`)
  return `${search.id.replaceAll('-', '')}.${signed.digest('base64url')}`
}

/** The id a key says it is for; null for what is no key. */
export function idInKey(key: string): string | null {
  const parts = ID.exec(key.split('.')[0] ?? '')
  return parts === null ? null : parts.slice(1).join('-')
}

/** Whether a key is the right one now. */
export function opens(secret: string, use: KeyUse, search: { id: string; keyVersion: number }, key: string): boolean {
  const [right, given] = [keyOf(secret, use, search), key].map((text) => Buffer.from(text))
  return right!.length === given!.length && timingSafeEqual(right!, given!)
}
