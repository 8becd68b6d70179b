import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, ANONYMOUS, type Grant, systemActor } from '#areas/people/contract.ts'
import { isRefusal } from '#lib/refusal.ts'
import {
  degreeFrom,
  directoryScopes,
  keepingScopes,
  kilometres,
  kindFrom,
  mayAddNetwork,
  mayKeepDirectory,
  mayKeepLibrary,
  placeOf,
  serviceFrom,
} from './rules.ts'
import { en } from './text.en.ts'
import { fa } from './text.fa.ts'

const [n1, n2] = ['network-1', 'network-2']
const own = placeOf({ id: 'library-1', networkId: n1, provinceCode: '09' })
const places = {
  own,
  neighbour: placeOf({ id: 'library-2', networkId: n1, provinceCode: '09' }),
  farther: placeOf({ id: 'library-3', networkId: n1, provinceCode: '23' }),
  nowhere: placeOf({ id: 'library-4', networkId: n1, provinceCode: null }),
  foreign: placeOf({ id: 'library-5', networkId: n2, provinceCode: '09' }),
}
const grants: Record<string, Grant> = {
  administrator: { role: 'administrator', scope: { level: 'system' } },
  network: { role: 'network-officer', scope: { level: 'network', network: n1 } },
  province: { role: 'province-officer', scope: { level: 'province', network: n1, province: '09' } },
  librarian: { role: 'librarian', scope: own },
  cataloguer: { role: 'cataloguer', scope: own },
}
const actor = (name: string): Actor => {
  if (name === 'anonymous') return ANONYMOUS
  if (name === 'system') return systemActor('tests')
  return { kind: 'person', id: 'p', name, grants: [grants[name]!], secondFactor: true }
}
const allowed = (decide: () => void) => {
  try {
    decide()
    return true
  } catch (error) {
    if (isRefusal(error) && error.kind === 'forbidden') return false
    throw error
  }
}

test('who keeps what: every role over every place', () => {
  const table: Record<string, { keep: string[]; directory: string[]; network: boolean }> = {
    administrator: { keep: Object.keys(places), directory: Object.keys(places), network: true },
    system: { keep: Object.keys(places), directory: Object.keys(places), network: true },
    network: {
      keep: ['own', 'neighbour', 'farther', 'nowhere'],
      directory: ['own', 'neighbour', 'farther', 'nowhere'],
      network: false,
    },
    province: { keep: ['own', 'neighbour'], directory: ['own', 'neighbour'], network: false },
    librarian: { keep: ['own'], directory: [], network: false },
    cataloguer: { keep: [], directory: [], network: false },
    anonymous: { keep: [], directory: [], network: false },
  }
  for (const [name, expected] of Object.entries(table)) {
    const who = actor(name)
    const where = Object.entries(places)
    assert.deepEqual(
      {
        keep: where.filter(([, place]) => allowed(() => mayKeepLibrary(who, place))).map(([key]) => key),
        directory: where.filter(([, place]) => allowed(() => mayKeepDirectory(who, place))).map(([key]) => key),
        network: allowed(() => mayAddNetwork(who)),
      },
      expected,
      name,
    )
  }
})

test('whoever keeps nothing is told what is missing: a sign-in, a second factor, or a role', () => {
  const refusal = (decide: () => unknown) => {
    try {
      decide()
    } catch (error) {
      return isRefusal(error) ? error.code : error
    }
    return null
  }
  const officer = actor('network')
  assert.equal(
    refusal(() => keepingScopes(ANONYMOUS)),
    'people.sign-in-required',
  )
  assert.equal(
    refusal(() => directoryScopes({ ...officer, secondFactor: false })),
    'people.second-factor-required',
  )
  assert.equal(
    refusal(() => directoryScopes(actor('librarian'))),
    'libraries.directory-by-officers',
  )
  assert.equal(
    refusal(() => keepingScopes(actor('cataloguer'))),
    'libraries.keep-own-library',
  )
  assert.deepEqual(keepingScopes(officer), [grants.network!.scope])
})

test('kinds, degrees and services are understood by our word and by the Persian ones', () => {
  const table: [unknown, unknown][] = [
    [kindFrom('نهادی'), 'institutional'],
    [kindFrom('مستقل'), 'participatory'],
    [kindFrom('سالن قرائت'), 'reading-hall'],
    [kindFrom('سيار'), 'mobile'],
    [kindFrom('Shrine'), 'shrine'],
    [kindFrom('قهوه‌خانه'), null],
    [degreeFrom('درجه ۳'), '3'],
    [degreeFrom('درجهٔ یک'), '1'],
    [degreeFrom('مرکزي'), 'central'],
    [degreeFrom('۹'), null],
    [serviceFrom('نسخ خطی'), 'manuscripts'],
    [serviceFrom('loan'), 'loan'],
    [serviceFrom('قهوه'), null],
  ]
  for (const [found, expected] of table) assert.equal(found, expected)
})

test('a distance is the great circle’s: Tehran to Mashhad is some 740 km', () => {
  assert.ok(Math.abs(kilometres(35.6892, 51.389, 36.2605, 59.6168) - 740) < 10)
  assert.equal(kilometres(36, 59, 36, 59), 0)
  assert.ok(Math.abs(kilometres(0, 0, 0, 180) - 20015) < 1)
})

test('a file may say whatever a page shows, in either language', () => {
  for (const text of [fa, en]) {
    for (const [kind, label] of Object.entries(text.kinds)) assert.equal(kindFrom(label), kind, label)
    for (const [degree, label] of Object.entries(text.degrees)) assert.equal(degreeFrom(label), degree, label)
    for (const [service, label] of Object.entries(text.serviceNames)) assert.equal(serviceFrom(label), service, label)
  }
})
