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

test('an order is keys of what can be sorted, the first one first', () => {
  const order = (query: string) => sortOf(queryOf(query))
  const key = (by: string, direction = 'ascending', missing = 'last') => ({ by, direction, missing })
  assert.equal(order('a'), null)
  assert.deepEqual(order('a sortBy عنوان'), [key('title')])
  assert.deepEqual(order('a sortby dc.date/sort.descending'), [key('year', 'descending')])
  assert.deepEqual(order('a sortBy dc.date/sort.descending/sort.missingLow title/sort.ignoreCase'), [
    key('year', 'descending', 'low'),
    key('title'),
  ])
  assert.deepEqual(sortKeysOf('title,dc,0'), [key('title', 'descending', 'high')])
  assert.deepEqual(sortKeysOf(' date,,1,0,omit  title relevance'), [
    key('year', 'ascending', 'omit'),
    key('title', 'ascending', 'high'),
    key('relevance', 'ascending', 'high'),
  ])
  assert.equal(sortKeysOf(' '), null)
  const stops: Readonly<Record<string, number>> = {
    publisher: 82,
    'relevance title': 82,
    'date title dc.date': 85,
    'title,,2': 90,
    'title,,1,1': 91,
    'date,,1,0,"1380"': 92,
    'date,,1,0,constructor': 92,
  }
  for (const [keys, expected] of Object.entries(stops)) {
    assert.equal(
      number(() => sortKeysOf(keys)),
      expected,
      keys,
    )
  }
  for (const [modifier, expected] of [
    ['missingValue=3', 92],
    ['missingConstructor', 92],
    ['constructor', 82],
    ['respectCase', 91],
    ['descending=1', 82],
  ] as const) {
    assert.equal(
      number(() => order(`a sortBy title/sort.${modifier}`)),
      expected,
      modifier,
    )
  }
})

test('numbers of editions alone are an address, with others a part of the tree', () => {
  const ids = (query: string) => recordIdsOf(queryOf(query))
  assert.deepEqual(ids('rec.id = A or rec.identifier any "b a"'), ['a', 'b'])
  for (const query of ['rec.id = a and b', 'rec.id <> a', 'rec.id = a not rec.id = b', 'rec.id = a*']) {
    assert.equal(ids(query), null, query)
  }
  const edition = (value: string) => ({ kind: 'ids', ids: [value] })
  assert.deepEqual(treeOf(queryOf('rec.id = A and b')), { kind: 'and', of: [edition('a'), words('b', null)] })
  assert.deepEqual(treeOf(queryOf('b not rec.id any "x Y"')), {
    kind: 'not',
    from: words('b', null),
    but: { kind: 'or', of: [edition('x'), edition('y')] },
  })
  assert.deepEqual(treeOf(queryOf('rec.id <> a')), { kind: 'not', from: all, but: edition('a') })
  const many = Array.from({ length: 201 }, (_, i) => `n${i}`).join(' ')
  for (const [query, expected] of [
    ['rec.id = a*', 28],
    ['rec.id = ^a', 31],
    ['rec.id > a', 22],
    ['rec.id = ""', 27],
    [`rec.id any "${many}"`, 38],
    [`rec.id any "${many}" not a`, 38],
  ] as const) {
    assert.equal(
      number(() => ids(query) ?? treeOf(queryOf(query))),
      expected,
      query.slice(0, 30),
    )
  }
})

test('proximity of phrases, in an order and just so far', () => {
  const near = (words: string[], distance: number, ordered: boolean) => ({
    kind: 'near',
    words,
    fields: ['title', 'romanised'],
    distance,
    ordered,
  })
  const phrase = (text: string) => words(text, 'title', 'phrase', { pattern: true })
  const trees: Readonly<Record<string, unknown>> = {
    'title="a b" prox/ordered title=c': near(['a b', 'c'], 1, true),
    'title="a b" prox/distance<=2 title=c': {
      kind: 'or',
      of: [near(['a b', 'c'], 2, true), near(['c', 'a b'], 2, true)],
    },
    'title=a prox/ordered/distance<=2 title="b c" prox/distance<=2/ordered title=d': near(['a', 'b c', 'd'], 2, true),
    'title=a prox/distance=3/unit=word/ordered title="b c"': phrase('a * * b c'),
    'title=a prox/distance=2 title=b': { kind: 'or', of: [phrase('a * b'), phrase('b * a')] },
    'title=a prox/distance=1 title=b': near(['a', 'b'], 1, false),
  }
  for (const [query, tree] of Object.entries(trees)) assert.deepEqual(treeOf(queryOf(query)), tree, query)
  for (const [query, expected] of [
    ['title=a prox title="b c" prox title=d', 44],
    ['title=a prox/distance=2 title=b prox/distance=2 title=d', 44],
    ['title=a prox/distance=2/ordered title=b prox/distance<=2/ordered title=d', 44],
    ['title=a prox/distance=200 title=b', 41],
    ['title=a prox/distance=0 title=b', 41],
    ['title=a prox/distance<>2 title=b', 40],
    ['title=a prox/distance>=2 title=b', 40],
    ['title=a prox/unit=paragraph title=b', 42],
    ['title=a prox/unit=element/distance=0 title=b', 42],
    ['title=a b prox title=c', 39],
    ['title all "a b" prox title=c', 39],
    ['title=a prox dc.date=1380', 39],
    ['title="a b*" prox title=c', 33],
    ['title="^a b" prox title=c', 34],
    ['title="!" prox title=c', 39],
  ] as const) {
    assert.equal(
      number(() => treeOf(queryOf(query))),
      expected,
      query,
    )
  }
})
