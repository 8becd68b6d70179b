import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerAsk, answerCase } from '#areas/catalogue/service/grouping/answering.ts'
import { getAsk, listAskCases } from '#areas/catalogue/service/grouping/asking.ts'
import { pinRecord, placeRecord, splitRecord } from '#areas/catalogue/service/grouping/deciding.ts'
import { getGroup, joinEditions, keepEditionsApart } from '#areas/catalogue/service/grouping/group-desk.ts'
import { listDecisionsFor } from '#areas/catalogue/service/grouping/history.ts'
import { beginRegrouping } from '#areas/catalogue/service/grouping/regrouping.ts'
import { getFieldRules, setFieldRules, undoFieldRules } from '#areas/catalogue/service/grouping/rules.ts'
import { returnRecord, undoDecision } from '#areas/catalogue/service/grouping/undoing.ts'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { readRefusal, refusedFile, refusedReasons } from '#areas/catalogue/service/import/refused.ts'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import { isRefusal } from '#lib/refusal.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, aWorker, fileOf, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { whole } from '#tests/support/marc-records.ts'
import { findRecords, followImport, workplaces } from './desk.ts'
import {
  getImport,
  getRecordWork,
  getRefusal,
  listImportsFor,
  listRefusalsOf,
  suppressItem,
  suppressRecord,
} from './keeping.ts'

interface Scene {
  importId: string
  record: string
  item: string
  /** Somebody else's edition. */
  edition: string
  /** A decision about that library's own record, for those who made none. */
  other: string
  decisions: string[]
}

type Operation = (platform: Platform, actor: Actor, scene: Scene) => Promise<unknown>

const file = () => whole(fileOf(aBook('9', 'دیوان')))

