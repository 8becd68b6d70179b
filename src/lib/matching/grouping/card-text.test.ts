import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCard } from '#lib/matching/card/read-card.ts'
import { aPersianRecord } from '#tests/support/marc-records.ts'
import { pack, unpack } from './card-text.ts'

test('a card takes half the room and comes back to the letter', () => {
  for (let at = 0; at < 200; at++) {
    const json = JSON.stringify(readCard(aPersianRecord(at), 'marc21'))
    const packed = pack(json)
    assert.equal(unpack(packed), json)
    assert.ok(Buffer.byteLength(packed) < 0.65 * Buffer.byteLength(json), `${packed.length} of ${json.length}`)
  }
})

test('so does any JSON', () => {
  fc.assert(fc.property(fc.json(), (json) => assert.equal(unpack(pack(json)), json)))
})
