import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { MarcRecord } from '#lib/marc/record.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { compare } from './compare.ts'

const folder = new URL('./cases/', import.meta.url)

/** A case: a sentence, the outcome, the findings that must be among the reasons, and two records. */
function readCase(text: string) {
  const [head = '', ...records] = text.split(/^= [ab]$/m)
  const line = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(head)?.[1]?.trim() ?? ''
  const [a, b] = records.map(recordOf)
  assert.ok(a && b, 'a case has two records, after «= a» and «= b»')
  return { why: /^# (.*)$/m.exec(head)?.[1] ?? '', outcome: line('outcome'), because: line('because').split(' '), a, b }
}

function recordOf(text: string): MarcRecord {
  const lines = text.trim().split('\n')
  const leader = lines.find((line) => line.startsWith('LDR '))?.slice(4)
  const fields = lines.filter((line) => !line.startsWith('LDR '))
  return leader === undefined ? aRecord(fields) : aRecord(fields, leader)
}

for (const name of readdirSync(folder).sort()) {
  const { why, outcome, because, a, b } = readCase(readFileSync(new URL(name, folder), 'utf8'))
  test(`${name}: ${why}`, () => {
    const verdict = compare(readCard(a, 'marc21'), readCard(b, 'marc21'))
    const found = verdict.features.map((one) => one.because)
    const told = verdict.features.map((one) => `${one.because} ${one.score}`).join(', ')
    assert.notEqual(
      outcome,
      '',
      `no outcome is written in ${name}; this is what was found: outcome: ${verdict.outcome}`,
    )
    assert.equal(verdict.outcome, outcome, told)
    for (const code of because.filter((one) => one !== ''))
      assert.ok(found.includes(code), `${code} is not among ${told}`)
  })
}
