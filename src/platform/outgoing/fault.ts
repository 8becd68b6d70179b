/** Why nothing came from outside: each code has its sentence where the request was made. */
export class OutgoingFault extends Error {
  readonly code:
    | 'address'
    | 'scheme'
    | 'credentials'
    | 'inside'
    | 'unknown-host'
    | 'unreachable'
    | 'certificate'
    | 'timeout'
    | 'broken-off'
    | 'too-large'
    | 'bomb'
    | 'encoding'
    | 'redirects'
  readonly facts: Readonly<Record<string, string | number>>

  constructor(code: OutgoingFault['code'], facts: OutgoingFault['facts'] = {}) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.name = 'OutgoingFault'
    this.code = code
    this.facts = facts
  }
}
