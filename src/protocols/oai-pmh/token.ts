import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ListVerb } from './request.ts'

/**
 * Where a list goes on. Nothing is kept on our side: the token is the place itself, so it never expires, works in every
 * process, and may be sent again after a lost answer.
 */
export interface ListPlace {
  verb: ListVerb
  metadataPrefix: string
  /** Id of the library or network. */
  set: string | null
  /** Only what was stamped before this moment, in milliseconds. */
  before: number | null
  /** The place in the order of changes behind which the next page begins. */
  after: number
  /** How many records the list gave so far, and has in all (an estimate: it grows while it is read). */
  cursor: number
  size: number
}

const SIGNATURE = 22

function signed(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`oai-pmh\n${text}`).digest('base64url').slice(0, SIGNATURE)
}

/** A place as a token: plain parts and a signature, so that a mangled one is known as such. */
export function writeToken(place: ListPlace, secret: string): string {
  const { verb, metadataPrefix, set, before, after, cursor, size } = place
  const parts = [verb === 'ListRecords' ? 'r' : 'i', metadataPrefix, set ?? '', before ?? '', after, cursor, size]
  const text = parts.join('!')
  return `${text}!${signed(text, secret)}`
}

/** The place of a token; null for one we did not give. */
export function readToken(token: string, secret: string): ListPlace | null {
  const at = token.lastIndexOf('!')
  const text = token.slice(0, Math.max(0, at))
  const given = Buffer.from(token.slice(at + 1))
  const wanted = Buffer.from(signed(text, secret))
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  const [verb, metadataPrefix = '', set, before, after, cursor, size] = text.split('!')
  return {
    verb: verb === 'r' ? 'ListRecords' : 'ListIdentifiers',
    metadataPrefix,
    set: set === '' || set === undefined ? null : set,
    before: before === '' || before === undefined ? null : Number(before),
    after: Number(after),
    cursor: Number(cursor),
    size: Number(size),
  }
}
