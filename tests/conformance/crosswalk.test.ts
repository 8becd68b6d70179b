import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { writeDublinCore } from '#lib/formats/dublin-core.ts'
import { writeMods } from '#lib/formats/mods.ts'
import { convertMarc } from '#lib/marc/convert.ts'
import { convertFamily } from '#lib/marc/crosswalk/convert-family.ts'
import { fieldText } from '#lib/marc/crosswalk/kept.ts'
import { describe } from '#lib/marc/description/describe.ts'
import { readMarc } from '#lib/marc/read.ts'
import type { MarcFamily, ReadRecord } from '#lib/marc/record.ts'
import { filesUnder, sharedPlace } from '#tests/support/shared-data.ts'

const { path: MARC, skip } = sharedPlace('marc')
const { path: SCHEMAS } = sharedPlace('protocol/schemas/kitodo')
const has = (command: string) => spawnSync(command, ['--version']).error === undefined

async function* recordsOf(path: string): AsyncGenerator<ReadRecord> {
  for await (const items of readMarc(createReadStream(path))) {
    for (const item of items) if (item.kind === 'record') yield item
  }
}

/** What of a leader is the record's and not its writer's: all but lengths. */
const meaning = (leader: string) => leader.slice(5, 12) + leader.slice(17)
const textOf = ({ leader, fields }: ReadRecord['record']) => [meaning(leader), ...fields.map(fieldText)].join('\n')

const others = (family: MarcFamily): MarcFamily[] => (family === 'marc21' ? ['unimarc', 'iranmarc'] : ['marc21'])

for (const folder of ['aco', 'edge']) {
  test(`every record of ${folder} goes to the other formats and comes back as it was`, { skip }, async (t) => {
    let [records, fields, kept, dropped] = [0, 0, 0, 0]
    for (const file of filesUnder(join(MARC, folder))) {
      for await (const { number, record, family } of recordsOf(join(MARC, folder, file))) {
        for (const to of others(family)) {
          const there = convertFamily(record, family, to)
          const back = convertFamily(there.record, to, family)
          if (textOf(back.record) !== textOf(record)) assert.fail(`${file}, record ${number}, by ${to}`)
          if (to === 'iranmarc') continue
          fields += record.fields.length
          kept += there.kept.length
          dropped += there.losses.length
        }
        records++
      }
    }
    t.diagnostic(`${records} records, ${fields} fields: ${kept} kept in 886; ${dropped} subfields without a place`)
    assert.ok(records > 8000)
  })
}

function place(t: TestContext, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-crosswalk-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, name)
}

const noYaz = has('yaz-marcdump') ? false : "Debian's yaz is not installed"

test('yaz-marcdump reads the UNIMARC we write', { skip: skip || noYaz }, async (t) => {
  const file = place(t, 'unimarc.mrc')
  const pieces: Uint8Array[] = []
  const counts = { read: 0, written: 0, mended: 0, refused: 0 }
  const source = createReadStream(join(MARC, 'aco/oclc_masters.mrc.gz'))
  const format = { family: 'unimarc', keep: true } as const
  for await (const piece of convertMarc(source, 'mrc', counts, () => {}, { format })) pieces.push(piece)
  writeFileSync(file, Buffer.concat(pieces))
  const { stdout, stderr } = spawnSync('yaz-marcdump', [file], { encoding: 'utf8', maxBuffer: 1e9 })
  assert.equal(stderr, '')
  assert.ok((stdout.match(/^200 /gm) ?? []).length >= counts.written)
  assert.equal(stdout.split(/\n\n/).filter((text) => text.trim() !== '').length, counts.written)
})

const noXmllint = has('xmllint') ? false : "Debian's libxml2-utils is not installed"

/** The schema at its place in the data, which imports two more by web addresses: a catalogue leads to their copies. */
function validate(t: TestContext, schema: string, xml: string): void {
  const [file, catalogue] = [place(t, 'records.xml'), place(t, 'catalogue.xml')]
  writeFileSync(file, xml)
  const near = (address: string, name: string) => `<system systemId="${address}" uri="file://${join(SCHEMAS, name)}"/>`
  writeFileSync(
    catalogue,
    `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${near('http://www.loc.gov/standards/xlink/xlink.xsd', 'xlink.xsd')}${near('http://www.w3.org/2001/xml.xsd', 'w3-xml.xsd')}</catalog>`,
  )
  const env = { ...process.env, XML_CATALOG_FILES: catalogue }
  const found = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { encoding: 'utf8', env })
  assert.equal(found.status, 0, found.stderr.slice(0, 2000))
}

const SAMPLES = [
  'aco/oclc_masters.mrc.gz',
  'aco/local_NIC.xml.gz',
  'edge/traject/test_data.utf8.mrc',
  'edge/usemarcon-uni2uk/uni.mrc',
]

test('MODS is valid by the 3.8 schema', { skip: skip || noXmllint }, async (t) => {
  const parts: string[] = []
  for (const sample of SAMPLES) {
    for await (const { record, family } of recordsOf(join(MARC, sample))) {
      parts.push(writeMods(describe(record, family), { url: 'https://example.org/editions/1' }))
    }
  }
  const xml = `<modsCollection xmlns="http://www.loc.gov/mods/v3">${parts.join('\n')}</modsCollection>`
  validate(t, join(SCHEMAS, 'mods-3-8.xsd'), xml)
})

test('Dublin Core is well formed and holds only the fifteen elements', { skip: skip || noXmllint }, async (t) => {
  const file = place(t, 'dc.xml')
  const parts: string[] = []
  for (const sample of SAMPLES) {
    for await (const { record, family } of recordsOf(join(MARC, sample)))
      parts.push(writeDublinCore(describe(record, family)))
  }
  writeFileSync(file, `<all>${parts.join('\n')}</all>`)
  const names = spawnSync('xmllint', ['--noout', '--nonet', file], { encoding: 'utf8' })
  assert.equal(names.status, 0, names.stderr.slice(0, 500))
  const elements = new Set(parts.join('').match(/(?<=<dc:)\w+/g))
  const allowed =
    'title creator contributor subject description publisher date type format identifier language relation'
  for (const element of elements) assert.ok(allowed.split(' ').includes(element), element)
})
