import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { ANONYMOUS, systemActor } from '#areas/people/contract.ts'
import { appAs } from '#tests/support/app-as.ts'
import { aPeyvand } from '#tests/support/database.ts'

const system = systemActor('tests')

interface Answer {
  code?: string
  name?: string
  total?: number
  libraries?: unknown[]
  networks?: { code: string }[]
}

test('the API lists, finds and names; one answer per status', async (t) => {
  const { platform } = await aPeyvand(t)
  for (const code of ['n1', 'n2']) {
    await addNetwork(platform, system, { code, name: code })
    await putLibrary(platform, system, { network: code, draft: { code: '1', name: 'کتابخانهٔ رضوی', city: 'مشهد' } })
  }
  await putLibrary(platform, system, { network: 'n1', draft: { code: '2', name: 'خیام', city: 'نیشابور' } })
  const app = appAs(platform, () => ANONYMOUS)
  const get = async (path: string) => {
    const answer = await app.fetch(new Request(`http://localhost:4000/api${path}`))
    return { status: answer.status, body: (await answer.json()) as Answer }
  }
  const list = await get('/libraries?q=رضوي&limit=1')
  assert.equal(list.status, 200)
  // «رضوی» is also in the name of the province, so all three answer.
  assert.deepEqual([list.body.total, list.body.libraries?.length], [3, 1])
  assert.equal((await get('/libraries?network=n2&province=09')).body.total, 1)
  assert.equal((await get('/libraries/n1:2')).body.name, 'خیام')
  assert.deepEqual(
    (await get('/networks')).body.networks?.map(({ code }) => code),
    ['n1', 'n2'],
  )
  for (const [path, status, code] of [
    ['/libraries/n1:99', 404, 'libraries.library-unknown'],
    ['/libraries/1', 409, 'libraries.code-ambiguous'],
    ['/libraries?near=nowhere', 400, 'libraries.place-unknown'],
    ['/libraries?limit=-1', 400, 'BAD_REQUEST'],
  ] as const) {
    const answer = await get(path)
    assert.deepEqual([answer.status, answer.body.code], [status, code], path)
  }
})
