import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold } from '#lib/persian/fold.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import type { IndexSchema, QueryTree, SearchDocument } from '#platform/search/types.ts'
import { hasPhrase, hasRun, hasWord, isWord, splits, valuesOf, type Word } from '#tests/support/naive-search.ts'

const schema: IndexSchema = {
  name: 'random',
  version: 1,
  fields: { title: { weight: 4, leads: true }, author: { weight: 2 }, isbn: { weight: 3, kind: 'code' } },
  facets: { library: 'many', language: 'one' },
  sorts: { year: 'number', title: 'string' },
}
const FIELDS = Object.keys(schema.fields)

const word = fc.constantFrom(
  ...'کتاب خانه کتابخانه کتاب‌ها کتابهای تاریخ ایران ایرانی دانش نامه دانشنامه شعر ۱۳۸۰ iran'.split(' '),
)
const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
const isbn = fc.constantFrom('978-964-1', '978-964-2', '0-12')
const idOf = (number: number): string => `0192b4a0-0000-7000-8000-${number.toString().padStart(12, '0')}`

const aDocument = fc
  .record({
    number: fc.nat(30),
    title: fc.array(text, { maxLength: 2 }),
    author: fc.array(text, { maxLength: 3 }),
    isbn: fc.array(isbn, { maxLength: 1 }),
    libraries: fc.uniqueArray(fc.constantFrom('الف', 'ب', 'ج')),
    language: fc.option(fc.constantFrom('fas', 'ara')),
    year: fc.option(fc.integer({ min: 1380, max: 1385 })),
  })
  .map(
    ({ number, title, author, isbn, libraries, language, year }): SearchDocument => ({
      id: idOf(number),
      fields: { title, author, isbn },
      facets: { library: libraries, language: language === null ? [] : [language] },
      sorts: { year, title: title[0] ?? null },
    }),
  )

const fields = fc.constantFrom<readonly string[] | null>(null, ['title'], ['author'], ['title', 'author'], ['isbn'])
const pattern = fc.constantFrom(
  'کتاب*',
  '*خانه',
  '?انه',
  'د*نا*',
  '*',
  'ک?ا*',
  'ایران?',
  '978*',
  '978-964-?',
  'تاریخ',
  'ira?',
)
const patternText = fc.array(pattern, { minLength: 1, maxLength: 2 }).map((all) => all.join(' '))
const leaf: fc.Arbitrary<QueryTree> = fc.oneof(
  fc.constant<QueryTree>({ kind: 'all' }),
  fc.record({
    kind: fc.constant('words' as const),
    text: fc.oneof(text, text, isbn, fc.constantFrom('', '؟!', '978964')),
    fields,
    match: fc.constantFrom('all' as const, 'any' as const, 'phrase' as const, 'whole' as const, 'begins' as const),
    exact: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('words' as const),
    text: patternText,
    fields,
    match: fc.constantFrom('all' as const, 'any' as const, 'phrase' as const, 'whole' as const, 'begins' as const),
    pattern: fc.constant(true),
  }),
  fc.record({
    kind: fc.constant('near' as const),
    words: fc.array(word, { minLength: 1, maxLength: 3 }),
    fields,
    distance: fc.integer({ min: 1, max: 12 }),
    ordered: fc.boolean(),
  }),
  fc.record(
    {
      kind: fc.constant('range' as const),
      sort: fc.constant('year'),
      from: fc.integer({ min: 1379, max: 1386 }),
      to: fc.integer({ min: 1379, max: 1386 }),
      fromExclusive: fc.boolean(),
      toExclusive: fc.boolean(),
    },
    { requiredKeys: ['kind', 'sort'] },
  ),
  fc.record(
    {
      kind: fc.constant('range' as const),
      sort: fc.constant('title'),
      from: text,
      to: text,
      fromExclusive: fc.boolean(),
      toExclusive: fc.boolean(),
    },
    { requiredKeys: ['kind', 'sort'] },
  ),
  fc.record({
    kind: fc.constant('facet' as const),
    facet: fc.constantFrom('library', 'language'),
    value: fc.constantFrom('الف', 'ب', 'fas', 'هیچ'),
  }),
  fc.record({
    kind: fc.constant('ids' as const),
    ids: fc.array(
      fc.oneof(
        fc.nat(30).map((number) => idOf(number)),
        fc.nat(30).map((number) => idOf(number).toUpperCase()),
        fc.constant('هیچ'),
      ),
      { maxLength: 4 },
    ),
  }),
)
const tree: fc.Arbitrary<QueryTree> = fc.letrec<{ tree: QueryTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('tree'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), from: tie('tree'), but: tie('tree') }),
  ),
})).tree

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
const codeOf = (value: string): string => fold(value).replaceAll(' ', '')

