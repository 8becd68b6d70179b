import { CqlFault } from './fault.ts'

/** `raw` of a string is without its quotes; backslashes stay in words and strings. */
export interface Token {
  readonly kind: 'word' | 'string' | 'symbol' | 'end'
  readonly raw: string
  readonly at: number
}

// Marks that only turn the direction of a line come with Persian text from elsewhere: outside quotes they are spaces.
const SPACE = /[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const BREAKS = /[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069()=<>/"]/u
// A query that holds these was not typed by anybody, and XML cannot say it back.
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/

/** Splits a query into tokens, the end last. Throws `CqlFault` on an open quote or a control character. */
export function tokensOf(text: string): Token[] {
  const control = CONTROL.exec(text)
  if (control !== null || !text.isWellFormed()) {
    throw new CqlFault('control-character', control?.index ?? 0, 'the query holds characters that are no text')
  }
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const char = text[at]!
    if (SPACE.test(char)) {
      at++
      continue
    }
    const token = char === '"' ? stringAt(text, at) : (symbolAt(text, at) ?? wordAt(text, at))
    tokens.push(token)
    at += token.raw.length + (token.kind === 'string' ? 2 : 0)
    // A backslash with nothing behind it stands for itself, as two.
    if (token.kind === 'word' && endsOpen(token.raw)) tokens[tokens.length - 1] = { ...token, raw: `${token.raw}\\` }
  }
  tokens.push({ kind: 'end', raw: '', at: text.length })
  return tokens
}

function symbolAt(text: string, at: number): Token | null {
  const two = text.slice(at, at + 2)
  if (two === '==' || two === '<=' || two === '>=' || two === '<>') return { kind: 'symbol', raw: two, at }
  const one = text[at]!
  return '()=<>/'.includes(one) ? { kind: 'symbol', raw: one, at } : null
}

function stringAt(text: string, at: number): Token {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++
    else if (text[end] === '"') return { kind: 'string', raw: text.slice(at + 1, end), at }
  }
  throw new CqlFault('quote-open', at, `the quotation mark at ${at + 1} is never closed`)
}

function wordAt(text: string, at: number): Token {
  let end = at
  while (end < text.length && !BREAKS.test(text[end]!)) end += text[end] === '\\' ? 2 : 1
  return { kind: 'word', raw: text.slice(at, end), at }
}

const endsOpen = (raw: string): boolean => (/\\+$/.exec(raw)?.[0].length ?? 0) % 2 === 1
