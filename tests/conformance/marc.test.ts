import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { convertMarc, type Target } from '#lib/marc/convert.ts'
import { aPersianRecord, isoBytes } from '#tests/support/marc-records.ts'
import { sharedPlace } from '#tests/support/shared-data.ts'

const { path: MARC, skip: noData } = sharedPlace('marc')
const has = (command: string) => spawnSync(command, ['--version']).error === undefined
const noYaz = has('yaz-marcdump') ? false : "Debian's yaz is not installed"
const noXmllint = has('xmllint') ? false : "Debian's libxml2-utils is not installed"

async function converted(source: AsyncIterable<Uint8Array>, to: Target): Promise<Buffer> {
  const counts = { read: 0, written: 0, mended: 0, refused: 0 }
  const pieces: Uint8Array[] = []
  for await (const piece of convertMarc(source, to, counts, () => {})) pieces.push(piece)
  assert.equal(counts.refused, 0)
  return Buffer.concat(pieces)
}

/** The objects that yaz prints one after another, each over many lines. */
function yazRecords(json: string): unknown[] {
  return json
    .split(/^(?=\{)/m)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => JSON.parse(piece) as unknown)
}

test('JSON is what yaz-marcdump makes of the same records', { skip: noYaz }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-marc-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'records.mrc')
  writeFileSync(file, Buffer.concat(Array.from({ length: 500 }, (_, i) => isoBytes(aPersianRecord(i)))))
  const files = noData ? [file] : [file, join(MARC, 'edge/traject/test_data.utf8.mrc')]
  for (const path of files) {
    const { stdout } = spawnSync('yaz-marcdump', ['-o', 'json', path], { encoding: 'utf8', maxBuffer: 1e9 })
    const ours = (await converted(createReadStream(path), 'json')).toString('utf8').trimEnd().split('\n')
    assert.deepEqual(
      ours.map((line) => JSON.parse(line) as unknown),
      yazRecords(stdout),
    )
  }
})

test('MARCXML is valid by the Library of Congress schema', { skip: noData || noXmllint }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-marc-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'records.xml')
  for (const path of ['aco/oclc_masters.mrc.gz', 'aco/local_NIC.xml.gz', 'edge/traject/test_data.utf8.json']) {
    writeFileSync(file, await converted(createReadStream(join(MARC, path)), 'xml'))
    const schema = join(MARC, 'edge/xbib/MARC21slim.xsd')
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${path}: ${stderr.slice(0, 500)}`)
  }
})

test('ISO 2709 made of MARCXML reads the same in yaz-marcdump', { skip: noData || noYaz }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-marc-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'records.mrc')
  const source = join(MARC, 'aco/local_aeadna.xml.gz')
  writeFileSync(file, await converted(createReadStream(source), 'mrc'))
  const { stdout, stderr } = spawnSync('yaz-marcdump', ['-o', 'json', file], { encoding: 'utf8', maxBuffer: 1e9 })
  assert.equal(stderr, '')
  const fields = (json: unknown) => (json as { fields: unknown }).fields
  const ours = (await converted(createReadStream(source), 'json')).toString('utf8').trimEnd().split('\n')
  assert.deepEqual(
    yazRecords(stdout).map(fields),
    ours.map((line) => fields(JSON.parse(line))),
  )
})