/** The document as the index reads it: a code is one word. */
function read(document: SearchDocument): SearchDocument {
  return { ...document, fields: { ...document.fields, isbn: (document.fields.isbn ?? []).map(codeOf) } }
}

function spellings(words: readonly string[]): string[][] {
  const joined = words.slice(1).map((word, i) => words.toSpliced(i, 2, words[i]! + word))
  const split = words.flatMap((word, i) => splits(word).map((parts) => words.toSpliced(i, 1, ...parts)))
  return [[...words], ...joined, ...split]
}

const isAt = (value: Word[], run: readonly string[], at: number): boolean =>
  run.every((word, i) => value[at + i]?.word === word)

function holdsWords(
  document: SearchDocument,
  node: Extract<QueryTree, { kind: 'words' }>,
  known: Set<string>,
): boolean {
  const searched = node.fields ?? FIELDS
  const values = valuesOf(document, [...searched])
  const codes = searched.includes('isbn') ? (document.fields.isbn ?? []) : []
  const code = codeOf(node.text)
  if (code !== '' && codes.some((one) => (node.match === 'begins' ? one.startsWith(code) : one === code))) return true
  // A chunk with signs inside that some document has as a code is that code, and nothing else.
  const asCode = /\p{N}-\p{N}/u.test(node.text) && known.has(code) && node.match !== 'phrase'
  if (asCode && (node.match === 'all' || node.match === 'any')) return values.flat().some(({ word }) => word === code)
  const typed = searchTerms(node.text)
  const words = typed.map(({ word }) => word)
  if (words.length === 0) return false
  switch (node.match) {
    case 'all':
      if (node.exact) return words.every((word) => values.flat().some((token) => token.word === word))
      return typed.every((_, i) => hasWord(values, typed, i))
    case 'any':
      if (node.exact) return words.some((word) => values.flat().some((token) => token.word === word))
      return typed.some((_, i) => hasWord(values, typed, i))
    case 'phrase':
      return node.exact ? hasRun(values, words) : hasPhrase(values, words)
    case 'whole':
    case 'begins':
      return (node.exact ? [words] : spellings(words)).some((run) =>
        values.some((value) => isAt(value, run, 0) && (node.match === 'begins' || value.length === run.length)),
      )
  }
}

const regexOf = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u')

function holdsPattern(document: SearchDocument, node: Extract<QueryTree, { kind: 'words' }>): boolean {
  const searched = node.fields ?? FIELDS
  const values = valuesOf(document, [...searched])
  const patterns = node.text
    .split(' ')
    .map((one) =>
      one
        .split(/([*?])/)
        .map((part) => (/[*?]/.test(part) ? part : fold(part)))
        .join(''),
    )
    .flatMap((one) => one.split(' '))
  const code = `${patterns.join('')}${node.match === 'begins' ? '*' : ''}`
  const codes = searched.includes('isbn') ? (document.fields.isbn ?? []) : []
  const asCode = !/^\*+$/.test(patterns.join('')) && codes.some((one) => regexOf(code).test(one))
  const wholes = (node.match !== 'all' || patterns.length === 1) && asCode
  if (wholes) return true
  const fits = (pattern: string) => (token: Word | undefined) =>
    token !== undefined && regexOf(pattern).test(token.word)
  if (node.match === 'all') return patterns.every((one) => values.flat().some(fits(one)))
  if (node.match === 'any') return patterns.some((one) => values.flat().some(fits(one)))
  if (patterns.every((one) => one === '*')) return false
  const from = patterns.findIndex((one) => one !== '*')
  const to = patterns.findLastIndex((one) => one !== '*') + 1
  const run = patterns.slice(from, to)
  return values.some((value) =>
    value.some(
      (_, at) =>
        run.every((one, i) => fits(one)(value[at + i])) &&
        (node.match === 'phrase' || from > 0 || at === 0) &&
        (node.match !== 'whole' || to < patterns.length || at + run.length === value.length),
    ),
  )
}

