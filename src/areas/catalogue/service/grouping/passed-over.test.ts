import assert from 'node:assert/strict'
import { test } from 'node:test'
import { text } from '#areas/catalogue/text.en.ts'
import { aBook, aUnion, aWorker, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'
import { passedOverBy } from './passed-over.ts'
import { MOST_EDITIONS_OF_KEY } from './placing.ts'

const HOST = 'http://localhost:4000'

/** Different books of one title: every one is another author's, publisher's and year's. */
const book = (n: number) =>
  aBook(
    `b${n}`,
    'گزارش سالانهٔ کتابخانه',
    `260 ## $bنشر ${n}،$c${1300 + n}`,
    `300 ## $a${100 + n} ص`,
    `250 ## $aچاپ ${n}`,
  )

test('an import says how many keys were passed over, at which records, and why', async (t) => {
  const { platform, places } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  const many = Array.from({ length: MOST_EDITIONS_OF_KEY + 5 }, (_, n) => book(n))
  const few = await takeIn(platform, 'AQR:31', [aBook('x', 'بوستان')])
  assert.equal(few.passedOver, 0)
  const all = await takeIn(platform, 'NLA:11', many)
  assert.ok(all.passedOver > 0, 'the cap bites within a file')
  const late = await takeIn(platform, 'NLA:12', [book(900)])
  const { records, hasMore } = await passedOverBy(platform, SYSTEM, { id: late.id })
  assert.deepEqual(
    records.map((one) => [one.controlNumber, one.count, one.kinds]),
    [['b900', late.passedOver, ['ty', 'tl']]],
  )
  assert.equal(hasMore, false)
  const kinds = text('fa').grouping.keyKinds
  const actor = aWorker(places['NLA:12']!)
  const { app } = doorsOf(platform, { actorOf: async () => actor })
  const page = async (id: string) => await (await app.fetch(new Request(`${HOST}/staff/imports/${id}`))).text()
  const html = await page(late.id)
  assert.match(html, /شاید رکورد همانندی نادیده مانده باشد/)
  assert.match(html, new RegExp(kinds.tl!))
  const again = await takeIn(platform, 'NLA:12', [book(900)])
  assert.equal(again.passedOver, 0, 'what is unchanged is not placed again')
  assert.doesNotMatch(await page(again.id), /شاید رکورد همانندی نادیده مانده باشد/)
})
