import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { looksLikeCql, readCql } from './cql.ts'

test('what begins as CQL is CQL, and what readers type is not', () => {
  for (const text of [
    'title = شاهنامه',
    '(dc.title any "a b")',
    'author=فردوسی and title=شاهنامه',
    'cql: شاهنامه',
    'date >= 1390',
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
    '',
  ]) {
    assert.ok(!looksLikeCql(text), text)
  }
})

test('clauses become leaves', () => {
  const leaf = (text: string) => {
    const read = readCql(text)
    return read.ok ? read.tree : read.at
  }
  const title = ['title', 'romanised']
  assert.deepEqual(leaf('title = شاهنامه'), { kind: 'words', text: 'شاهنامه', fields: title, match: 'all' })
  assert.deepEqual(leaf('title = "باغ بی‌برگی"'), { kind: 'words', text: 'باغ بی‌برگی', fields: title, match: 'phrase' })
  assert.deepEqual(leaf('title == "باغ"'), { kind: 'words', text: 'باغ', fields: title, match: 'whole' })
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

test('what cannot be read tells the character where', () => {
  assert.deepEqual(readCql('title = (a'), { ok: false, at: 11 })
  assert.deepEqual(readCql('cql: weight = 12'), { ok: false, at: 6 })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const read = readCql(`title = ${text}`)
      assert.ok(read.ok || read.at > 0)
    }),
  )
})
