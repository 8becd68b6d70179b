import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCard } from '#lib/matching/card/read-card.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { type CardGroup, placeCard } from './place.ts'

function aBook(...extra: string[]) {
  return readCard(
    aRecord([
      '008=260101s1375    ir            000 0 per d',
      '100 1# $aراوندی، مرتضی',
      `245 10 $aتاریخ اجتماعی ایران${extra.find((one) => one.startsWith('$n')) ?? ''}`,
      '260 ## $aتهران :$bنشر نی،$c1375.',
      '300 ## $a۳۲۰ ص.',
      ...extra.filter((one) => !one.startsWith('$')),
    ]),
    'marc21',
  )
}
const group = (id: string, cards: CardGroup['cards'], isPinned = false): CardGroup => ({ id, cards, isPinned })

test('a card goes into the first group that agrees and joins the others with it', () => {
  const placed = placeCard(aBook(), [group('old', [aBook()]), group('new', [aBook()])])
  assert.equal(placed.into?.group, 'old')
  assert.deepEqual(
    placed.absorbed.map((one) => one.group),
    ['new'],
  )
  assert.equal(placeCard(aBook(), []).into, null)
})

test('a pinned group takes the card and is not joined with another, which is asked about', () => {
  const placed = placeCard(aBook(), [group('pinned', [aBook()], true), group('other', [aBook()])])
  assert.equal(placed.into?.group, 'pinned')
  assert.deepEqual(placed.absorbed, [])
  assert.deepEqual(
    placed.asks.map((one) => one.group),
    ['other'],
  )
})

test('one vetoed member keeps a card out of a group and two groups apart', () => {
  const second = aBook('$n جلد ۲')
  assert.equal(placeCard(aBook('$n جلد ۱'), [group('mixed', [aBook('$n جلد ۱'), second])]).into, null)
  const placed = placeCard(aBook('$n جلد ۱'), [
    group('first', [aBook('$n جلد ۱')]),
    group('mixed', [aBook('$n جلد ۱'), second]),
  ])
  assert.equal(placed.into?.group, 'first')
  assert.deepEqual(placed.absorbed, [])
})
