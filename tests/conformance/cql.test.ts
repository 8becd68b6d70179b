import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CqlFault } from '#lib/cql/fault.ts'
import { parseCql } from '#lib/cql/parse.ts'
import { PqfFault, pqfWriter } from '#lib/cql/pqf.ts'
import { writeCql } from '#lib/cql/write.ts'
import { writeXcql } from '#lib/cql/xcql.ts'
import { readXcql } from '#tests/support/read-xcql.ts'
import { sharedData } from '#tests/support/shared-data.ts'

// CQL as Index Data's parsers read it: cql-java's regression files and those of YAZ.

const read = (file: string) => readFileSync(file, 'utf8')
const named = (folder: string, end: string) => readdirSync(folder).filter((name) => name.endsWith(end))

test('cql-java: every query gives the XCQL or the error it should', (t) => {
  const folder = sharedData(t, 'protocol/cql/cql-java/src/test/resources/regression')
  if (folder === null) return
  let queries = 0
  const wrong: string[] = []
  for (const section of readdirSync(folder)) {
    for (const name of named(join(folder, section), '.cql')) {
      const file = join(folder, section, name)
      const expected = read(file.replace(/\.cql$/, '.xcql'))
      const got = answerOf(read(file))
      queries++
      if (got.trim() !== expected.trim()) wrong.push(`${section}/${name}: ${read(file)}\n${got}`)
    }
  }
  assert.deepEqual(wrong, [])
  assert.equal(queries, 92)
})

function answerOf(query: string): string {
  try {
    return writeXcql(parseCql(query))
  } catch (error) {
    if (error instanceof CqlFault) return error.message
    throw error
  }
}

test('YAZ: every XCQL is a query that can be written as CQL and read again', (t) => {
  const folder = sharedData(t, 'protocol/cql/yaz/cql')
  if (folder === null) return
  const outcomes = { right: 0, refused: 0 }
  for (const name of named(folder, '.out')) {
    const expected = read(join(folder, name))
    // What YAZ refuses has left only its error: the queries themselves are not among the files.
    if (expected === '') {
      assert.match(read(join(folder, name.replace('.out', '.err'))), /Syntax error/)
      outcomes.refused++
      continue
    }
    const query = readXcql(expected)
    const again = parseCql(writeCql(query))
    // YAZ writes a term of several words as several terms; ours is one.
    const small = (xml: string) => xml.replace(/<type>.*?<\/type>/g, (type) => type.toLowerCase())
    const closed = (xml: string) => small(xml.replace(/>\s+</g, '><').trim())
    assert.equal(closed(writeXcql(again)), closed(expected).replaceAll('</term><term>', ' '), name)
    outcomes.right++
  }
  assert.deepEqual(outcomes, { right: 70, refused: 11 })
})

test('YAZ: every query becomes the PQF it should', (t) => {
  const folder = sharedData(t, 'protocol/cql/yaz')
  if (folder === null) return
  const write = pqfWriter(read(join(folder, 'etc/pqf.properties')))
  let queries = 0
  for (const name of named(join(folder, 'cql2pqf'), '.out')) {
    const [first = '', ...lines]: string[] = read(join(folder, 'cql2pqf', name)).split('\n')
    const query = first.replace('Parsing CQL ', '')
    const expected = lines.join('\n')
    const got = pqfOf(write, query)
    assert.equal(got.replace(/ +\n/g, '\n'), expected.replace(/ +\n/g, '\n'), `${name}: ${query}`)
    queries++
  }
  assert.equal(queries, 48)
})

function pqfOf(write: ReturnType<typeof pqfWriter>, query: string): string {
  try {
    return `${write(parseCql(query))}\n`
  } catch (error) {
    if (!(error instanceof PqfFault)) throw error
    return `${error.written}\nTransform error ${error.diagnostic} ${error.message}\n`
  }
}

test('YAZ: every CQL it makes of PQF can be read', (t) => {
  const folder = sharedData(t, 'protocol/cql/yaz/pqf2cql')
  if (folder === null) return
  const made = named(folder, '.out').map((name) => read(join(folder, name)).trim())
  const queries = made.filter((one) => one !== 'ERROR')
  for (const query of queries) {
    const parsed = parseCql(query)
    assert.equal(writeXcql(parseCql(writeCql(parsed))), writeXcql(parsed))
  }
  assert.deepEqual([made.length, queries.length], [13, 12])
})
