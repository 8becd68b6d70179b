// The peer of `lib/matching`: the detection of Melinda, the Finnish union catalogue, on the same pairs of real records. It is
// no dependency: install @natlibfi/melinda-record-matching (and @babel/runtime) in a folder and name it in PEYVAND_MELINDA.
import { createReadStream, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readMarc } from '#lib/marc/read.ts'
import { isDataField, type MarcRecord } from '#lib/marc/record.ts'
import { candidateKeys } from '#lib/matching/candidate-keys.ts'
import type { Card } from '#lib/matching/card/card.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { compare } from '#lib/matching/compare.ts'
import { readTruth } from '#lib/matching/evaluation/truth.ts'
import { withoutFields } from '#lib/matching/hide.ts'
import { sharedPlace } from '#tests/support/shared-data.ts'

const HIDDEN = new Set(['001', '003', '019', '035', '079', '776', '856', '999'])
const FEATURES =
  'hostComponent isbn issn otherStandardIdentifier title authors recordType publicationTimeAllowConsYears language bibliographicLevel'

type Detect = (pair: { recordA: unknown; recordB: unknown }) => { match: boolean }

const folder = process.env.PEYVAND_MELINDA
if (folder === undefined) throw new Error('PEYVAND_MELINDA names no folder')
const load = createRequire(join(folder, 'package.json'))
const { matchDetection } = load('@natlibfi/melinda-record-matching')
const { MarcRecord: Melinda } = load('@natlibfi/marc-record')
const features = FEATURES.split(' ').map((name) => matchDetection.features.bib[name]())
const detect: Detect = matchDetection.default({ strategy: features, treshold: 0.9 })

interface Known {
  readonly record: MarcRecord
  readonly card: Card
  readonly cluster: string
}

const aco = sharedPlace('marc/aco').path
const truth = readTruth(readFileSync(join(aco, 'clusters.dev.tsv'), 'utf8'))

async function known(): Promise<Known[]> {
  const found: Known[] = []
  for (const library of ['LeBAU', 'NIC', 'NNC', 'NNU', 'NjP', 'UaCaAUL', 'aeadna']) {
    for await (const batch of readMarc(createReadStream(join(aco, `local_${library}.xml.gz`)))) {
      for (const item of batch) {
        if (item.kind === 'refused') continue
        const field = item.record.fields.find(({ tag }) => tag === '001')
        const number = field && !isDataField(field) ? field.value.trim() : ''
        const cluster = truth.get(`${library}_${number}`)
        if (cluster === undefined) continue
        const record = withoutFields(item.record, HIDDEN)
        found.push({ record, card: readCard(record, item.family), cluster })
      }
    }
  }
  return found
}

function candidates(all: readonly Known[]): [Known, Known][] {
  const byKey = new Map<string, number[]>()
  for (const [at, { card }] of all.entries())
    for (const key of candidateKeys(card)) byKey.set(key, [...(byKey.get(key) ?? []), at])
  const pairs = new Map<string, [Known, Known]>()
  for (const list of byKey.values())
    for (const a of list) for (const b of list) if (a < b) pairs.set(`${a} ${b}`, [all[a]!, all[b]!])
  return [...pairs.values()]
}

function score(
  name: string,
  pairs: readonly [Known, Known][],
  joins: (a: Known, b: Known) => boolean,
  wanted: number,
): void {
  const started = process.cpuUsage()
  let [right, wrong] = [0, 0]
  for (const [a, b] of pairs) {
    if (!joins(a, b)) continue
    if (a.cluster === b.cluster) right++
    else wrong++
  }
  const { user, system } = process.cpuUsage(started)
  const rate = Math.round(pairs.length / ((user + system) / 1e6)).toLocaleString('en')
  console.log([name, (right / (right + wrong)).toFixed(4), (right / wanted).toFixed(4), wrong, rate].join(' | '))
}

const all = await known()
const pairs = candidates(all)
const sizes = new Map<string, number>()
for (const { cluster } of all) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
const wanted = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
console.log(`${all.length} records, ${pairs.length} candidate pairs, ${wanted} pairs of one edition`)
console.log('matcher | precision | recall | wrong | pairs/s')
score('Peyvand', pairs, (a, b) => compare(a.card, b.card).outcome === 'group', wanted)
const loose = new Map(all.map((one) => [one, new Melinda(structuredClone(one.record), { subfieldValues: false })]))
score('Melinda 4.3.5', pairs, (a, b) => detect({ recordA: loose.get(a), recordB: loose.get(b) }).match, wanted)
