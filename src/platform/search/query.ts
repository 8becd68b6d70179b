import { fold } from '#lib/persian/fold.ts'
import type { IndexSchema } from './types.ts'

/** A part of what the reader typed. All parts must hold. */
export interface QueryNode {
  /** `words`: each somewhere in the document. `phrase`: one after the other. */
  readonly kind: 'words' | 'phrase'
  readonly text: string
  /** A field's name, or null for all fields. */
  readonly field: string | null
  readonly exclude: boolean
  /** The word is a beginning: `کتاب*`. */
  readonly prefix: boolean
}

const LONGEST = 1_000
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '„': '”', '«': '»', '‹': '›' }
const SPACE = /[\s\u200b\u2028\u2029\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const FIELD_NAME = /^([\p{L}\p{N}\p{M}\u200c_-]{1,40})[::]/u

/** The folded names a reader may type before a colon, with their fields. */
export function fieldNames(schema: IndexSchema): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [field, { names: others = [] }] of Object.entries(schema.fields)) {
    for (const name of [field, ...others]) names.set(nameKey(name), field)
  }
  return names
}

const nameKey = (name: string): string => fold(name).toLowerCase().replaceAll(' ', '')

/**
 * Reads a search box: words, `"phrases"` or «phrases», `-excluded`, `field:words` with the names of `fieldNames`, and
 * `beginning*`. Never fails: what is not understood is words. Texts over 1,000 characters are cut.
 */
export function parseQuery(text: string, names: ReadonlyMap<string, string> = new Map()): QueryNode[] {
  const nodes: QueryNode[] = []
  const input = text.slice(0, LONGEST)
  let at = 0
  while (at < input.length) {
    if (SPACE.test(input[at]!)) {
      at++
      continue
    }
    const { node, end } = readNode(input, at, names)
    at = end
    if (node !== null) addNode(nodes, node)
  }
  return nodes
}

function readNode(
  input: string,
  start: number,
  names: ReadonlyMap<string, string>,
): { node: QueryNode | null; end: number } {
  let at = start
  const next = input[at + 1]
  const exclude = /[-−]/u.test(input[at]!) && next !== undefined && !/[\s-]/u.test(next)
  if (exclude) at++
  let field: string | null = null
  const name = FIELD_NAME.exec(input.slice(at, at + 41))
  const known = name === null ? undefined : names.get(nameKey(name[1]!))
  if (name !== null && known !== undefined) {
    field = known
    at += name[0].length
    while (at < input.length && SPACE.test(input[at]!)) at++
  }
  const closing = CLOSING[input[at] ?? '']
  const close = closing === undefined ? -1 : input.indexOf(closing, at + 1)
  if (close >= 0) {
    const inside = input.slice(at + 1, close).trim()
    return {
      node: inside === '' ? null : { kind: 'phrase', text: inside, field, exclude, prefix: false },
      end: close + 1,
    }
  }
  if (closing !== undefined) at++
  let end = at
  while (end < input.length && !SPACE.test(input[end]!) && !(end > at && input[end]! in CLOSING)) end++
  const chunk = input.slice(at, end)
  const word = chunk.replace(/\*+$/u, '')
  const prefix = word !== chunk && word !== ''
  return {
    node: word === '' ? null : { kind: 'words', text: word, field, exclude, prefix },
    end: Math.max(end, start + 1),
  }
}

/** Plain words that follow each other stay together: their joined spellings are looked for too. */
function addNode(nodes: QueryNode[], node: QueryNode): void {
  const last = nodes.at(-1)
  const joins = last !== undefined && isPlain(last) && isPlain(node)
  if (joins) nodes[nodes.length - 1] = { ...last, text: `${last.text} ${node.text}` }
  else nodes.push(node)
}

const isPlain = (node: QueryNode): boolean =>
  node.kind === 'words' && node.field === null && !node.exclude && !node.prefix
