import assert from 'node:assert/strict'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { describe } from '#lib/marc/description/describe.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { sharedPlace } from '#tests/support/shared-data.ts'
import { readMarc } from './read.ts'
import { isDataField, type MarcField, type MarcItem, type MarcRecord } from './record.ts'
import { text } from './text.en.ts'

const { path: EDGE, skip } = sharedPlace('marc/edge')
const { path: ACO } = sharedPlace('marc/aco')
const OUTCOMES = new URL('./edge-outcomes.tsv', import.meta.url)

const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? filesOf(path) : [path]
    })
    .sort()

async function itemsOf(file: string): Promise<MarcItem[]> {
  const items: MarcItem[] = []
  for await (const batch of readMarc(createReadStream(file))) items.push(...batch)
  return items
}

const counted = (values: readonly string[]) => [...new Set(values)].sort().join(' ') || '-'

/** One line for a file: records, refusals, families, encodings, and the codes of what was refused and mended. */
function summary(file: string, items: readonly MarcItem[]): string {
  const records = items.filter((item) => item.kind === 'record')
  const refused = items.filter((item) => item.kind === 'refused')
  const codes = counted(refused.map(({ fault }) => fault.code))
  const repairs = counted(records.flatMap((item) => item.repairs.map(({ code }) => code)))
  const how = [counted(records.map(({ family }) => family)), counted(records.map(({ encoding }) => encoding))]
  return [file, records.length, refused.length, ...how, codes, repairs].join('\t')
}

const lineOf = (field: MarcField) =>
  (isDataField(field)
    ? `${field.tag} ${field.ind1}${field.ind2}${field.subfields.map(({ code, value }) => `$${code}${value}`).join('')}`
    : `${field.tag} ${field.value}`
  ).normalize('NFC')

test('every file of the edge collection gives the outcome that was looked at and kept', { skip }, async () => {
  const found: string[] = []
  for (const file of filesOf(EDGE)) {
    const items = await itemsOf(file)
    assert.ok(items.length > 0, `${file} gave no summary at all`)
    for (const item of items) {
      for (const fault of item.kind === 'refused' ? [item.fault] : item.repairs) {
        assert.ok(text('en').faults[fault.code], `${fault.code} has no sentence`)
      }
      if (item.kind === 'record') describe(item.record, item.family)
    }
    found.push(summary(relative(EDGE, file), items))
  }
  const kept = existsSync(OUTCOMES) ? readFileSync(OUTCOMES, 'utf8').trimEnd().split('\n') : []
  if (kept.length === 0) assert.fail(`edge-outcomes.tsv is missing. If this is right, commit it:\n${found.join('\n')}`)
  assert.deepEqual(found, kept)
})

/** A file and another form of the same records: how many are there, how many of them agree field by field. */
const TWINS: readonly [string, string, number, number][] = [
  ['traject/test_data.utf8.mrc', 'traject/test_data.utf8.json', 30, 30],
  ['traject/test_data.utf8.mrc', 'traject/test_data.utf8.marc.xml', 30, 30],
  ['traject/test_data.utf8.mrc', 'traject/test_data.utf8.mrc.gz', 30, 30],
  ['pymarc/one.dat', 'pymarc/one.json', 1, 1],
  ['pymarc/batch.xml', 'pymarc/batch.json', 2, 2],
  ['marc4j/chabon.mrc', 'marc4j/chabon.xml', 2, 2],
  ['marc4j/summerland.mrc', 'marc4j/summerland.xml', 1, 1],
  ['marc4j/summerland.mrc', 'marc4j/summerland-marc-in-json.json', 1, 1],
  // MARC-8 against its UTF-8 twin.
  ['marc4j/brkrtest.mrc', 'marc4j/brkrtest_UTF8.mrc', 8, 8],
  // The mended file differs from ours only inside texts (&amp; and doubled delimiters) in the other 200.
  ['marc4j/pride-and-prejudice-with-many-errors.mrc', 'marc4j/pride-and-prejudice-fixed.mrc', 383, 183],
  ['xbib/amstransactions.mrc', 'xbib/amstransactions.mrc.xml', 1, 1],
  // xbib's own reading of the first record shifts its tags by the fields it lost.
  ['xbib/bad_too_long_plus_2.mrc', 'xbib/bad_too_long_plus_2.mrc.xml', 3, 2],
  ['xbib/brkrtest.mrc', 'xbib/brkrtest.mrc.xml', 8, 8],
  ['xbib/chabon-loc.mrc', 'xbib/chabon-loc.mrc.xml', 2, 2],
  ['xbib/chabon.mrc.trans', 'xbib/chabon.mrc.trans.xml', 2, 2],
  ['xbib/cyrillic_capital_e.mrc', 'xbib/cyrillic_capital_e.mrc.xml', 2, 2],
  ['xbib/diacritic4.mrc', 'xbib/diacritic4.mrc.xml', 1, 1],
  ['xbib/makrtest.mrc', 'xbib/makrtest.mrc.xml', 8, 8],
  ['xbib/summerland2.mrc', 'xbib/summerland2.mrc.xml', 1, 1],
  // The last record of both files is cut short: xbib keeps the piece, we refuse it.
  ['xbib/zdblokutf8.mrc', 'xbib/zdblokutf8.mrc.xml', 293, 292],
  ['xbib/zdbtitutf8.mrc', 'xbib/zdbtitutf8.mrc.xml', 8, 7],
  // xbib leaves East Asian MARC-8 out; we read it.
  ['xbib/IRMARC8.bin', 'xbib/IRMARC8.bin.xml', 10, 6],
]

