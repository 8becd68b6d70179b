import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  beginHarvest,
  getSource,
  keepSource,
  listSourcesFor,
  removeSource,
  setDaily,
} from '#areas/catalogue/service/harvest/sources.ts'
import { undoWithdrawals } from '#areas/catalogue/service/harvest/withdrawing.ts'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { chooseColumns, readSample } from '#areas/catalogue/service/lists/columns.ts'
import { listWaitingFor } from '#areas/catalogue/service/lists/waiting.ts'
import { requestReport } from '#areas/catalogue/service/report/reading.ts'
import { keepSearch, listOwnSearches } from '#areas/catalogue/service/saved/keeping.ts'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import { isRefusal } from '#lib/refusal.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { aUnion, aWorker, SYSTEM } from '#tests/support/catalogue.ts'
import { anActor } from '#tests/support/people.ts'

interface Scene {
  source: string
  harvest: string
  list: string
}

async function* table() {
  yield Buffer.from('title,author\nبوستان,سعدی\n')
}

const begin = (p: Platform, by: Actor) =>
  beginImport(p, by, { library: 'NLA:11', fileName: 'a.csv', bytes: table(), form: 'titles', dryRun: true })

/** Harvests and lists of one library; what ends something comes last. */
const OWN: Readonly<Record<string, (p: Platform, by: Actor, s: Scene) => Promise<unknown>>> = {
  keepSource: (p, by) => keepSource(p, by, { library: 'NLA:11', url: 'http://example.org/oai', set: 'b' }),
  getSource: (p, by, s) => getSource(p, by, { id: s.source }),
  setDaily: (p, by, s) => setDaily(p, by, { id: s.source, isDaily: true }),
  beginHarvest: (p, by, s) => beginHarvest(p, by, { id: s.source }),
  undoWithdrawals: (p, by, s) => undoWithdrawals(p, by, { harvest: s.harvest }),
  removeSource: (p, by, s) => removeSource(p, by, { id: s.source }),
  beginList: (p, by) => begin(p, by),
  readSample: (p, by, s) => readSample(p, by, { id: s.list }),
  listWaitingOfLibrary: (p, by) => listWaitingFor(p, by, { library: 'NLA:11', limit: 5 }),
  chooseColumns: (p, by, s) => chooseColumns(p, by, { id: s.list, fields: ['title', 'author'], dryRun: true }),
}

/** What anybody with a desk may, and what is a person's own. */
const DESK: Readonly<Record<string, (p: Platform, by: Actor) => Promise<unknown>>> = {
  listSourcesFor: (p, by) => listSourcesFor(p, by),
  listWaitingFor: (p, by) => listWaitingFor(p, by, { limit: 5 }),
  requestReport: (p, by) => requestReport(p, by),
}

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (isRefusal(error)) return `${error.kind} ${error.code}`
    throw error
  }
}

test('harvests and lists: each operation for each role', async (t) => {
  const { platform, places } = await aUnion(t)
  const [own, neighbour, province, network] = [
    places['NLA:11']!,
    places['NLA:12']!,
    places['NLA:21']!,
    places['AQR:31']!,
  ]
  const key: Actor = { ...aWorker(own), kind: 'key', id: newId() }
  const others = /^forbidden catalogue\.(import|work|suppress)-by-own-staff$/
  // A key, a person without a role, and one of another place may each do nothing here but what their grants say.
  const PEOPLE: readonly (readonly [name: string, actor: Actor, wanted: RegExp, hasDesk: boolean])[] = [
    ['cataloguer', aWorker(own), /^done$/, true],
    ['librarian', aWorker(own, 'librarian'), /^done$/, true],
    ['key of a cataloguer', key, /^done$/, true],
    ['province officer', aWorker(own, 'province-officer'), /^done$/, true],
    ['network officer', aWorker(own, 'network-officer'), /^done$/, true],
    ['administrator', aWorker(own, 'administrator'), /^done$/, true],
    ['system', SYSTEM, /^done$/, true],
    ['neighbour', aWorker(neighbour, 'librarian'), others, true],
    ['officer of another province', aWorker(province, 'province-officer'), others, true],
    ['officer of another network', aWorker(network, 'network-officer'), others, true],
    ['key without grants', { ...anActor([]), kind: 'key', id: newId() }, others, false],
    ['reader', { ...anActor([]), kind: 'person', id: newId() }, others, false],
    ['anybody', ANONYMOUS, /^forbidden people\.sign-in-required$/, false],
    [
      'officer without a second step',
      aWorker(own, 'network-officer', { secondFactor: false }),
      /^forbidden people\.second-factor-required$/,
      false,
    ],
  ]
  for (const [who, actor, wanted, hasDesk] of PEOPLE) {
    const source = await keepSource(platform, SYSTEM, { library: 'NLA:11', url: `http://example.org/${newId()}` })
    const harvest = await beginHarvest(platform, SYSTEM, { id: source.id })
    const scene = { source: source.id, harvest: harvest.id, list: (await begin(platform, SYSTEM)).id }
    for (const [name, operation] of Object.entries(OWN)) {
      // This harvest withdrew nothing: whoever may undo it is told so.
      const said = (await outcome(operation(platform, actor, scene))).replace(
        'conflict catalogue.nothing-to-undo',
        'done',
      )
      assert.match(said, wanted, `${who}: ${name}`)
    }
    for (const [name, operation] of Object.entries(DESK)) {
      assert.match(await outcome(operation(platform, actor)), hasDesk ? /^done$/ : wanted, `${who}: ${name}`)
    }
  }
  const seen = async (actor: Actor) => (await listSourcesFor(platform, actor)).length
  assert.deepEqual([await seen(aWorker(neighbour)), await seen(aWorker(network, 'network-officer'))], [0, 0])
})

test('searches are kept by people, whatever their role, and by no key', async (t) => {
  const { platform, places } = await aUnion(t)
  const wanted = { name: 'بوستان', query: 'q=بوستان', mail: 'never', lang: 'fa' } as const
  const key: Actor = { ...aWorker(places['NLA:11']!, 'administrator'), kind: 'key', id: newId() }
  for (const [actor, code] of [
    [key, 'forbidden catalogue.search-of-a-person'],
    [SYSTEM, 'forbidden catalogue.search-of-a-person'],
    [ANONYMOUS, 'forbidden people.sign-in-required'],
  ] as const) {
    assert.equal(await outcome(keepSearch(platform, actor, wanted)), code)
    assert.equal(await outcome(listOwnSearches(platform, actor)), code)
  }
})
