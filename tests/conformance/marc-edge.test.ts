import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { test } from 'node:test'
import { constants, createGzip, gzipSync } from 'node:zlib'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { type ImportSummary, summaryOf } from '#areas/catalogue/service/summary.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, fileOf, SYSTEM } from '#tests/support/catalogue.ts'
import { whole } from '#tests/support/marc-records.ts'
import { filesUnder, sharedData } from '#tests/support/shared-data.ts'

/** What is known of some files: records read, and refused. */
const KNOWN: Readonly<Record<string, readonly [read: number, refused: number]>> = {
  'evergreen/jazz_1k.mrc': [1000, 0],
  'evergreen/auth-1066.mrc': [1066, 0],
  'marc4j/bad_too_long_plus_2.mrc': [3, 0],
  'rero-sru-responses/bnf/bnf_anywhere_all_peter.xml': [49, 0],
  'traject/test_data.utf8.mrc.gz': [30, 0],
  'xbib/IRMARC8.bin': [10, 0],
  'marc4j/008008027.mrc': [19, 1],
  'marc4j/chabon.xml': [2, 0],
  'marc4j/loongboonmee.mrc': [2, 1],
  'marc4j/pride-and-prejudice-fixed.mrc': [383, 20],
  'marc4j/pride-and-prejudice-with-many-errors.mrc': [383, 20],
  'pymarc/bad_records.mrc': [8, 4],
  'xbib/unimarc/periouni.mrc.gz': [3064, 11],
  'xbib/zdblokutf8.mrc': [293, 1],
  'xbib/zdbtitutf8.mrc': [8, 1],
}

type Source = AsyncIterable<Uint8Array>

async function sum(platform: Platform, fileName: string, bytes: Source): Promise<[ImportSummary, ImportSummary]> {
  const begun = await beginImport(platform, SYSTEM, { library: 'NLA:11', fileName, bytes, dryRun: false })
  await platform.jobs.drain(['catalogue.import'])
  const row = await getImport(platform, SYSTEM, { id: begun.id })
  return [await summaryOf(platform, row, 'fa'), await summaryOf(platform, row, 'en')]
}

/** A summary adds up, and everything it refuses is told in a sentence of its own in both languages. */
function assertSensible([fa, en]: readonly [ImportSummary, ImportSummary], name: string): void {
  assert.ok(fa.state === 'done' || fa.state === 'refused', `${name} ended as ${fa.state}`)
  assert.equal(fa.read, fa.added + fa.updated + fa.unchanged + fa.refused.length, name)
  assert.equal(fa.fault !== null, fa.state === 'refused', name)
  for (const [i, one] of fa.refused.entries()) {
    const other = en.refused[i]?.reason ?? ''
    assert.match(one.reason, /\p{Script=Arabic}.*[.»]$/su, `${name}: ${one.reason}`)
    assert.match(other, /[a-z].*\.$/is, `${name}: ${other}`)
    assert.doesNotMatch(one.reason + other, /undefined|NaN|\[object|marc\.[a-z]/, name)
    assert.ok(one.record > 0 && one.offset >= 0, name)
  }
}

test('every file of the edge collection goes in without a fault and with a sensible summary', async (t) => {
  const folder = sharedData(t, 'marc/edge')
  if (folder === null) return
  const { platform } = await aUnion(t)
  let read = 0
  for (const file of filesUnder(folder)) {
    const summaries = await sum(platform, file, createReadStream(`${folder}/${file}`))
    assertSensible(summaries, file)
    const [summary] = summaries
    const known = KNOWN[file]
    if (known) assert.deepEqual([summary.read, summary.refused.length], known, file)
    read += summary.read
  }
  assert.ok(read > 8_300, `${read} records were read`)
  const jobs = await platform.db.selectFrom('platform.job').select('state').where('faults', '>', 0).execute()
  assert.deepEqual(jobs, [], 'a job met a fault')
})

const MB = 1024 * 1024
const LONG_LINE = process.env.PEYVAND_FULL === '1' ? 1024 * MB : 64 * MB

async function* repeated(piece: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let given = 0; given < size; given += piece.length) yield piece
}

