import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBook, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { searchCatalogue, searchQuery } from './searching.ts'

const ISBN = '020 ## $a9789640000014'

test('the book that is named comes before studies of it, and before the same title held less', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [
    aBook('1', 'شاهنامه', ISBN, '100 1# $aفردوسی، ابوالقاسم', '246 3# $aشاهنامه حکیم ابوالقاسم فردوسی طوسی'),
    aBook('2', 'دراسات في الشاهنامة', '650 #0 $aشاهنامه', '500 ## $aشاهنامه'),
    aBook('3', 'شاهنامه و فردوسی'),
    aBook('4', 'شاهنامه', '100 1# $aثعالبی، عبدالملک'),
    aBook('5', 'جستاری کوتاه', '246 3# $aشاهنامه'),
  ])
  await takeIn(platform, 'NLA:12', [aBook('1', 'شاهنامه', ISBN, '100 1# $aفردوسی، ابوالقاسم')])
  await takeIn(platform, 'NLA:21', [aBook('1', 'شاهنامه', ISBN, '100 1# $aفردوسی، ابوالقاسم')])
  await platform.search.ready('catalogue')
  const { hits } = await searchCatalogue(platform, SYSTEM, searchQuery({ q: 'شاهنامه' }))
  assert.deepEqual(
    hits.slice(0, 3).map(({ title, libraries }) => [title, libraries]),
    [
      ['شاهنامه', 3],
      ['شاهنامه', 1],
      ['شاهنامه و فردوسی', 1],
    ],
  )
  assert.equal(hits.length, 5)
})
