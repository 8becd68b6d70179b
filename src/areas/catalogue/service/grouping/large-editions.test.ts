import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_COMPOSING } from '#areas/catalogue/rules/grouping/composers.ts'
import { unionItems } from '#areas/catalogue/service/following/union.ts'
import { getEditionPage } from '#areas/catalogue/service/reading.ts'
import { searchSource } from '#areas/catalogue/service/search/source.ts'
import { listLeadingKeys } from '#areas/catalogue/store/members.ts'
import { isDataField } from '#lib/marc/record.ts'
import { aBook, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { splitRecord } from './deciding.ts'
import { undoDecision } from './undoing.ts'

const lines = ['100 1# $aسعدی، مصلح بن عبدالله', '260 ## $aتهران :$bخوارزمی،$c1383', '300 ## $a624 ص', '852 ## $p1']
const poor = (number: number) => aBook(`n${number}`, 'بوستان', ...lines)
const full = aBook(
  'full',
  'بوستان',
  ...lines,
  '650 #4 $aاخلاق',
  '250 ## $aچاپ دوم',
  '500 ## $aنمایه',
  '520 ## $aده باب',
)
const numbered = aBook('numbered', 'بوستان', ...lines, '015 ## $a83-1383$2ir')

test('a book that very many describe: the fullest compose it, none is lost, and one more changes only what it adds', async (t) => {
  const { platform } = await aUnion(t)
  const many = Array.from({ length: MOST_COMPOSING + 12 }, (_, n) => poor(n))
  await takeIn(platform, 'NLA:11', [numbered, ...many])
  await takeIn(platform, 'AQR:31', [full])
  const [edition, ...others] = await platform.db
    .selectFrom('catalogue.edition')
    .select(['id', 'record_count as records', 'copy_count as copies', 'library_count as libraries'])
    .execute()
  assert.deepEqual(others, [])
  const all = many.length + 2
  assert.deepEqual([edition!.records, edition!.copies, edition!.libraries], [all, all, 2])
  const { id } = edition!
  const page = await getEditionPage(platform, SYSTEM, { id })
  assert.deepEqual([page.brief.edition, page.summary, page.holdings.length], ['چاپ دوم', 'ده باب', 2])
  assert.equal(page.records.length, all)
  assert.equal(page.composing.length, MOST_COMPOSING)
  const whose = page.statements.find((one) => one.field === 'edition')!.from
  assert.equal(page.composing[whose]!.row.controlNumber, 'full')

  const { record, origins } = (await unionItems(platform, [id])).get(id)!
  const named = record.fields.filter((field) => field.tag === '035' && isDataField(field))
  assert.deepEqual([named.length, origins.length], [all, all])
  const document = (await searchSource.load(platform.db, [id])).get(id)
  for (const { row } of page.records) assert.ok(document?.fields.identifier?.includes(row.controlNumber))

  const keys = async () => (await listLeadingKeys(platform.db, [id])).get(id)!
  const before = await keys()
  assert.ok(before.keys.some((key) => key.startsWith('nbn:')))
  await takeIn(platform, 'NLA:12', [aBook('late', 'بوستان', ...lines, '020 ## $a9789640000014')])
  assert.deepEqual((await keys()).keys.toSorted(), [...before.keys, 'isbn:9789640000014'].sort())

  // What a person takes away takes its keys along; undone, they are back.
  const late = page.records.find(({ row }) => row.controlNumber === 'numbered')!
  const decision = await splitRecord(platform, SYSTEM, { id: late.row.id })
  assert.ok(!(await keys()).keys.some((key) => key.startsWith('nbn:')))
  await undoDecision(platform, SYSTEM, { id: decision.id })
  assert.ok((await keys()).keys.some((key) => key.startsWith('nbn:')))
})
