import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemActor } from '#areas/people/contract.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { tell } from './demo.ts'
import { directoryQuery, getLibrary, getNetwork, searchDirectory, surveyDirectory } from './service.ts'

const reader = systemActor('tests')

test('the demonstration tells both networks over all of Iran, and telling it again changes nothing', async (t) => {
  const { platform } = await aPeyvand(t)
  await tell(platform, () => {})
  const survey = await surveyDirectory(platform, reader, directoryQuery())
  assert.deepEqual(
    survey.networks.map(({ code, count }) => [code, count]),
    [
      ['iplf', 3794],
      ['aqr', 52],
    ],
  )
  assert.deepEqual(Object.fromEntries(survey.kinds), {
    institutional: 2744,
    participatory: 801,
    'reading-hall': 188,
    mobile: 61,
    shrine: 43,
    specialised: 9,
  })
  assert.ok(survey.provinces.every(({ count }) => count > 10))

  const named = async (id: string) => {
    const { name, city, isDemonstration } = await getLibrary(platform, reader, { id })
    return [name, city, isDemonstration]
  }
  assert.deepEqual(await named('iplf:1001'), ['کتابخانهٔ مرکزی تهران', 'تهران', true])
  assert.deepEqual(await named('iplf:1002'), ['کتابخانهٔ عمومی عطار نیشابوری', 'نیشابور', true])
  assert.deepEqual(await named('aqr:1'), ['کتابخانهٔ مرکزی آستان قدس رضوی', 'مشهد', true])
  assert.equal((await getLibrary(platform, reader, { id: 'iplf:5001' })).servicePoints.length, 8)
  assert.equal((await getNetwork(platform, reader, { code: 'iplf' })).totals.length, 9)

  const entries = () => platform.db.selectFrom('platform.journal_entry').select((eb) => eb.fn.countAll().as('n'))
  const whole = await searchDirectory(platform, reader, directoryQuery({ closed: true, limit: 1000 }))
  assert.equal(whole.total, 3794 + 52 + 26)
  const before = await entries().executeTakeFirstOrThrow()
  await tell(platform, () => {})
  const again = await searchDirectory(platform, reader, directoryQuery({ closed: true, limit: 1000 }))
  assert.deepEqual(again, whole)
  assert.deepEqual(await entries().executeTakeFirstOrThrow(), before)
})
