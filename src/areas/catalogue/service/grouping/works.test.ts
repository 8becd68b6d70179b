import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getEdition } from '#areas/catalogue/service/reading.ts'
import type { MarcRecord } from '#lib/marc/record.ts'
import { isRefusal } from '#lib/refusal.ts'
import { aBook, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { getWork } from './works.ts'

const author = '100 1# $aمولوی، جلال‌الدین محمد'
/** A book of another year than `aBook`'s own. */
const dated = (record: MarcRecord, year: number): MarcRecord => ({
  ...record,
  fields: record.fields.map((field) =>
    field.tag === '008' ? { tag: '008', value: `250903s${year + 621}    ir a          000 0 per d` } : field,
  ),
})
const volume = (number: string, n: number, publisher: string, year: number) =>
  dated(
    aBook(
      number,
      `مثنوی معنوی$nج. ${n}`,
      author,
      `260 ## $aتهران :$b${publisher}،$c${year}`,
      `300 ## $a${year - 1000 + n * 40} ص`,
    ),
    year,
  )

test('an edition knows the other volumes of its set, other editions and its work; hidden ones are no part of it', async (t) => {
  const { platform } = await aUnion(t)
  const whole = dated(aBook('w', 'مثنوی معنوی', author, '260 ## $aتهران :$bهرمس،$c1390', '300 ## $a1100 ص'), 1390)
  await takeIn(platform, 'NLA:11', [
    volume('a3', 3, 'امیرکبیر', 1363),
    volume('a1', 1, 'امیرکبیر', 1363),
    volume('a2', 2, 'امیرکبیر', 1364),
    volume('b2', 2, 'زوار', 1375),
    volume('b1', 1, 'زوار', 1375),
    whole,
    aBook('d', 'دیوان'),
  ])
  const records = await platform.db.selectFrom('catalogue.record').select(['control_number', 'edition_id']).execute()
  const of = (number: string) => records.find((row) => row.control_number === number)!.edition_id
  assert.equal(new Set(records.map((row) => row.edition_id)).size, 7, 'no two of these are one edition')
  const { related } = await getEdition(platform, SYSTEM, { id: of('a1') })
  assert.equal(related.editions, 6)
  assert.deepEqual(
    related.groups.map(({ relation, editions }) => [relation, editions.map((one) => one.id)]),
    [
      ['volume', [of('a2'), of('a3')]],
      ['edition', related.groups[1]!.editions.map((one) => one.id)],
    ],
  )
  assert.deepEqual(new Set(related.groups[1]!.editions.map((one) => one.id)), new Set([of('b1'), of('w')]))
  const work = await getWork(platform, { id: related.work! })
  assert.deepEqual([work.title, work.author?.name, work.editions.length], ['مثنوی معنوی', 'مولوی، جلال‌الدین محمد', 6])
  assert.equal(work.editions[0]!.id, of('w'), 'the whole comes first')
  assert.equal((await getEdition(platform, SYSTEM, { id: of('d') })).related.work, null, 'nobody knows whose it is')
  await platform.db.updateTable('catalogue.edition').set({ is_public: false }).where('id', '=', of('a2')).execute()
  const after = await getEdition(platform, SYSTEM, { id: of('a1') })
  assert.deepEqual(
    after.related.groups[0]!.editions.map((one) => one.id),
    [of('a3')],
  )
  const unknown = (error: unknown) => isRefusal(error) && error.code === 'catalogue.work-unknown'
  await assert.rejects(getWork(platform, { id: of('a1') }), unknown)
  await assert.rejects(getWork(platform, { id: 'nothing' }), unknown)
})