/** What touches one library. Those that change something undo it in the next line. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  beginImport: (p, a) => beginImport(p, a, { library: 'NLA:11', fileName: 'a.mrc', bytes: file(), dryRun: true }),
  listImportsOfLibrary: (p, a) => listImportsFor(p, a, { library: 'NLA:11' }),
  getImport: (p, a, s) => getImport(p, a, { id: s.importId }),
  followImport: (p, a, s) => followImport(p, a, { id: s.importId }),
  listRefusalsOf: (p, a, s) => listRefusalsOf(p, a, { id: s.importId }),
  getRefusal: (p, a, s) => getRefusal(p, a, { id: s.importId, record: 3 }),
  readRefusal: (p, a, s) => readRefusal(p, a, { id: s.importId, record: 3 }),
  refusedFile: (p, a, s) => refusedFile(p, a, { id: s.importId }),
  refusedReasons: (p, a, s) => refusedReasons(p, a, { id: s.importId, lang: 'fa' }),
  findRecordsOfLibrary: (p, a) => findRecords(p, a, { q: '', library: 'NLA:11', hiddenOnly: false, page: 1 }),
  getRecordWork: (p, a, s) => getRecordWork(p, a, { id: s.record }),
  suppressRecord: (p, a, s) => suppressRecord(p, a, { id: s.record, isSuppressed: true }),
  showRecord: (p, a, s) => suppressRecord(p, a, { id: s.record, isSuppressed: false }),
  suppressItem: (p, a, s) => suppressItem(p, a, { record: s.record, item: s.item, isSuppressed: true }),
  showItem: (p, a, s) => suppressItem(p, a, { record: s.record, item: s.item, isSuppressed: false }),
  splitRecord: (p, a, s) => splitRecord(p, a, { id: s.record }),
  returnRecord: (p, a, s) => returnRecord(p, a, { id: s.record }),
  pinRecord: async (p, a, s) => s.decisions.push((await pinRecord(p, a, { id: s.record })).id),
  undoPin: (p, a, s) => undoDecision(p, a, { id: s.decisions.at(-1) ?? s.other }),
  placeRecord: async (p, a, s) => s.decisions.push((await placeRecord(p, a, { id: s.record, edition: s.edition })).id),
  undoPlace: (p, a, s) => undoDecision(p, a, { id: s.decisions.at(-1) ?? s.other }),
  keepEditionsApart: async (p, a, s) => {
    const home = (await getRecordWork(p, SYSTEM, { id: s.record })).row.editionId
    s.decisions.push((await keepEditionsApart(p, a, { id: s.edition, edition: home })).id)
  },
  undoApart: (p, a, s) => undoDecision(p, a, { id: s.decisions.at(-1) ?? s.other }),
}

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (isRefusal(error)) return `${error.kind} ${error.code.replace(/by-own-staff$/, '…')}`
    throw error
  }
}

test('each operation of the staff, for each role: done, or refused in words', async (t) => {
  const { platform, places } = await aUnion(t)
  const book = aBook('1', 'بوستان', '020 ## $a9789640000014', '852 ## $p1001')
  const { id: importId } = await takeIn(platform, 'NLA:11', [book, aBook('2', 'گلستان'), aBook('1', 'دوباره')])
  await takeIn(platform, 'NLA:12', [book])
  const item = await platform.db
    .selectFrom('catalogue.item')
    .select(['id', 'record_id'])
    .where('library_id', '=', places['NLA:11']!.library)
    .executeTakeFirstOrThrow()
  const of = async (library: string, number: string) =>
    await platform.db
      .selectFrom('catalogue.record')
      .select(['id', 'edition_id'])
      .where('library_id', '=', places[library]!.library)
      .where('control_number', '=', number)
      .executeTakeFirstOrThrow()
  const { edition_id: edition } = await of('NLA:11', '2')
  const { id: other } = await pinRecord(platform, SYSTEM, { id: (await of('NLA:11', '2')).id })
  const scene: Scene = { importId, record: item.record_id, item: item.id, edition, other, decisions: [] }
  const [own, neighbour, otherNetwork] = [places['NLA:11']!, places['NLA:12']!, places['AQR:31']!]
  const PEOPLE: readonly (readonly [name: string, actor: Actor, wanted: RegExp])[] = [
    ['cataloguer', aWorker(own), /^done$/],
    ['librarian', aWorker(own, 'librarian'), /^done$/],
    ['province officer', aWorker(own, 'province-officer'), /^done$/],
    ['network officer', aWorker(own, 'network-officer'), /^done$/],
    ['administrator', aWorker(own, 'administrator'), /^done$/],
    ['system', SYSTEM, /^done$/],
    ['neighbour', aWorker(neighbour, 'librarian'), /^forbidden catalogue\.(import|work|place)-…$/],
    ['officer elsewhere', aWorker(otherNetwork, 'network-officer'), /^forbidden catalogue\.(import|work|place)-…$/],
    [
      'officer without a second step',
      aWorker(own, 'network-officer', { secondFactor: false }),
      /^forbidden people\.second-factor-required$/,
    ],
    ['anybody', ANONYMOUS, /^forbidden people\.sign-in-required$/],
  ]
  for (const [who, actor, wanted] of PEOPLE) {
    scene.decisions = []
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      assert.match(await outcome(operation(platform, actor, scene)), wanted, `${who}: ${name}`)
    }
  }
})

test('lists show what lies within the scope and nothing else', async (t) => {
  const { platform, places } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  await takeIn(platform, 'NLA:21', [aBook('2', 'گلستان')])
  await takeIn(platform, 'AQR:31', [aBook('3', 'دیوان')])
  const seen = async (actor: Actor) => {
    const imports = await listImportsFor(platform, actor)
    const { records } = await findRecords(platform, actor, { q: '', hiddenOnly: false, page: 1 })
    assert.deepEqual(imports.map((row) => row.libraryCode).sort(), records.map((row) => row.libraryCode).sort())
    const choices = await workplaces(platform, actor)
    return { codes: imports.map((row) => row.libraryCode).sort(), choices: choices?.length ?? null }
  }
  const own = places['NLA:11']!
  assert.deepEqual(await seen(aWorker(own)), { codes: ['11'], choices: 1 })
  assert.deepEqual(await seen(aWorker(own, 'province-officer')), { codes: ['11'], choices: 2 })
  assert.deepEqual(await seen(aWorker(own, 'network-officer')), { codes: ['11', '21'], choices: 3 })
  assert.deepEqual(await seen(aWorker(own, 'administrator')), { codes: ['11', '21', '31'], choices: null })
})

/** What touches the union: questions, decisions, rules. Each is done by some and refused in words to the others. */
const GROUPING: Readonly<Record<string, (platform: Platform, actor: Actor, ask: string) => Promise<unknown>>> = {
  listAskCases: (p, a) => listAskCases(p, a),
  listDecisionsFor: (p, a) => listDecisionsFor(p, a, { page: 1 }),
  getAsk: (p, a, ask) => getAsk(p, a, { id: ask }),
  getGroup: async (p, a, ask) => {
    const { sides } = await getAsk(p, SYSTEM, { id: ask })
    await getGroup(p, a, { id: sides[0].row.editionId })
  },
  answerAsk: (p, a, ask) => answerAsk(p, a, { id: ask, answer: 'unsure' }),
  answerCase: (p, a, ask) => answerCase(p, a, { ids: [ask], answer: 'unsure' }),
  getFieldRules: (p, a) => getFieldRules(p, a),
  setFieldRules: (p, a) => setFieldRules(p, a, []),
  beginRegrouping: (p, a) => beginRegrouping(p, a),
  undoFieldRules: async (p, a) => {
    // Nobody has set any: who may is told that there is nothing to undo.
    await undoFieldRules(p, a, { change: '' }).catch((error) => {
      if (!isRefusal(error) || error.code !== 'catalogue.rules-unchanged') throw error
    })
  },
  joinEditions: async (p, a, ask) => {
    const { row } = await getAsk(p, SYSTEM, { id: ask })
    const [one, other] = await Promise.all([row.recordId, row.otherId].map((id) => getRecordWork(p, SYSTEM, { id })))
    const joined = await joinEditions(p, a, { id: one!.row.editionId, edition: other!.row.editionId })
    await undoDecision(p, SYSTEM, { id: joined.id })
  },
}

