/** One finding of the SRU list: `details` is what it is about, for a program, as the list defines it for each number. */
export interface SruDiagnostic {
  readonly number: number
  readonly details: string | null
  /** How many records there are all the same, where that is known. */
  readonly total?: number
}

/** Stops the answer to a request: becomes a diagnostic instead of records. */
export class SruStop extends Error {
  readonly diagnostic: SruDiagnostic

  constructor(number: number, details: string | null = null, total?: number) {
    super(`${MESSAGES[number] ?? 'Diagnostic'} ${details ?? ''}`.trim())
    this.name = 'SruStop'
    this.diagnostic = { number, details, ...(total === undefined ? {} : { total }) }
  }
}

export function stop(number: number, details: string | null = null, total?: number): never {
  throw new SruStop(number, details, total)
}

/** The messages of info:srw/diagnostic/1/ that are given here, as loc.gov/standards/sru/diagnostics has them. */
export const MESSAGES: Readonly<Record<number, string>> = {
  1: 'General system error',
  2: 'System temporarily unavailable',
  4: 'Unsupported operation',
  5: 'Unsupported version',
  6: 'Unsupported parameter value',
  7: 'Mandatory parameter not supplied',
  8: 'Unsupported parameter',
  10: 'Query syntax error',
  11: 'Unsupported query type',
  12: 'Too many characters in query',
  13: 'Invalid or unsupported use of parentheses',
  14: 'Invalid or unsupported use of quotes',
  15: 'Unsupported context set',
  16: 'Unsupported index',
  18: 'Unsupported combination of indexes',
  19: 'Unsupported relation',
  20: 'Unsupported relation modifier',
  22: 'Unsupported combination of relation and index',
  24: 'Unsupported combination of relation and term',
  27: 'Empty term unsupported',
  28: 'Masking character not supported',
  30: 'Too many masking characters in term',
  31: 'Anchoring character not supported',
  32: 'Anchoring character in unsupported position',
  33: 'Combination of proximity/adjacency and masking characters not supported',
  34: 'Combination of proximity/adjacency and anchoring characters not supported',
  36: 'Term in invalid format for index or relation',
  38: 'Too many boolean operators in query',
  39: 'Proximity not supported',
  40: 'Unsupported proximity relation',
  41: 'Unsupported proximity distance',
  42: 'Unsupported proximity unit',
  44: 'Unsupported combination of proximity modifiers',
  46: 'Unsupported boolean modifier',
  50: 'Result sets not supported',
  61: 'First record position out of range',
  65: 'Record does not exist',
  66: 'Unknown schema for retrieval',
  71: 'Unsupported record packing',
  72: 'XPath retrieval unsupported',
  82: 'Unsupported sort sequence',
  84: 'Too many sort keys to sort',
  85: 'Duplicate sort keys',
  90: 'Unsupported direction',
  91: 'Unsupported case',
  92: 'Unsupported missing value action',
  93: 'Sort ended due to missing value',
  120: 'Response position out of range',
  121: 'Too many terms requested',
}
