import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fieldNames, parseQuery, type QueryNode } from './query.ts'

const names = fieldNames({
  name: 'books',
  version: 1,
  fields: {
    title: { weight: 1, names: ['عنوان'] },
    author: { weight: 1, names: ['پدیدآور', 'نویسنده'] },
    isbn: { weight: 1, kind: 'code', names: ['شابک'] },
  },
  facets: {},
  sorts: {},
})

const words = (text: string, rest: Partial<QueryNode> = {}): QueryNode => ({
  kind: 'words',
  text,
  field: null,
  exclude: false,
  prefix: false,
  ...rest,
})
const phrase = (text: string, rest: Partial<QueryNode> = {}): QueryNode => words(text, { kind: 'phrase', ...rest })

const cases: readonly (readonly [string, readonly QueryNode[]])[] = [
  ['', []],
  ['  \n ', []],
  ['تاریخ ایران', [words('تاریخ ایران')]],
  ['«تاریخ ایران» باستان', [phrase('تاریخ ایران'), words('باستان')]],
  ['"تاریخ ایران"', [phrase('تاریخ ایران')]],
  ['“old books” new', [phrase('old books'), words('new')]],
  ['"تاریخ ایران', [words('تاریخ ایران')]],
  ['""', []],
  ['شاهنامه -کودکان', [words('شاهنامه'), words('کودکان', { exclude: true })]],
  ['شاهنامه -"برای کودکان"', [words('شاهنامه'), phrase('برای کودکان', { exclude: true })]],
  ['شاهنامه - فردوسی', [words('شاهنامه - فردوسی')]],
  ['۱۳۸۰-۱۳۸۵', [words('۱۳۸۰-۱۳۸۵')]],
  ['title:شاهنامه', [words('شاهنامه', { field: 'title' })]],
  ['عنوان:شاهنامه فردوسی', [words('شاهنامه', { field: 'title' }), words('فردوسی')]],
  ['عنوان: شاهنامه', [words('شاهنامه', { field: 'title' })]],
  ['پديدآور:«ابوالقاسم فردوسی»', [phrase('ابوالقاسم فردوسی', { field: 'author' })]],
  ['-نویسنده:فردوسی', [words('فردوسی', { field: 'author', exclude: true })]],
  ['شابک:978-964-01-2345-6', [words('978-964-01-2345-6', { field: 'isbn' })]],
  ['ناشر:سخن', [words('ناشر:سخن')]],
  ['TITLE:Iran', [words('Iran', { field: 'title' })]],
  ['کتا*', [words('کتا', { prefix: true })]],
  ['تاریخ کتا* ایران', [words('تاریخ'), words('کتا', { prefix: true }), words('ایران')]],
  ['***', []],
  ['عنوان:', []],
  ['-', [words('-')]],
]

for (const [text, nodes] of cases) {
  test(`the search box understands: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(parseQuery(text, names), nodes)
  })
}

test('whatever is typed is read, and no node is empty', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '«', '»', '-', ':', '*', 'عنوان:', ' ', 'کتاب'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      for (const node of parseQuery(pieces.join(''), names)) assert.notEqual(node.text.trim(), '')
    }),
  )
})
