import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMoment, readRequest, writeMoment } from './request.ts'
import { codesOf, specPart } from './set-spec.ts'
import { type ListPlace, readToken, writeToken } from './token.ts'

const read = (query: string) => readRequest(new URLSearchParams(query))

const codes = (query: string) => {
  const found = read(query)
  return found.ok ? [] : found.errors.map((error) => error.code)
}

for (const [query, expected] of [
  ['', ['badVerb']],
  ['verb=', ['badVerb']],
  ['verb=ListAll', ['badVerb']],
  ['verb=identify', ['badVerb']],
  ['verb=constructor', ['badVerb']],
  ['verb=Identify&verb=Identify', ['badVerb']],
  ['verb=Identify', []],
  ['verb=Identify&set=a', ['badArgument']],
  ['verb=ListSets', []],
  ['verb=ListSets&resumptionToken=x', []],
  ['verb=ListSets&set=a', ['badArgument']],
  ['verb=ListMetadataFormats&identifier=oai:a:b', []],
  ['verb=GetRecord', ['badArgument', 'badArgument']],
  ['verb=GetRecord&identifier=oai:a:b', ['badArgument']],
  ['verb=GetRecord&identifier=oai:a:b&metadataPrefix=oai_dc', []],
  ['verb=GetRecord&identifier=oai:a:b&metadataPrefix=oai_dc&metadataPrefix=mods', ['badArgument']],
  ['verb=ListRecords', ['badArgument']],
  ['verb=ListRecords&metadataPrefix=oai_dc', []],
  ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x', ['badArgument']],
  ['verb=ListRecords&resumptionToken=x', []],
  ['verb=ListRecords&metadataPrefix=<dc>', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&set=a:b:c', []],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&set=a::c', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&set=', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-22', []],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-22T08:00:00Z&until=2026-11-22T08:00:00Z', []],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-22&until=2026-11-22T08:00:00Z', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-23&until=2026-11-22', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-02-30', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=yesterday', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-22T08:00:00', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-22T25:00:00Z', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-22T08:00:00.5Z', ['badArgument']],
  ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=0000-01-01', ['badArgument']],
  [`verb=GetRecord&metadataPrefix=oai_dc&identifier=${'x'.repeat(2000)}`, ['badArgument']],
] as const) {
  test(`${query.slice(0, 100) || 'nothing'} → ${expected.join(' ') || 'is read'}`, () => {
    assert.deepEqual(codes(query), expected)
  })
}

test('a day lasts to the next one, a second to the next one', () => {
  assert.equal(readMoment('2026-11-22')?.ends.toISOString(), '2026-11-23T00:00:00.000Z')
  assert.equal(readMoment('2026-11-22T08:00:59Z')?.ends.toISOString(), '2026-11-22T08:01:00.000Z')
  assert.equal(writeMoment(new Date('2026-11-22T08:00:59.999Z')), '2026-11-22T08:00:59Z')
})

test('whatever is sent, a request is read or refused, and repeats only what the schema allows', () => {
  const name = fc.oneof(
    fc.constantFrom('verb', 'identifier', 'metadataPrefix', 'set', 'from', 'until', 'resumptionToken'),
    fc.string(),
  )
  const value = fc.oneof(
    fc.constantFrom('Identify', 'ListRecords', 'GetRecord', 'ListIdentifiers', 'oai_dc', '2026-11-22', 'oai:a:b'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
      const found = readRequest(pairs)
      if (!found.ok) assert.ok(found.errors.length > 0)
      else {
        for (const [key, text] of Object.entries(found.echo)) {
          if (key !== 'resumptionToken') assert.match(text, /^[\x21-\x7e]+$/)
        }
      }
    }),
    { numRuns: 2000 },
  )
})

const PLACE: ListPlace = {
  verb: 'ListRecords',
  metadataPrefix: 'oai_dc',
  set: '0199aaaa-0000-7000-8000-000000000001',
  before: 1_763_800_000_000,
  after: 12_345,
  cursor: 500,
  size: 1_000_000,
}

test('a token gives its place back, and any change to it makes it nobody’s', () => {
  const secret = 'a secret of thirty-two characters'
  for (const place of [PLACE, { ...PLACE, set: null, before: null, verb: 'ListIdentifiers' as const }]) {
    const token = writeToken(place, secret)
    assert.match(token, /^[\w!.-]+$/)
    assert.deepEqual(readToken(token, secret), place)
    assert.equal(readToken(token, `${secret}!`), null)
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, char) => {
        const mangled = token.slice(0, at) + char + token.slice(at + 1)
        assert.ok(mangled === token || readToken(mangled, secret) === null)
      }),
    )
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(readToken(text, secret), null)))
})

test('any code stands in a setSpec and comes back out of it', () => {
  assert.equal(specPart('NLA-11'), 'NLA-11')
  assert.equal(specPart('مشهد/۱'), '~d9~85~d8~b4~d9~87~d8~af~2f~db~b1')
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (network, library) => {
        const spec = `${specPart(network)}:${specPart(library)}`
        assert.match(spec, /^([A-Za-z0-9\-_.!~*'()])+(:[A-Za-z0-9\-_.!~*'()]+)*$/)
        assert.deepEqual(codesOf(spec), { network, library })
      },
    ),
  )
  assert.equal(codesOf('a:b:c'), null)
  assert.equal(codesOf('~zz'), null)
})
