/** What JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

const DEEPEST = 64

/**
 * The one byte-for-byte form of a JSON value, by RFC 8785 (JCS): no spaces, names sorted by UTF-16 code units, numbers and
 * strings as ECMAScript writes them. Throws a RangeError for what has no such form: numbers that are not finite, lone
 * surrogates, more than 64 levels.
 */
export function canonicalJson(value: Json): string {
  return write(value, 0)
}

function write(value: Json, depth: number): string {
  if (depth > DEEPEST) throw new RangeError('too deep for a canonical form')
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} has no canonical form`)
    return JSON.stringify(value)
  }
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  const members = value as { readonly [name: string]: Json }
  const names = Object.keys(members).sort()
  return `{${names.map((name) => `${quoted(name)}:${write(members[name] as Json, depth + 1)}`).join(',')}}`
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('a lone surrogate has no canonical form')
  return JSON.stringify(text)
}

/**
 * The value as JSON and PostgreSQL's jsonb can both keep it: NUL and lone surrogates become U+FFFD, numbers that are not
 * finite and undefined become null, a Date its ISO form, a bigint its digits.
 */
export function storableJson(value: unknown): Json {
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (Array.isArray(value)) return value.map(storableJson)
  const members = Object.entries(value as object).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [storableText(name), storableJson(member)]))
}

/** The text without what PostgreSQL cannot keep: NUL and lone surrogates become U+FFFD. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}
