import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CqlFault, type CqlFaultCode } from './fault.ts'
import { LIMITS, parseCql } from './parse.ts'
import type { CqlModifier, CqlNode, CqlPrefix, CqlQuery } from './query.ts'
import { plainTerm, rawTerm, readTerm } from './term.ts'
import { writeCql } from './write.ts'
import { writeXcql } from './xcql.ts'

/** A tree in brackets, to read at a glance. */
function shape(node: CqlNode): string {
  if (node.kind === 'boolean') return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`
  const { index, relation, term } = node
  return index === 'cql.serverChoice' && relation === '=' ? `[${term}]` : `[${index} ${relation} ${term}]`
}

const READ: Readonly<Record<string, string>> = {
  کتاب: '[کتاب]',
  'عنوان = "شاهنامه" AND پدیدآور any "فردوسی اسدی"': '([عنوان = شاهنامه] and [پدیدآور any فردوسی اسدی])',
  'کتاب‌های داستان': '[کتاب‌های داستان]',
  'dc.date >= ۱۳۸۲': '[dc.date >= ۱۳۸۲]',
  'a Or b aNd c nOt d': '((([a] or [b]) and [c]) not [d])',
  'a or (b and c)': '([a] or ([b] and [c]))',
  'title=(a or b any c)': '([title = a] or [b any c])',
  '"and" and and': '([and] and [and])',
  '"a \\" b" or "\\\\"': '([a \\" b] or [\\\\])',
  'a\\': '[a\\\\]',
  'dc.title cql.all/cql.stem x': '[dc.title cql.all x]',
  'visit comp.os.linux': '[visit comp.os.linux]',
  '"dc.title" = fish': '[dc.title = fish]',
  '\u200fعنوان\u200f = \u2066هنر\u2069 ': '[عنوان = هنر]',
  'title="a"and b': '([title = a] and [b])',
}

for (const [query, expected] of Object.entries(READ)) {
  test(`reads ${query}`, () => assert.equal(shape(parseCql(query).root), expected))
}

const REFUSED: readonly [string, CqlFaultCode, number, number][] = [
  ['', 'term-expected', 0, 10],
  ['a and', 'term-expected', 5, 10],
  ['عنوان =', 'term-expected', 7, 10],
  ['a and )', 'term-expected', 6, 10],
  ['(a or b', 'closing-expected', 7, 13],
  ['a)', 'junk-after-end', 1, 10],
  ['"a" "b"', 'junk-after-end', 4, 10],
  ['a = "b', 'quote-open', 4, 14],
  ['a prox/ b = /', 'value-expected', 12, 10],
  ['a prox / / b', 'name-expected', 9, 10],
  ['a any/x= y', 'term-expected', 10, 10],
  ['a any/x=', 'value-expected', 8, 10],
  ['a sortBy', 'sort-key-expected', 8, 10],
  ['(a sortBy b)', 'closing-expected', 3, 13],
  ['> = a', 'name-expected', 2, 10],
  ['a\u0000b', 'control-character', 1, 10],
  ['a\ud800', 'control-character', 0, 10],
]

for (const [query, code, at, diagnostic] of REFUSED) {
  test(`says what is wrong with ${JSON.stringify(query)}`, () => {
    assert.throws(
      () => parseCql(query),
      (error) => {
        assert.ok(error instanceof CqlFault)
        assert.deepEqual([error.code, error.at, error.diagnostic], [code, at, diagnostic])
        return true
      },
    )
  })
}

const fault = (query: string): string => {
  try {
    parseCql(query)
    return 'read'
  } catch (error) {
    if (error instanceof CqlFault) return `${error.code} ${error.diagnostic}`
    throw error
  }
}

test('hostile queries are refused and never break anything', () => {
  assert.equal(fault('('.repeat(40_000)), 'too-deep 13')
  assert.equal(fault(`${'('.repeat(LIMITS.depth - 1)}a${')'.repeat(LIMITS.depth - 1)}`), 'read')
  assert.equal(fault('> a=b '.repeat(5000)), 'term-expected 10')
  assert.equal(fault('a and > b=c '.repeat(400)), 'too-deep 13')
  assert.equal(fault('title = ('.repeat(3000)), 'too-deep 13')
  assert.equal(fault(`a${' or a'.repeat(LIMITS.clauses)}`), 'too-many-clauses 38')
  assert.equal(fault('a'.repeat(1_000_000)), 'too-long 12')
  assert.equal(fault('/'.repeat(40_000)), 'term-expected 10')
  assert.equal(fault('a any '.repeat(8000)), 'read')
  assert.equal(fault('"'.repeat(40_001)), 'quote-open 14')
  assert.equal(fault('\u202eعنوان\u202c = "\u2066x\u2069"'), 'read')
})

test('the longest chain of booleans is written in both forms', () => {
  const query = parseCql(`a${' or a'.repeat(LIMITS.clauses - 1)}`)
  assert.equal(writeXcql(query).match(/<term>/g)?.length, LIMITS.clauses)
  assert.equal(writeCql(query).match(/"a"/g)?.length, LIMITS.clauses)
})

test('masks and anchors are told from escaped ones', () => {
  const plain = { hasMask: false, first: false, last: false, inside: false }
  assert.deepEqual(readTerm('کتاب'), { ...plain, text: 'کتاب' })
  assert.deepEqual(readTerm('کتاب*'), { ...plain, text: 'کتاب*', hasMask: true })
  assert.deepEqual(readTerm('a\\*b'), { ...plain, text: 'a*b' })
  assert.deepEqual(readTerm('a\\*b?'), { ...plain, text: 'a b?', hasMask: true })
  assert.deepEqual(readTerm('^a b^'), { ...plain, text: 'a b', first: true, last: true })
  assert.deepEqual(readTerm('\\^a'), { ...plain, text: '^a' })
  assert.deepEqual(readTerm('a ^b'), { ...plain, text: 'a ^b', inside: true })
  assert.deepEqual(readTerm('^'), { ...plain, text: '', first: true })
})

const name = fc.stringMatching(/^[A-Za-zآ-ی][\w.آ-ی-]{0,8}$/)
const raw = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => rawTerm(text.replace(/\p{Cc}|\ufffe|\uffff/gu, '')))
const comparison = fc.constantFrom('=', '==', '<', '<=', '>', '>=', '<>')
const modifiers: fc.Arbitrary<CqlModifier[]> = fc.array(
  fc.oneof(
    name.map((type) => ({ type, comparison: null, value: null })),
    fc.record({ type: name, comparison, value: raw }),
  ),
  { maxLength: 2 },
)
const prefixes: fc.Arbitrary<CqlPrefix[]> = fc.array(fc.record({ name: fc.option(name), identifier: raw }), {
  maxLength: 2,
})
const clause: fc.Arbitrary<CqlNode> = fc.record({
  kind: fc.constant('clause' as const),
  index: name,
  relation: fc.oneof(comparison, fc.constantFrom('any', 'all', 'within', 'cql.adj')),
  modifiers,
  term: raw,
  isLoose: fc.constant(false),
  prefixes,
  at: fc.constant(0),
})
const { node } = fc.letrec<{ node: CqlNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    clause,
    fc.record({
      kind: fc.constant('boolean' as const),
      operator: fc.constantFrom('and' as const, 'or' as const, 'not' as const, 'prox' as const),
      modifiers,
      left: tie('node'),
      right: tie('node'),
      prefixes,
      at: fc.constant(0),
    }),
  ),
}))
const query: fc.Arbitrary<CqlQuery> = fc.record({
  root: node,
  sortKeys: fc.array(fc.record({ index: name, modifiers, at: fc.constant(0) }), { maxLength: 2 }),
})

const placeless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === 'at' ? undefined : inner)))

test('a query written out is the same query read back', () => {
  fc.assert(
    fc.property(query, (one) => {
      const again = parseCql(writeCql(one))
      assert.deepEqual(placeless(again), placeless(one))
      assert.equal(writeXcql(again), writeXcql(one))
    }),
    { numRuns: 500 },
  )
})

test('any text at all is a query or a fault with a place in it', () => {
  const bits = fc.constantFrom(
    '(',
    ')',
    '"',
    '\\',
    '/',
    '=',
    '<',
    '>',
    ' and ',
    ' prox',
    ' sortby ',
    'any',
    '^',
    '*',
    'ک',
    '\u200c',
    ' ',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(bits, { maxLength: 40 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (typed) => {
      try {
        assert.deepEqual(placeless(parseCql(writeCql(parseCql(typed)))), placeless(parseCql(typed)))
      } catch (error) {
        if (!(error instanceof CqlFault)) throw error
        assert.ok(error.at >= 0 && error.at <= typed.length)
      }
    }),
    { numRuns: 2000 },
  )
})

test('a text made literal means itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(plainTerm(rawTerm(text)), text)
      assert.equal(readTerm(rawTerm(text)).hasMask, false)
    }),
  )
})
