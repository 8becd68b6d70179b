import { randomFillSync } from 'node:crypto'

let lastMillisecond = 0
let sequence = 0
const bytes = new Uint8Array(16)

/**
 * A new UUIDv7 (RFC 9562 §5.7, method 1): sorted by the time of making, also within one millisecond of one process.
 *
 * Made here and not by the database, because PostgreSQL has `uuidv7()` only from 18 on.
 */
export function newId(): string {
  randomFillSync(bytes)
  const now = Date.now()
  if (now > lastMillisecond) {
    lastMillisecond = now
    sequence = ((bytes[6]! & 0x07) << 8) | bytes[7]!
  } else if (++sequence > 0xfff) {
    lastMillisecond += 1
    sequence = 0
  }
  const time = lastMillisecond.toString(16).padStart(12, '0')
  const rest = Buffer.from(bytes.subarray(8)).toString('hex')
  const variant = ((bytes[8]! & 0x3f) | 0x80).toString(16)
  const order = sequence.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${variant}${rest.slice(2, 4)}-${rest.slice(4)}`
}

/** True when `text` has the shape of a UUID, in lower or upper case. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
