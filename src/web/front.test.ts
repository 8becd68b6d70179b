import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { scopeDirectory } from '#areas/libraries/service/scopes.ts'
import { type Scope, scopeKey, systemActor } from '#areas/people/contract.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { createApp } from './app.ts'
import { firstDesk } from './navigation.ts'

const actor = systemActor('test')
test('the front door over a house with two libraries', async (t) => {
  const { platform } = await aPeyvand(t)
  platform.search.start()
  const network = (await addNetwork(platform, actor, { code: 'IPLF', name: 'نهاد کتابخانه‌ها', nameEn: 'Foundation' }))
    .network.id
  for (const [code, name] of [
    ['1', 'کتابخانهٔ گلشن'],
    ['2', 'کتابخانهٔ نور'],
  ] as const) {
    const draft = { code, name, province: 'خراسان رضوی', city: 'مشهد', lat: 36.3, lon: 59.6 }
    await putLibrary(platform, actor, { network: 'IPLF', draft })
  }
  const [golshan] = await scopeDirectory(platform).search([{ level: 'system' }], 'library', 'گلشن')
  const library = golshan?.scope ?? ({ level: 'system' } satisfies Scope)

  await t.test('the front page counts what the house holds and draws it on the map', async () => {
    const html = await (await createApp(platform).fetch(new Request('http://localhost/'))).text()
    assert.match(html, /<strong class="figure-value"><span class="num">۲<\/span><\/strong>/)
    assert.match(html, /خراسان رضوی: ۲<\/title>/)
    const english = await (await createApp(platform).fetch(new Request('http://localhost/en'))).text()
    assert.match(english, /Razavi Khorasan: 2<\/title>/)
  })

  await t.test('/staff leads to the first desk, or to signing in', async () => {
    const refused = await createApp(platform).fetch(new Request('http://localhost/en/staff'))
    assert.equal(refused.status, 401)
    assert.match(await refused.text(), /href="\/en\/sign-in/)
    assert.equal(
      firstDesk({ ...actor, kind: 'person', grants: [{ role: 'librarian', scope: library }] }),
      '/staff/imports',
    )
  })

  await t.test(
    'a role can be given over a library found by any spelling, with its true network and province',
    async () => {
      const found = await scopeDirectory(platform).search([{ level: 'system' }], 'library', 'كتابخانه گلشن')
      assert.deepEqual(
        found.map(({ name }) => name),
        ['کتابخانهٔ گلشن، مشهد'],
      )
      assert.equal(library.level === 'library' && library.network, network)
    },
  )

  await t.test('an officer finds only places inside their own reach', async () => {
    const elsewhere: Scope = { level: 'network', network: '00000000-0000-7000-8000-000000000000' }
    assert.deepEqual(await scopeDirectory(platform).search([elsewhere], 'library', ''), [])
    assert.deepEqual(await scopeDirectory(platform).search([elsewhere], 'network', ''), [])
    const own = await scopeDirectory(platform).search([{ level: 'network', network }], 'province', 'خراسان رضوي')
    assert.equal(own.length, 1)
  })

  await t.test('scopes are found with their true ancestors, whatever those asked for said', async () => {
    assert.equal(library.level, 'library')
    const claimed = { ...library, network: 'another', province: 'another' } as Scope
    const unknown: Scope = {
      level: 'library',
      network: 'a',
      province: 'b',
      library: '00000000-0000-7000-8000-000000000000',
    }
    const found = await scopeDirectory(platform).find([claimed, unknown, { level: 'system' }])
    assert.deepEqual(found.get(scopeKey(claimed))?.scope, library)
    assert.deepEqual([...found.keys()].sort(), [scopeKey(library), 'system'].sort())
  })
})