function holdsNear(
  document: SearchDocument,
  { words, fields: named, distance, ordered }: Extract<QueryTree, { kind: 'near' }>,
) {
  const typed = words.map((word) => searchTerms(word)[0]!)
  return (named ?? FIELDS).some((field) => {
    let base = 0
    const placed = valuesOf(document, [field]).flatMap((value) => {
      const here = value.map((token, i) => ({ token, at: base + i }))
      base += value.length + 10
      return here
    })
    const places = typed.map((wanted) => placed.filter(({ token }) => isWord(token, wanted)).map(({ at }) => at))
    let reached = places[0]!
    for (const next of places.slice(1)) {
      reached = next.filter((at) =>
        reached.some((before) => {
          const apart = ordered ? at - before : Math.abs(at - before)
          return apart > 0 && apart <= distance
        }),
      )
    }
    return reached.length > 0
  })
}

function between<T>(value: T, node: Extract<QueryTree, { kind: 'range' }>, compare: (a: T, b: T) => number): boolean {
  const { from, to, fromExclusive = false, toExclusive = false } = node
  if (from !== undefined && compare(value, from as T) < (fromExclusive ? 1 : 0)) return false
  return to === undefined || compare(value, to as T) <= (toExclusive ? -1 : 0)
}

function holds(document: SearchDocument, node: QueryTree, known: Set<string>): boolean {
  switch (node.kind) {
    case 'all':
      return true
    case 'and':
      return node.of.every((one) => holds(document, one, known))
    case 'or':
      return node.of.some((one) => holds(document, one, known))
    case 'not':
      return holds(document, node.from, known) && !holds(document, node.but, known)
    case 'words':
      return node.pattern === true ? holdsPattern(document, node) : holdsWords(document, node, known)
    case 'near':
      return holdsNear(document, node)
    case 'range': {
      const value = document.sorts[node.sort] ?? null
      if (value === null) return false
      return node.sort === 'year'
        ? between(Number(value), node, (a, b) => a - b)
        : between(String(value), node, byBytes)
    }
    case 'facet':
      return (document.facets[node.facet] ?? []).includes(node.value)
    case 'ids':
      return node.ids.some((id) => id.toLowerCase() === document.id)
  }
}

const batches = fc.array(fc.array(aDocument, { maxLength: 12 }), { maxLength: 5 })

function anIndex(all: readonly (readonly SearchDocument[])[]) {
  const index = new SearchIndex(schema, searchTerms)
  const documents = new Map<string, SearchDocument>()
  for (const batch of all) {
    index.put(batch)
    index.segments()
    for (const document of batch) documents.set(document.id, document)
  }
  const reading = [...documents.values()].map(read)
  return { index, reading, known: new Set(reading.flatMap((document) => document.fields.isbn ?? [])) }
}

test('a tree finds exactly what reading every document finds', () => {
  fc.assert(
    fc.property(batches, fc.array(tree, { minLength: 1, maxLength: 6 }), (all, trees) => {
      const { index, reading, known } = anIndex(all)
      for (const where of trees) {
        const wanted = reading.filter((document) => holds(document, where, known)).map(({ id }) => id)
        const result = index.search({ where, limit: 100, facets: { language: 9 } })
        assert.deepEqual(result.hits.map(({ id }) => id).sort(), wanted.sort())
        assert.equal(result.total, wanted.length)
        const told = result.facets.language!.reduce((sum, { count }) => sum + count, 0)
        const having = reading.filter(({ id, facets }) => wanted.includes(id) && facets.language!.length > 0)
        assert.equal(told, having.length)
      }
    }),
    { numRuns: 300 },
  )
})

test('a text, a tree, filters and pages narrow together', () => {
  fc.assert(
    fc.property(batches, tree, text, (all, where, typed) => {
      const { index } = anIndex(all)
      const filters = { library: ['الف'] }
      const ids = (request: Parameters<typeof index.search>[0]) =>
        index.search({ limit: 100, ...request }).hits.map(({ id }) => id)
      const alone = new Set(ids({ where }))
      const wanted = ids({ text: typed, filters }).filter((id) => alone.has(id))
      const together = ids({ text: typed, filters, where })
      assert.deepEqual(together.toSorted(), wanted.toSorted())
      assert.deepEqual(
        ids({ text: typed, filters, where, sort: { by: 'title' }, offset: 2, limit: 3 }),
        ids({ text: typed, filters, where, sort: { by: 'title' } }).slice(2, 5),
      )
    }),
    { numRuns: 150 },
  )
})

test('an unknown field, sort or facet is a mistake of the caller', () => {
  const { index } = anIndex([])
  const wrong: QueryTree[] = [
    { kind: 'words', text: 'a', fields: ['nothing'], match: 'all' },
    { kind: 'range', sort: 'nothing' },
    { kind: 'facet', facet: 'nothing', value: 'a' },
  ]
  for (const where of wrong) assert.throws(() => index.search({ where }), TypeError)
})
