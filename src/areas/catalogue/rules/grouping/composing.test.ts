import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { aBook } from '#tests/support/catalogue.ts'
import { composeBy, type FieldRules } from './composing.ts'

const short = readRecord(aBook('1', 'بوستان', '650 #4 $aاخلاق', '020 ## $a9789640000014'), 'marc21')
const full = readRecord(
  aBook('2', 'بوستان سعدی', '100 1# $aسعدی', '260 ## $aتهران :$bخوارزمی،$c1383', '300 ## $a624 ص', '650 #4 $aشعر'),
  'marc21',
)
const sources = [
  { reading: short, network: 'aqr' },
  { reading: full, network: 'iplf' },
]
const rules = (...set: [field: never, rule: 'fullest' | 'owner' | 'union', networks?: string[]][]): FieldRules =>
  new Map(set.map(([field, rule, networks = []]) => [field, { rule, networks }]))

test('the house lets the fullest record lead and unites subjects and identifiers, saying whose each is', () => {
  const { brief, statements } = composeBy(sources, new Map())
  assert.equal(brief.title, 'بوستان سعدی')
  assert.equal(brief.publisher, 'خوارزمی')
  assert.deepEqual(
    brief.subjects.map((subject) => subject.label),
    ['شعر', 'اخلاق'],
  )
  assert.deepEqual(brief.isbns, ['9789640000014'])
  const of = (field: string) => statements.filter((one) => one.field === field).map((one) => [one.value, one.from])
  assert.deepEqual(of('title'), [[null, 1]])
  assert.deepEqual(of('isbns'), [['9789640000014', 0]])
  assert.deepEqual(of('subjects'), [
    ['شعر', 1],
    ['اخلاق', 0],
  ])
  assert.deepEqual(of('summary'), [])
})

test('the network with authority speaks first, and others where it is silent', () => {
  const set = rules(['title' as never, 'owner', ['aqr', 'iplf']], ['publisher' as never, 'owner', ['aqr']])
  const { brief } = composeBy(sources, set)
  assert.equal(brief.title, 'بوستان')
  assert.equal(brief.publisher, 'خوارزمی')
})

test('a list may come from one record alone, and authors may be united', () => {
  assert.deepEqual(composeBy(sources, rules(['subjects' as never, 'fullest'])).brief.subjects.length, 1)
  const other = readRecord(aBook('3', 'بوستان', '100 1# $aفروغی'), 'marc21')
  const united = composeBy([...sources, { reading: other, network: null }], rules(['authors' as never, 'union'])).brief
  assert.deepEqual(
    united.authors.map((author) => author.name),
    ['سعدی', 'فروغی'],
  )
})

test('an edition has at least one record', () => {
  assert.throws(() => composeBy([], new Map()), RangeError)
})
