import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Actor,
  covers,
  type Grant,
  holds,
  mustHold,
  mustHoldSomewhere,
  type Place,
  type Role,
  scopeKey,
  scopeOfKey,
  scopesOf,
  systemActor,
} from './contract.ts'

const system: Place = { level: 'system' }
const network: Place = { level: 'network', network: 'n1' }
const province: Place = { level: 'province', network: 'n1', province: 'p1' }
const library: Place = { level: 'library', network: 'n1', province: 'p1', library: 'l1' }
const elsewhere: readonly Place[] = [
  { level: 'network', network: 'n2' },
  { level: 'province', network: 'n2', province: 'p1' },
  { level: 'province', network: 'n1', province: 'p2' },
  { level: 'library', network: 'n2', province: 'p1', library: 'l1' },
  { level: 'library', network: 'n1', province: 'p1', library: 'l2' },
]

function anActor(grants: readonly Grant[], secondFactor = true): Actor {
  return { kind: 'person', id: 'someone', name: 'کسی', grants, secondFactor }
}

test('a scope covers itself and what lies inside it, and nothing else', () => {
  const downwards = [system, network, province, library]
  for (const [i, scope] of downwards.entries()) {
    for (const [j, place] of downwards.entries()) {
      assert.equal(covers(scope, place), j >= i, `${scopeKey(scope)} over ${scopeKey(place)}`)
    }
  }
  for (const place of elsewhere) {
    assert.equal(covers(system, place), true)
    assert.equal(covers(library, place), false, scopeKey(place))
  }
  assert.equal(covers(network, { level: 'province', network: 'n2', province: 'p1' }), false)
  assert.equal(covers(province, { level: 'library', network: 'n2', province: 'p1', library: 'l1' }), false)
})

test('a role holds only where it is named and within its scope', () => {
  const officer = anActor([{ role: 'network-officer', scope: network }])
  assert.equal(holds(officer, ['network-officer'], library), true)
  assert.equal(holds(officer, ['librarian'], library), false, 'no role implies another')
  assert.equal(holds(officer, ['network-officer'], system), false)
  const administrator = anActor([{ role: 'administrator', scope: system }])
  assert.equal(holds(administrator, ['librarian'], library), false)
  assert.equal(holds(administrator, ['librarian', 'administrator'], library), true)
  assert.equal(holds(systemActor('libraries import'), ['librarian'], library), true)
})

test('rights over others need the second factor, work at a desk does not', () => {
  const cases: readonly [Role, Place, boolean][] = [
    ['administrator', system, false],
    ['network-officer', network, false],
    ['province-officer', province, false],
    ['librarian', library, true],
    ['cataloguer', library, true],
  ]
  for (const [role, scope, without] of cases) {
    assert.equal(holds(anActor([{ role, scope }], false), [role], library), without, role)
    assert.equal(holds(anActor([{ role, scope }], true), [role], library), true, role)
    assert.equal(scopesOf(anActor([{ role, scope }], false), [role]).length, without ? 1 : 0, role)
  }
})

test('refusing says what is missing', () => {
  const refusal = (actor: Actor) => {
    try {
      mustHold(actor, ['network-officer'], library, 'libraries.not-yours', { name: 'x' })
      return null
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  assert.equal(refusal({ ...anActor([]), kind: 'anonymous', id: null }), 'people.sign-in-required')
  assert.equal(refusal(anActor([{ role: 'network-officer', scope: network }], false)), 'people.second-factor-required')
  assert.equal(
    refusal(anActor([{ role: 'network-officer', scope: { level: 'network', network: 'n2' } }], false)),
    'libraries.not-yours',
  )
  assert.equal(refusal(anActor([{ role: 'librarian', scope: library }])), 'libraries.not-yours')
  assert.equal(refusal(anActor([{ role: 'network-officer', scope: network }])), null)
})

test('a list is for whoever holds a role anywhere, and refusing it says what is missing', () => {
  const officers: readonly Role[] = ['network-officer']
  const grant: Grant = { role: 'network-officer', scope: network }
  const asking = (actor: Actor) => () => mustHoldSomewhere(actor, officers, 'libraries.not-yours')
  assert.deepEqual(asking(anActor([grant]))(), [network])
  assert.throws(asking({ ...anActor([]), kind: 'anonymous', id: null }), { code: 'people.sign-in-required' })
  assert.throws(asking(anActor([grant], false)), { code: 'people.second-factor-required' })
  assert.throws(asking(anActor([{ role: 'librarian', scope: library }])), { code: 'libraries.not-yours' })
})

test('a scope is one word and back', () => {
  for (const scope of [system, network, province]) assert.deepEqual(scopeOfKey(scopeKey(scope)), scope)
  assert.deepEqual(scopeOfKey('library:l1'), { level: 'library', network: '-', province: '-', library: 'l1' })
  for (const wrong of [
    '',
    'library',
    'library:',
    'network:a:b',
    'province:a',
    'system:x',
    'planet:x',
    'province:a:b:c',
  ]) {
    assert.equal(scopeOfKey(wrong), null, wrong)
  }
})