for (const [file, twin, records, alike] of TWINS) {
  test(`${file} reads like ${twin}`, { skip }, async () => {
    const [ours, theirs] = [await itemsOf(join(EDGE, file)), await itemsOf(join(EDGE, twin))]
    assert.equal(ours.length, records)
    const lines = (item: MarcItem | undefined) =>
      item?.kind === 'record' ? item.record.fields.map(lineOf).join('\n') : null
    const same = ours.filter((item, i) => lines(item) !== null && lines(item) === lines(theirs[i]))
    assert.equal(same.length, alike)
  })
}

test('directories with lost digits lead to the same tags as the mended file', { skip }, async () => {
  const [broken = [], fixed = []] = await Promise.all(
    ['many-errors', 'fixed'].map((name) =>
      itemsOf(join(EDGE, `marc4j/pride-and-prejudice-${name === 'fixed' ? name : `with-${name}`}.mrc`)),
    ),
  )
  const tags = (record: MarcRecord) => record.fields.map(({ tag }) => tag).join(' ')
  const damaged = broken.flatMap((item, i) => {
    const mended = item.kind === 'record' && item.repairs.some(({ code }) => code === 'marc.directory-digits')
    return mended ? [[item, fixed[i]] as const] : []
  })
  assert.equal(damaged.length, 16)
  for (const [item, twin] of damaged) {
    assert.ok(twin?.kind === 'record')
    assert.equal(tags(item.record), tags(twin.record))
  }
})

const ACO_COUNTS: Readonly<Record<string, number>> = {
  'local_LeBAU.xml.gz': 3934,
  'local_NIC.xml.gz': 435,
  'local_NNC.xml.gz': 3055,
  'local_NNU.xml.gz': 1369,
  'local_NjP.xml.gz': 3450,
  'local_UaCaAUL.xml.gz': 1076,
  'local_aeadna.xml.gz': 45,
  'oclc_masters.mrc.gz': 7194,
}

for (const [file, count] of Object.entries(ACO_COUNTS)) {
  test(`${file} holds ${count} records with titles and control numbers`, { skip }, async () => {
    const items = await itemsOf(join(ACO, file))
    assert.equal(items.length, count)
    let arabic = 0
    for (const item of items) {
      assert.ok(item.kind === 'record')
      const { title, controlNumber } = describe(item.record, item.family)
      assert.ok(title && title.main !== '' && controlNumber, `record ${item.number}`)
      if (title.script === 'arabic' || title.alternate?.script === 'arabic') arabic++
    }
    // 3,585 masters hold Arabic script somewhere, nearly all of them in the title; so do 8,909 local records of 13,364.
    if (file === 'oclc_masters.mrc.gz') assert.ok(arabic > 3400 && arabic <= 3585, `${arabic} titles in Arabic script`)
  })
}

test('every clean UTF-8 record is written back byte for byte', { skip }, async () => {
  let same = 0
  for (const file of [join(ACO, 'oclc_masters.mrc.gz'), ...filesOf(EDGE)]) {
    for (const item of await itemsOf(file)) {
      const clean = item.kind === 'record' && item.repairs.length === 0 && item.encoding === 'utf-8'
      if (!clean || item.bytes.at(-1) !== 0x1d) continue
      assert.deepEqual(
        Buffer.from(writeIso2709(item.record)),
        Buffer.from(item.bytes),
        `${file}, record ${item.number}`,
      )
      same++
    }
  }
  // 7,194 masters and 6,495 records of the edge collection.
  assert.equal(same, 13_689)
})
