import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { INDEXES } from './indexes.ts'
import { looksLikeCql, readTyped } from './typed.ts'
import { kindAsked, languageAsked } from './values.ts'

test('what begins as CQL is CQL, and what readers type is not', () => {
  for (const text of [
    'title = شاهنامه',
    '(dc.title any "a b")',
    'author=فردوسی and title=شاهنامه',
    'cql: شاهنامه',
    'date >= 1390',
    'عنوان = باغ',
    'سال within "1380 1390"',
    'bath.isbn any 9789644484995',
    'peyvand.library="nla:11"',
  ]) {
    assert.ok(looksLikeCql(text), text)
  }
  for (const text of [
    'شاهنامه',
    'title:شاهنامه',
    'Title of the book',
    'art = life',
    'author',
    '"title" of',
    'عنوان:باغ',
    'عنوان کتاب',
    'name all the animals',
    'date within reach',
    '',
  ]) {
    assert.ok(!looksLikeCql(text), text)
  }
})

test('clauses become leaves', () => {
  const leaf = (text: string) => {
    const read = readTyped(text)
    return read.ok ? read.tree : read.fault
  }
  const title = ['title', 'romanised']
  assert.deepEqual(leaf('title = شاهنامه'), { kind: 'words', text: 'شاهنامه', fields: title, match: 'all' })
  assert.deepEqual(leaf('title = "باغ بی‌برگی"'), { kind: 'words', text: 'باغ بی‌برگی', fields: title, match: 'phrase' })
  assert.deepEqual(leaf('title == "باغ"'), {
    kind: 'words',
    text: 'باغ',
    fields: ['title'],
    match: 'whole',
    exact: true,
  })
  assert.deepEqual(leaf('dc.title any "باغ راغ"'), { kind: 'words', text: 'باغ راغ', fields: title, match: 'any' })
  assert.deepEqual(leaf('publisher = نشر*'), {
    kind: 'words',
    text: 'نشر*',
    fields: ['publisher'],
    match: 'all',
    pattern: true,
  })
  assert.deepEqual(leaf('cql: شاهنامه'), { kind: 'words', text: 'شاهنامه', fields: null, match: 'all' })
  assert.deepEqual(leaf('date > 1390'), { kind: 'range', sort: 'year', from: 2011, fromExclusive: true })
  assert.deepEqual(leaf('date within "1380 1390"'), { kind: 'range', sort: 'year', from: 2001, to: 2011 })
  assert.deepEqual(leaf('language = per not kind = map'), {
    kind: 'not',
    from: { kind: 'facet', facet: 'language', value: 'per' },
    but: { kind: 'facet', facet: 'kind', value: 'map' },
  })
})

test('every index of CQL is read from the box, by its Persian name too', () => {
  for (const { set, name, bare, target } of INDEXES) {
    for (const written of [`${set}.${name}`, ...bare.filter((one) => one !== '')]) {
      const text = `${written} = ${target.kind === 'year' ? '1390' : 'per'}`
      assert.ok(looksLikeCql(text), text)
      assert.equal(readTyped(text).ok, true, text)
    }
  }
})

test('an order is read with the query', () => {
  const read = readTyped('نویسنده = سعدی sortBy سال/sort.descending')
  assert.deepEqual(read.ok && read.sort, [{ by: 'year', direction: 'descending', missing: 'last' }])
})

test('what cannot be read tells the character where', () => {
  const fault = (text: string) => {
    const read = readTyped(text)
    return read.ok ? null : [read.fault.number, read.fault.details, read.fault.at]
  }
  assert.deepEqual(fault('title = (a')?.[2], 11)
  assert.deepEqual(fault('cql: weight = 12'), [16, 'weight', 6])
  assert.deepEqual(fault('title = a and (weight = 12)'), [16, 'weight', 16])
  assert.deepEqual(fault('عنوان = باغ sortBy ناشر'), [82, 'ناشر', 20])
  assert.deepEqual(fault('سال = پارسال'), [36, 'پارسال', 1])
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const read = readTyped(`title = ${text}`)
      assert.ok(read.ok || read.fault.at > 0)
    }),
  )
})

test('a language and a kind are what their tables say, or the word itself', () => {
  assert.deepEqual(['fa', 'FAS', 'per', 'constructor'].map(languageAsked), ['per', 'per', 'per', null])
  assert.deepEqual(['Sound', 'book', 'toString', 'constructor'].map(kindAsked), [
    'audio',
    'book',
    'tostring',
    'constructor',
  ])
})
