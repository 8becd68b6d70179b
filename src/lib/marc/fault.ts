import type { Fault, FaultFacts, RefusedRecord } from './record.ts'

/** How many bytes of a refused stretch are kept with its refusal. */
export const KEPT_OF_REFUSED = 100_000

/** Control characters that text has no use for, and that neither XML nor a database would take. */
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f]/g

/** Makes a fault; `tag` is left out when the fault belongs to no field. Quoted text is made safe to keep and to show. */
export function fault(code: string, offset: number, facts: FaultFacts = {}, tag?: string): Fault {
  const safe: Record<string, string | number> = {}
  for (const [name, fact] of Object.entries(facts)) {
    safe[name] = typeof fact === 'string' ? fact.replace(CONTROLS, '').toWellFormed() : fact
  }
  return tag === undefined ? { code, offset, facts: safe } : { code, offset, tag, facts: safe }
}

/** Makes a refusal of `bytes`, a stretch of `length` bytes that may be longer than what is kept of it. */
export function refused(number: number, bytes: Uint8Array, reason: Fault, length = bytes.length): RefusedRecord {
  const kept = bytes.length > KEPT_OF_REFUSED ? bytes.subarray(0, KEPT_OF_REFUSED) : bytes
  return { kind: 'refused', number, offset: reason.offset, length, bytes: kept, fault: reason }
}

/** Thrown inside a parser to give up a record; every door of this folder turns it into a refused item. */
export class Unreadable extends Error {
  readonly fault: Fault

  constructor(reason: Fault) {
    super(reason.code)
    this.name = 'Unreadable'
    this.fault = reason
  }
}