async function* chain(...sources: Source[]): AsyncGenerator<Uint8Array> {
  for (const source of sources) yield* source
}

const text = (value: string) => whole(Buffer.from(value))
const marcXml = (inside: string) =>
  `<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 i 4500</leader>${inside}</record></collection>`

const sound = fileOf(aBook('1', 'بوستان'), aBook('2', 'گلستان'))
const packed = gzipSync(Buffer.concat(Array.from({ length: 2_000 }, (_, i) => fileOf(aBook(`g${i}`, `کتاب ${i}`)))))

/** Name, bytes, what the whole file or its refused record is refused with. */
const HOSTILE: readonly (readonly [name: string, bytes: () => Source, code: RegExp])[] = [
  ['a PDF', () => text('%PDF-1.7\n%âãÏÓ\n1 0 obj'), /marc\.not-marc/],
  ['an empty file', () => whole(Buffer.alloc(0)), /marc\.empty/],
  ['an empty gzip', () => whole(gzipSync(Buffer.alloc(0))), /marc\.empty/],
  ['a gzip cut short', () => whole(packed.subarray(0, packed.length / 2)), /marc\.gzip-cut-short|marc\.cut-short/],
  ['a damaged gzip', () => whole(Buffer.concat([packed.subarray(0, 9_000), Buffer.alloc(9_000, 7)])), /marc\./],
  ['gzip inside gzip', () => whole(gzipSync(packed)), /marc\.not-marc/],
  ['one very long line', () => repeated(Buffer.from('x'.repeat(MB)), LONG_LINE), /marc\./],
  [
    'a record without an end',
    () => chain(whole(sound.subarray(0, 60)), repeated(Buffer.from('x'.repeat(MB)), LONG_LINE)),
    /marc\.record-too-large/,
  ],
  [
    'a document type with entities',
    () =>
      text(
        `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>${marcXml('<controlfield tag="001">&lol2;</controlfield>')}`,
      ),
    /marc\.xml/,
  ],
  ['an entity nobody defined', () => text(marcXml('<controlfield tag="001">&xxe;</controlfield>')), /marc\.xml-entity/],
  [
    'a million levels of XML',
    () => chain(text('<collection><record>'), repeated(Buffer.from('<a>'.repeat(10_000)), 3_000_000)),
    /marc\.xml/,
  ],
  [
    'a tag without an end',
    () => chain(text('<collection><record attribute="'), repeated(Buffer.from('x'.repeat(MB)), 32 * MB)),
    /marc\.xml/,
  ],
]

for (const [name, bytes, code] of HOSTILE) {
  test(`${name} is refused in a sentence`, async (t) => {
    const summaries = await sum((await aUnion(t)).platform, name, bytes())
    assertSensible(summaries, name)
    const [{ fault, refused }] = summaries
    assert.ok(refused.length > 0, `${name} was refused nowhere`)
    assert.match(refused.map((one) => one.code).join(), code)
    if (refused.length === 1 && summaries[0].read === 1) assert.notEqual(fault, null)
  })
}

test('a decompression bomb is refused before it fills anything', async (t) => {
  const { platform } = await aUnion(t)
  const blown = chain(whole(sound), repeated(Buffer.alloc(MB, 0x20), 256 * MB))
  const summaries = await sum(platform, 'bomb.gz', aGzipOf(blown))
  assertSensible(summaries, 'a bomb')
  const [{ added, refused }] = summaries
  assert.equal(added, 2, 'what stood before the bomb went in')
  assert.deepEqual(
    refused.map((one) => one.code),
    ['marc.gzip-bomb'],
  )
})

test('invalid UTF-8 is told, and the records around it go in', async (t) => {
  const { platform } = await aUnion(t)
  const broken = Buffer.from(sound)
  broken[broken.indexOf('بوستان')] = 0xff
  const [summary] = await sum(platform, 'broken.mrc', whole(broken))
  assert.deepEqual([summary.read, summary.added, summary.repaired], [2, 2, 1])
})

function aGzipOf(source: Source): Source {
  const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION })
  void (async () => {
    for await (const chunk of source)
      if (!gzip.write(chunk)) await new Promise((resolve) => gzip.once('drain', resolve))
    gzip.end()
  })()
  return gzip
}
