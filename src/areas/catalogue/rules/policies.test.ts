import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, ANONYMOUS, type Place, type Role, type Scope, systemActor } from '#areas/people/contract.ts'
import { isRefusal } from '#lib/refusal.ts'
import { anActor } from '#tests/support/people.ts'
import { isNetworkWide, mayImport, mayPlace, maySeeWork, maySuppress, mayWork, worksAt } from './policies.ts'

const library: Place = { level: 'library', network: 'n1', province: '09', library: 'l1' }
const SCOPES: Readonly<Record<string, Scope>> = {
  own: library,
  neighbour: { level: 'library', network: 'n1', province: '09', library: 'l2' },
  province: { level: 'province', network: 'n1', province: '09' },
  'other province': { level: 'province', network: 'n1', province: '23' },
  network: { level: 'network', network: 'n1' },
  'other network': { level: 'network', network: 'n2' },
  system: { level: 'system' },
}

/** Role, scope: whether they may work on the library's catalogue, and whether their files may name the network's others. */
const MATRIX: readonly (readonly [role: Role, scope: keyof typeof SCOPES, works: boolean, networkWide: boolean])[] = [
  ['cataloguer', 'own', true, false],
  ['cataloguer', 'neighbour', false, false],
  ['librarian', 'own', true, false],
  ['librarian', 'neighbour', false, false],
  ['province-officer', 'province', true, false],
  ['province-officer', 'other province', false, false],
  ['network-officer', 'network', true, true],
  ['network-officer', 'other network', false, false],
  ['administrator', 'system', true, true],
]

const OPERATIONS = { mayImport, maySuppress, mayPlace, maySeeWork }

const refusalOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    if (isRefusal(error)) return error.code
    throw error
  }
}

const OWN_WORDS = {
  mayImport: 'catalogue.import-by-own-staff',
  maySuppress: 'catalogue.suppress-by-own-staff',
  mayPlace: 'catalogue.place-by-own-staff',
  maySeeWork: 'catalogue.work-by-own-staff',
}

for (const [role, where, works, wide] of MATRIX) {
  test(`a ${role} of ${where} ${works ? 'may' : 'may not'} work on the library’s catalogue`, () => {
    const actor = anActor([{ role, scope: SCOPES[where]! }])
    for (const [name, may] of Object.entries(OPERATIONS)) {
      const code = works ? null : OWN_WORDS[name as keyof typeof OWN_WORDS]
      assert.equal(
        refusalOf(() => may(actor, library)),
        code,
        name,
      )
    }
    assert.equal(worksAt(actor, library), works)
    assert.equal(isNetworkWide(actor, 'n1'), wide)
    assert.deepEqual(mayWork(actor), [SCOPES[where]])
  })
}

test('an officer without a second step is asked for it; a stranger is asked to sign in; others have no desk here', () => {
  const officer = anActor([{ role: 'network-officer', scope: SCOPES.network! }], { secondFactor: false })
  const people: readonly (readonly [Actor, string])[] = [
    [officer, 'people.second-factor-required'],
    [ANONYMOUS, 'people.sign-in-required'],
  ]
  for (const [actor, code] of people) {
    for (const may of Object.values(OPERATIONS))
      assert.equal(
        refusalOf(() => may(actor, library)),
        code,
      )
    assert.equal(
      refusalOf(() => mayWork(actor)),
      code,
    )
  }
  assert.equal(
    refusalOf(() => mayWork(anActor([]))),
    'catalogue.work-by-own-staff',
  )
  assert.deepEqual(mayWork(systemActor('tests')), [{ level: 'system' }])
})
