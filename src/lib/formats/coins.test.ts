import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coins } from './coins.ts'

const BOOK = {
  kind: 'book',
  title: 'بوستان & گلستان',
  authors: ['سعدی، مصلح بن عبدالله'],
  publisher: 'خوارزمی',
  year: '2004',
  isbn: '9789640000007',
  issn: null,
}

test('a book is told in the words of OpenURL', () => {
  const told = new URLSearchParams(coins(BOOK, 'urn:uuid:1'))
  assert.deepEqual(
    [...told],
    [
      ['ctx_ver', 'Z39.88-2004'],
      ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:book'],
      ['rft.genre', 'book'],
      ['rft.btitle', 'بوستان & گلستان'],
      ['rft.au', 'سعدی، مصلح بن عبدالله'],
      ['rft.pub', 'خوارزمی'],
      ['rft.date', '2004'],
      ['rft.isbn', '9789640000007'],
      ['rft_id', 'urn:uuid:1'],
    ],
  )
})

test('a journal is told as a journal, and what is not known is left out', () => {
  const told = new URLSearchParams(
    coins({ ...BOOK, kind: 'serial', publisher: null, isbn: null, issn: '1234-5679' }, 'u'),
  )
  assert.equal(told.get('rft_val_fmt'), 'info:ofi/fmt:kev:mtx:journal')
  assert.equal(told.get('rft.jtitle'), 'بوستان & گلستان')
  assert.equal(told.has('rft.pub'), false)
})

test('any title comes back out of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (title) => {
      assert.equal(new URLSearchParams(coins({ ...BOOK, title }, 'u')).get('rft.btitle'), title)
    }),
  )
})
