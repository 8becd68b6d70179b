import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PROTOCOLS } from '#src/protocols.ts'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { cannotValidate, sruJudge } from '#tests/support/sru-schema.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.test'

const QUERIES = [
  'کتاب',
  'dc.title = "کتاب*" and (dc.creator any/stem "فردوسی" or dc.date >= ۱۳۸۰)',
  '> d = "info:srw/cql-context-set/1/dc-v1.1" d.title = کتاب sortBy d.title/sort.descending',
  'a or (> d = "info:srw/cql-context-set/1/dc-v1.1" d.title = کتاب)',
  'کتاب prox/distance<=3/unit=word/ordered یک',
  'nothing at all',
  '(broken',
  'x.y = z',
  'a <"&> b',
  `a${' or a'.repeat(90)}`,
]

test('every answer is valid by the official schemas of its version', { skip: cannotValidate() }, async (t) => {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  const books = ['یک', 'دو & سه', '<چهار>'].map((word, i) =>
    aBook(String(i), `کتاب ${word}`, '650  4 $aکتاب', '100 1  $aفردوسی'),
  )
  await takeIn(platform, 'NLA:11', books)
  await platform.search.ready('catalogue')
  const app = createApp(platform, { protocols: PROTOCOLS })
  const judge = sruJudge(t)
  const old = ['1.1', '1.2'].map((version) => ({ version, operation: 'searchRetrieve' }))
  const asked: Record<string, string>[] = [
    {},
    { version: '2.0' },
    { operation: 'explain', version: '1.1', 'x-a': 'b' },
    { version: '9' },
  ]
  for (const query of QUERIES) {
    for (const version of [...old, { version: '2.0' }]) asked.push({ ...version, query, 'x-trace': '1<2' })
    asked.push({ query, facetLimit: '3', recordXMLEscaping: 'string', maximumRecords: '0', startRecord: '1' })
  }
  for (const recordSchema of ['marcxml', 'mods', 'dc', 'oai_dc', 'nothing']) {
    for (const version of [old[1], { version: '2.0', facetLimit: '5' }])
      asked.push({ ...version, query: 'کتاب', recordSchema })
  }
  for (const scanClause of ['dc.title = ک', 'dc.subject any/stem "کتاب"', 'dc.title == "zzz"', 'dc.date = 1', '(a']) {
    asked.push(
      { version: '1.2', operation: 'scan', scanClause },
      { scanClause, maximumTerms: '2' },
      { scanClause, responsePosition: '99' },
    )
  }
  for (const params of asked) {
    const answer = await app.fetch(new Request(`${HOST}/sru?${new URLSearchParams(params)}`))
    assert.equal(answer.status, 200)
    const xml = await answer.text()
    assert.equal(judge(xml), '', `${JSON.stringify(params)}\n${xml.slice(0, 3000)}`)
  }
  const broken = `<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><version>1.2</version></searchRetrieveResponse>`
  assert.notEqual(judge(broken), '', 'the judge does judge')
})
