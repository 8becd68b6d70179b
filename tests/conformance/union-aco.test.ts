import assert from 'node:assert/strict'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Brief } from '#areas/catalogue/contract.ts'
import { COMPOSED, type ComposedField, composeBy, type FieldRules } from '#areas/catalogue/rules/grouping/composing.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { unionRecord } from '#areas/catalogue/rules/union/union-record.ts'
import { readMarc } from '#lib/marc/read.ts'
import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'
import { fold } from '#lib/persian/fold.ts'
import { sharedPlace } from '#tests/support/shared-data.ts'

const aco = sharedPlace('marc/aco')
const LIBRARIES = ['LeBAU', 'NIC', 'NNC', 'NNU', 'NjP', 'UaCaAUL', 'aeadna']
const LOCAL = /^(001|003|005|035|85[02345]|86\d|87[678]|883|[056]9\d|9\d\d)$/

interface Member {
  record: MarcRecord
  library: string
}

async function clusters(): Promise<Member[][]> {
  const byKey = new Map<string, Member>()
  for (const library of LIBRARIES) {
    for await (const batch of readMarc(createReadStream(join(aco.path, `local_${library}.xml.gz`)))) {
      for (const item of batch) {
        if (item.kind !== 'record') continue
        const { controlNumber } = readRecord(item.record, item.family)
        byKey.set(`${library}_${controlNumber}`, { record: item.record, library })
      }
    }
  }
  const lines = readFileSync(join(aco.path, 'clusters.dev.tsv'), 'utf8').trim().split('\n').slice(1)
  return lines.flatMap((line) => {
    const found = (line.split('\t')[3] ?? '').split('|').flatMap((key) => byKey.get(key) ?? [])
    return found.length < 2 ? [] : [found]
  })
}

const told = (brief: Brief, field: ComposedField): unknown => {
  const value = brief[field]
  if (!Array.isArray(value)) return typeof value === 'string' ? fold(value) : value
  return [...new Set(value.map((one) => (typeof one === 'string' ? fold(one) : one.key)))].sort()
}

const bare = (value: string) => value.replace(/[\s/:;=,،؛.]+$/u, '')
const valuesOf = (field: MarcField) =>
  isDataField(field) ? field.subfields.flatMap(({ code, value }) => (/[68]/.test(code) ? [] : [bare(value)])) : []

const tagOf = (field: MarcField) =>
  field.tag === '880' && isDataField(field) ? (field.subfields[0]?.value.slice(0, 3) ?? '') : field.tag

function unionOf(members: readonly Member[], rules: FieldRules) {
  const sourced = members.map(({ record, library }) => ({ reading: readRecord(record, 'marc21'), network: library }))
  const composed = composeBy(sourced, rules)
  const made = unionRecord({
    id: '0199aaaa-0000-7000-8000-000000000001',
    url: 'https://peyvand.test/editions/1',
    updatedAt: new Date('2026-11-22T08:00:00Z'),
    sources: members.map(({ record, library }, at) => ({ record, library, controlNumber: String(at) })),
    others: [],
    composition: composed,
    copies: [],
  })
  return { composed, made, lead: members[composed.statements.find((one) => one.field === 'title')?.from ?? 0]! }
}

for (const [name, rules] of [
  ['the rules of the house', new Map()],
  [
    'a network with authority over every field',
    new Map(COMPOSED.map((field) => [field, { rule: 'owner', networks: ['NjP', 'NNU', 'NIC'] }] as const)),
  ],
] as const) {
  test(`real groups of seven libraries: machines are told what readers see, by ${name}`, {
    skip: aco.skip,
  }, async (t) => {
    const found = await clusters()
    assert.ok(found.length >= 300)
    const differing = new Map<string, number>()
    for (const members of found) {
      const { composed, made, lead } = unionOf(members, rules)
      const seen = readRecord(made, 'marc21').brief
      for (const field of COMPOSED) {
        const [ours, theirs] = [told(seen, field), told(composed.brief, field)]
        if (JSON.stringify(ours) === JSON.stringify(theirs)) continue
        differing.set(field, (differing.get(field) ?? 0) + 1)
      }
      const known = new Set(members.flatMap(({ record }) => record.fields.flatMap(valuesOf)))
      for (const field of made.fields) {
        if (LOCAL.test(field.tag) || /^(041|856)$/.test(field.tag)) continue
        for (const value of valuesOf(field)) assert.ok(known.has(value), `${field.tag} ${value} comes from no member`)
      }
      if (rules.size > 0) continue
      const kept = new Set(made.fields.flatMap(valuesOf))
      const isLeads = (field: ComposedField) =>
        composed.statements.every((one) => one.field !== field || members[one.from] === lead)
      const isPublished = isLeads('place') && isLeads('publisher') && isLeads('year')
      for (const field of lead.record.fields) {
        const tag = tagOf(field)
        // `[s.n.]` gives way to what another record knows; letters in a tag are no MARCXML.
        if (LOCAL.test(tag) || !/^\d+$/.test(tag) || (/^26[04]/.test(tag) && !isPublished)) continue
        for (const value of valuesOf(field))
          assert.ok(value === '' || kept.has(value), `${field.tag} ${value} was lost`)
      }
    }
    t.diagnostic(`${found.length} groups; read otherwise: ${JSON.stringify([...differing])}`)
    // A series that another record writes only as it is traced stays in 8XX, which readers of 490 pass over.
    const { series = 0, ...others } = Object.fromEntries(differing)
    assert.deepEqual(others, {})
    assert.ok(series <= 2)
  })
}
