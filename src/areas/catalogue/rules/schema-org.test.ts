import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Brief, Holding } from '#areas/catalogue/contract.ts'
import { fullTitle } from '#areas/catalogue/full-title.ts'
import { schemaOrg } from './schema-org.ts'

const brief: Brief = {
  title: 'تاریخ ایران',
  subtitle: 'از آغاز',
  part: 'جلد ۲',
  titleAlternate: null,
  responsibility: null,
  authors: [],
  edition: null,
  place: null,
  publisher: null,
  yearText: null,
  year: null,
  languages: [],
  kind: 'book',
  extent: null,
  series: [],
  subjects: [],
  isbns: [],
  issns: [],
}
const HREF = 'https://peyvand.test/editions/1'
const libraryHref = (id: string) => `https://peyvand.test/libraries/${id}`

const holding = (number: number): Holding => ({
  library: {
    id: `0000-${number}`,
    code: String(number),
    name: `کتابخانهٔ ${number}`,
    network: 'NLA',
    province: null,
    city: null,
  },
  km: null,
  copies: [],
})
const offersOf = (count: number) =>
  (schemaOrg(
    brief,
    { href: HREF, libraryHref },
    Array.from({ length: count }, (_, i) => holding(i)),
  ).offers ?? []) as Record<string, unknown>[]

test('a volume is named with its number', () => {
  assert.equal(schemaOrg(brief, { href: HREF, libraryHref }, []).name, 'تاریخ ایران، جلد ۲: از آغاز')
  assert.equal(schemaOrg({ ...brief, part: null }, { href: HREF, libraryHref }, []).name, 'تاریخ ایران: از آغاز')
})

test('the comma before a volume is of the script of the title', () => {
  assert.equal(fullTitle({ title: 'Tārīkh-i Īrān', part: 'vol. 2' }), 'Tārīkh-i Īrān, vol. 2')
  assert.equal(fullTitle({ title: 'گلستان', part: null }), 'گلستان')
})

test('each offer leads to the page of its library', () => {
  assert.deepEqual(offersOf(1), [
    {
      '@type': 'Offer',
      url: 'https://peyvand.test/libraries/0000-0',
      businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
      offeredBy: { '@type': 'Library', name: 'کتابخانهٔ 0', url: 'https://peyvand.test/libraries/0000-0' },
    },
  ])
})

test('what hundreds of libraries hold is offered by the first twenty of them', () => {
  assert.equal(offersOf(300).length, 20)
  assert.equal(offersOf(0).length, 0)
})