test('questions, decisions and rules: who may what', async (t) => {
  const { platform, places } = await aUnion(t)
  const lines = ['100 1# $aسعدی', '260 ## $bخوارزمی،$c1383', '300 ## $a624 ص']
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان', ...lines)])
  await takeIn(platform, 'AQR:31', [aBook('2', 'بوستان$nج. ۱', ...lines)])
  await takeIn(platform, 'NLA:12', [aBook('3', 'دیوان')])
  const { id } = await platform.db.selectFrom('catalogue.ask').select('id').executeTakeFirstOrThrow()
  const [own, stranger] = [places['NLA:11']!, places['NLA:21']!]
  const LIBRARY = 'listAskCases listDecisionsFor getGroup getAsk answerAsk answerCase'
  const PEOPLE: readonly (readonly [name: string, actor: Actor, may: string])[] = [
    ['librarian asked', aWorker(own, 'librarian', { id: newId() }), LIBRARY],
    ['cataloguer asked', aWorker(own, 'cataloguer', { id: newId() }), LIBRARY],
    ['librarian not asked', aWorker(stranger, 'librarian', { id: newId() }), 'listAskCases listDecisionsFor getGroup'],
    ['province officer of one asked', aWorker(own, 'province-officer', { id: newId() }), LIBRARY],
    [
      'network officer',
      aWorker(own, 'network-officer', { id: newId() }),
      `${LIBRARY} getFieldRules setFieldRules undoFieldRules joinEditions`,
    ],
    ['administrator', aWorker(own, 'administrator', { id: newId() }), Object.keys(GROUPING).join(' ')],
    ['system', SYSTEM, Object.keys(GROUPING).join(' ')],
    ['officer without a second step', aWorker(own, 'network-officer', { secondFactor: false }), ''],
    ['anybody', ANONYMOUS, ''],
  ]
  for (const [who, actor, may] of PEOPLE) {
    for (const [name, operation] of Object.entries(GROUPING)) {
      const wanted = may.split(' ').includes(name) ? /^done$/ : /^forbidden /
      // One who is not sure may be the last of those asked: the question is with the officer then.
      const got = (await outcome(operation(platform, actor, id))).replace('conflict catalogue.ask-with-officer', 'done')
      assert.match(got, wanted, `${who}: ${name}`)
    }
  }
})
