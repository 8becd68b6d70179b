/** What was wrong, as one word for programs. */
export type CqlFaultCode =
  | 'term-expected'
  | 'closing-expected'
  | 'name-expected'
  | 'value-expected'
  | 'sort-key-expected'
  | 'junk-after-end'
  | 'quote-open'
  | 'too-long'
  | 'too-deep'
  | 'too-many-clauses'
  | 'control-character'

/**
 * Why a text is no query. `at` counts UTF-16 units from 0; `diagnostic` is a number of the SRU list (info:srw/diagnostic/1/),
 * and `message` says it in English, as the protocol's details do.
 */
export class CqlFault extends Error {
  readonly code: CqlFaultCode
  readonly at: number
  readonly diagnostic: number

  constructor(code: CqlFaultCode, at: number, message: string) {
    super(message)
    this.name = 'CqlFault'
    this.code = code
    this.at = at
    this.diagnostic = DIAGNOSTICS[code] ?? 10
  }
}

// info:srw/diagnostic/1/: 10 syntax, 12 too many characters, 13 parentheses, 14 quotes, 38 too many booleans.
const DIAGNOSTICS: Partial<Record<CqlFaultCode, number>> = {
  'closing-expected': 13,
  'quote-open': 14,
  'too-long': 12,
  'too-deep': 13,
  'too-many-clauses': 38,
}
