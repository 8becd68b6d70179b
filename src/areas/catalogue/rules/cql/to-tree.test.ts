import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QueryTree } from '#platform/search/types.ts'
import { recordIdsOf } from './record-ids.ts'
import { sortKeysOf, sortOf } from './sort.ts'
import { CqlStop } from './stop.ts'
import { queryOf, treeOf } from './to-tree.ts'

// Titles and names are found by their romanised form too, unless the very words are asked for.
const fieldsOf = (field: string, isExact: boolean) =>
  !isExact && (field === 'title' || field === 'author') ? [field, 'romanised'] : [field]
const words = (
  text: string,
  field: string | null,
  match = 'all',
  more: { exact?: boolean; pattern?: boolean } = {},
) => ({
  kind: 'words',
  text,
  fields: field === null ? null : fieldsOf(field, more.exact === true),
  match,
  ...more,
})
const year = (more: object) => ({ kind: 'range', sort: 'year', ...more })
const all: QueryTree = { kind: 'all' }

const TREES: Readonly<Record<string, unknown>> = {
  'تاریخ ایران': words('تاریخ ایران', null),
  'TITLE = "تاریخ ایران"': words('تاریخ ایران', 'title', 'phrase'),
  'dc.title = تاریخ ایران': words('تاریخ ایران', 'title'),
  'dc.title =/string "تاریخ ایران"': words('تاریخ ایران', 'title', 'whole'),
  'dc.title exact شاهنامه': words('شاهنامه', 'title', 'whole', { exact: true }),
  'dc.title =/unmasked "a*"': words('a*', 'title'),
  'dc.title = "^a*"': words('a*', 'title', 'begins', { pattern: true }),
  'dc.title <> a': { kind: 'not', from: all, but: words('a', 'title', 'whole', { exact: true }) },
  '*': all,
  'dc.title = *': words('*', 'title', 'all', { pattern: true }),
  'a or b or c': { kind: 'or', of: [words('a', null), words('b', null), words('c', null)] },
  'a and (b not c)': {
    kind: 'and',
    of: [words('a', null), { kind: 'not', from: words('b', null), but: words('c', null) }],
  },
  'dc.date = ۱۳۸۲': year({ from: 2003, to: 2003 }),
  'dc.date > 1382': year({ from: 2003, fromExclusive: true }),
  'سال <= 2003-05-01': year({ to: 2003 }),
  'dc.date within "1390 1382"': year({ from: 2003, to: 2011 }),
  'dc.language any "fa ara"': {
    kind: 'or',
    of: [
      { kind: 'facet', facet: 'language', value: 'per' },
      { kind: 'facet', facet: 'language', value: 'ara' },
    ],
  },
  'a prox b prox c': { kind: 'near', words: ['a', 'b', 'c'], fields: null, distance: 1, ordered: false },
  'title=a prox/distance<۴/cql.ordered dc.title=b': {
    kind: 'near',
    words: ['a', 'b'],
    fields: ['title', 'romanised'],
    distance: 3,
    ordered: true,
  },
  '> "info:srw/cql-context-set/1/bath-v2.0" isbn = 9789644484995': words('9789644484995', 'identifier', 'whole'),
  '> dc="http://zing.z3950.org/cql/bath/2.0/" dc.name = a': words('a', 'author'),
  'srw.serverChoice scr a': words('a', null),
}

for (const [query, tree] of Object.entries(TREES)) {
  test(`${query} as a tree`, () => assert.deepEqual(treeOf(queryOf(query)), tree))
}

const number = (work: () => unknown): number | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof CqlStop) return error.number
    throw error
  }
}

test('an order is one key of what can be sorted', () => {
  const order = (query: string) => sortOf(queryOf(query))
  assert.equal(order('a'), null)
  assert.deepEqual(order('a sortBy عنوان'), { by: 'title', direction: 'ascending' })
  assert.deepEqual(order('a sortby dc.date/sort.descending'), { by: 'year', direction: 'descending' })
  assert.deepEqual(sortKeysOf('title,dc,0'), { by: 'title', direction: 'descending' })
  assert.equal(sortKeysOf(' '), null)
  assert.equal(
    number(() => sortKeysOf('date title')),
    84,
  )
  assert.equal(
    number(() => sortKeysOf('publisher')),
    82,
  )
})

test('numbers of editions are asked for alone', () => {
  const ids = (query: string) => recordIdsOf(queryOf(query))
  assert.deepEqual(ids('rec.id = A or rec.identifier any "b a"'), ['a', 'b'])
  assert.equal(ids('rec.id = a and b'), null)
  assert.equal(
    number(() => treeOf(queryOf('rec.id = a and b'))),
    18,
  )
})
