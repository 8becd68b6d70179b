import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Scope, scopeKey, systemActor } from '#areas/people/contract.ts'
import { newId } from '#platform/id.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { addNetwork, putLibrary } from './keeping.ts'
import { scopeDirectory } from './scopes.ts'

const system = systemActor('tests')

test('places for roles are found by name within reach, with their true ancestors', async (t) => {
  const { platform } = await aPeyvand(t)
  const n1 = (await addNetwork(platform, system, { code: 'n1', name: 'نهاد', nameEn: 'Foundation' })).network.id
  const n2 = (await addNetwork(platform, system, { code: 'n2', name: 'آستان' })).network.id
  const put = async (network: string, code: string, name: string, city: string) =>
    (await putLibrary(platform, system, { network, draft: { code, name, city } })).id
  const attar = await put('n1', '1', 'عطار', 'نیشابور')
  await put('n1', '2', 'عطار', 'یزد')
  await put('n2', '1', 'عطار', 'مشهد')
  const directory = scopeDirectory(platform)
  const names = async (within: Scope[], level: Scope['level'], text: string) =>
    (await directory.search(within, level, text)).map(({ name }) => name)

  const everywhere: Scope = { level: 'system' }
  const network: Scope = { level: 'network', network: n1 }
  const province: Scope = { level: 'province', network: n1, province: '09' }
  assert.deepEqual(await names([everywhere], 'network', ''), ['نهاد', 'آستان'])
  assert.deepEqual(await names([network], 'network', ''), ['نهاد'])
  assert.deepEqual(await names([network], 'province', 'خراسان رضوي'), ['خراسان رضوی، نهاد'])
  assert.equal((await names([everywhere], 'library', 'عطار')).length, 3)
  assert.deepEqual(await names([network], 'library', 'عطار یزد'), ['عطار، یزد'])
  assert.deepEqual(await names([province], 'library', 'عطار'), ['عطار، نیشابور'])
  assert.deepEqual(await names([], 'library', 'عطار'), [])

  const lie: Scope = { level: 'library', network: n2, province: '23', library: attar }
  const unknown: Scope = { level: 'library', network: n1, province: '09', library: newId() }
  const malformed: Scope = { level: 'library', network: '-', province: '-', library: 'x' }
  const found = await directory.find([lie, unknown, malformed, province])
  assert.deepEqual(found.get(scopeKey(lie))?.scope, { level: 'library', network: n1, province: '09', library: attar })
  assert.equal(found.size, 2)
})
