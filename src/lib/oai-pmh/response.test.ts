import assert from 'node:assert/strict'
import { test } from 'node:test'
import { granularityOf, oaiDate, readOaiDate, withOverlap } from './dates.ts'
import { OaiFault, readOaiResponse } from './response.ts'

const answer = (content: string) =>
  `<?xml version="1.0"?><o:OAI-PMH xmlns:o="http://www.openarchives.org/OAI/2.0/"><o:responseDate>2026-11-22T08:00:00Z</o:responseDate><o:request/>${content}</o:OAI-PMH>`

test('a list is read with its headers, sets, deletions, the XML of each record and the token', () => {
  const { records, token, completeListSize, responseDate } = readOaiResponse(
    answer(`<ListRecords>
      <record><header><identifier>oai:x:1</identifier><datestamp>2026-01-01</datestamp><setSpec>a</setSpec><setSpec>a:b</setSpec></header>
        <metadata><marc:record xmlns:marc="m"><marc:record/></marc:record></metadata><about><record/></about></record>
      <record><header status="deleted"><identifier>oai:x:2</identifier><datestamp>2026-01-02</datestamp></header></record>
      <resumptionToken completeListSize="12" cursor="0"> next </resumptionToken></ListRecords>`),
  )
  assert.deepEqual(records, [
    {
      identifier: 'oai:x:1',
      datestamp: '2026-01-01',
      sets: ['a', 'a:b'],
      isDeleted: false,
      metadata: '<marc:record xmlns:marc="m"><marc:record/></marc:record>',
    },
    { identifier: 'oai:x:2', datestamp: '2026-01-02', sets: [], isDeleted: true, metadata: null },
  ])
  assert.deepEqual([token, completeListSize, responseDate], ['next', 12, '2026-11-22T08:00:00Z'])
})

test('errors, formats and identity are read; a size that is none is none', () => {
  assert.deepEqual(readOaiResponse(answer('<error code="noRecordsMatch"/>')).errors, [
    { code: 'noRecordsMatch', message: '' },
  ])
  const formats =
    '<ListMetadataFormats><metadataFormat><metadataPrefix>m</metadataPrefix><metadataNamespace>n</metadataNamespace></metadataFormat></ListMetadataFormats>'
  assert.deepEqual(readOaiResponse(answer(formats)).formats, [{ prefix: 'm', namespace: 'n' }])
  const list = readOaiResponse(answer('<ListRecords><resumptionToken completeListSize="many"/></ListRecords>'))
  assert.deepEqual([list.completeListSize, list.token], [null, null])
})

test('what is no answer is a fault that says what came instead', () => {
  const codeOf = (xml: string) => {
    try {
      readOaiResponse(xml)
      return null
    } catch (error) {
      return error instanceof OaiFault ? [error.code, error.facts.title ?? null] : error
    }
  }
  assert.deepEqual(codeOf('<!DOCTYPE html><title>ورود</title>'), ['web-page', 'ورود'])
  assert.deepEqual(codeOf('<html><head><title>x</title></head>'), ['web-page', 'x'])
  assert.deepEqual(codeOf('<rss/>'), ['not-oai', null])
  assert.deepEqual(codeOf(''), ['not-oai', null])
  assert.deepEqual(codeOf(answer('').slice(0, -5)), ['cut-short', null])
  assert.deepEqual(codeOf('<!DOCTYPE OAI-PMH [<!ENTITY a "b">]><OAI-PMH/>'), ['doctype', null])
})

test('dates are written and read in either granularity, and the next window overlaps', () => {
  const at = new Date('2026-11-22T08:00:05.123Z')
  assert.equal(oaiDate(at, 'second'), '2026-11-22T08:00:05Z')
  assert.equal(oaiDate(at, 'day'), '2026-11-22')
  assert.equal(readOaiDate('2026-11-22')?.toISOString(), '2026-11-22T00:00:00.000Z')
  for (const no of ['2026-13-01', '22/11/2026', '2026-11-22T08:00', '', null]) assert.equal(readOaiDate(no), null)
  assert.deepEqual(['YYYY-MM-DD', 'YYYY-MM-DDThh:mm:ssZ', null].map(granularityOf), ['day', 'second', 'day'])
  assert.equal(oaiDate(withOverlap(at, 'second'), 'second'), '2026-11-22T07:50:05Z')
  assert.equal(oaiDate(withOverlap(at, 'day'), 'day'), '2026-11-21')
})
