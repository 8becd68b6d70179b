import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isDataField, type MarcFamily, type MarcRecord } from '#lib/marc/record.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { convertFamily } from './convert-family.ts'
import { fieldText } from './kept.ts'

const CASES = new URL('./cases/', import.meta.url).pathname
const FAMILIES: readonly string[] = ['marc21', 'unimarc', 'iranmarc'] satisfies MarcFamily[]

/** The way a case is written: `LDR=…`, `001=…`, `245 10 $a…` with # for a blank indicator. */
function linesOf({ leader, fields }: MarcRecord): string[] {
  const shown = (ind: string) => (ind === ' ' ? '#' : ind)
  const lines = fields.map((field) => {
    if (!isDataField(field)) return `${field.tag}=${field.value}`
    const subfields = field.subfields.map(({ code, value }) => `$${code}${value}`).join('')
    return `${field.tag} ${shown(field.ind1)}${shown(field.ind2)} ${subfields}`
  })
  return [`LDR=${leader}`, ...lines]
}

function caseOf(folder: string): { from: MarcFamily; to: MarcFamily; record: MarcRecord } {
  const [way = '', leader = '', ...lines] = readFileSync(join(folder, 'input.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const [from = '', to = ''] = way.split(' > ')
  assert.ok(
    FAMILIES.includes(from) && FAMILIES.includes(to),
    `${folder}: the first line says marc21 > unimarc or its like`,
  )
  assert.match(leader, /^LDR=.{24}$/, `${folder}: the second line is the leader, LDR= and 24 characters`)
  return { from: from as MarcFamily, to: to as MarcFamily, record: aRecord(lines, leader.slice(4)) }
}

// A case is a folder: input.txt (the way, the leader, the fields) and expected.txt, what the tables alone make of it and what is lost.
for (const name of readdirSync(CASES)) {
  test(`case ${name}`, () => {
    const { from, to, record } = caseOf(join(CASES, name))
    const plain = convertFamily(record, from, to, { keep: false })
    const lost = plain.losses.map(
      ({ tag, occurrence, code, value, why }) => `lost: ${tag}[${occurrence}] ${code ?? ''} ${why}: ${value}`,
    )
    const found = `${[...linesOf(plain.record), ...lost].join('\n')}\n`
    const expected = join(CASES, name, 'expected.txt')
    if (!existsSync(expected)) assert.fail(`${expected} is missing. If this is right, commit it:\n${found}`)
    assert.deepEqual(found.split('\n'), readFileSync(expected, 'utf8').split('\n'))

    const there = convertFamily(record, from, to)
    const back = convertFamily(there.record, to, from)
    assert.deepEqual(back.record.fields.map(fieldText), record.fields.map(fieldText), 'there and back')
  })
}
