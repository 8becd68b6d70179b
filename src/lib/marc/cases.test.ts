import assert from 'node:assert/strict'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { describe } from '#lib/marc/description/describe.ts'
import { readMarc } from './read.ts'
import type { Fault, MarcItem } from './record.ts'

const CASES = new URL('./cases/', import.meta.url).pathname

const brief = ({ code, offset, tag, facts }: Fault) => ({ code, offset, ...(tag ? { tag } : {}), facts })

/** What a case expects: each record in MARC-in-JSON's spirit, how it was read, and (when the case asks) what it describes. */
function outcome(item: MarcItem, described: boolean): unknown {
  const { kind, number, offset, length } = item
  if (item.kind === 'refused') return { kind, number, offset, length, fault: brief(item.fault) }
  const { family, encoding, record } = item
  const shown = described ? { description: describe(record, family) } : { record }
  return { kind, number, offset, length, family, encoding, repairs: item.repairs.map(brief), ...shown }
}

// A case is a folder: `input.*` in any form, `expected.json`; names that begin with `describe-` show the description.
for (const name of readdirSync(CASES)) {
  test(`case ${name}`, async () => {
    const folder = join(CASES, name)
    const input = readdirSync(folder).find((file) => file.startsWith('input.'))
    assert.ok(input, `${name} has no input.*`)
    const found: unknown[] = []
    for await (const items of readMarc(createReadStream(join(folder, input)))) {
      for (const item of items) found.push(outcome(item, name.startsWith('describe-')))
    }
    const actual: unknown = JSON.parse(JSON.stringify(found))
    const expected = join(folder, 'expected.json')
    if (!existsSync(expected)) {
      assert.fail(`${expected} is missing. If this is right, commit it:\n${JSON.stringify(actual, null, 2)}`)
    }
    assert.deepEqual(actual, JSON.parse(readFileSync(expected, 'utf8')))
  })
}
