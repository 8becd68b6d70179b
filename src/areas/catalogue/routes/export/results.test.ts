import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANONYMOUS } from '#areas/people/contract.ts'
import { guessColumns } from '#lib/lists/guess-columns.ts'
import { readSheet } from '#lib/sheets/read-sheet.ts'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'

const HOST = 'http://localhost:4000'

test('results are taken away as a file in every form, a chosen list too', async (t) => {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  await takeIn(platform, 'NLA:11', [
    aBook(
      '1',
      'بوستان',
      '020 ## $a9789640000014',
      '100 1# $aسعدی، مصلح بن عبدالله',
      '264 #1 $aتهران :$bخوارزمی،$c۱۳۸۱.',
    ),
    aBook('2', '=cmd|calc', '020 ## $a9789640000021'),
  ])
  await platform.search.ready('catalogue')
  const { app } = doorsOf(platform, { actorOf: async () => ANONYMOUS })
  const get = async (path: string) => {
    const answer = await app.fetch(new Request(`${HOST}${path}`))
    return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
  }
  const text = async (path: string) => Buffer.from((await get(path)).bytes).toString('utf8')

  const csv = await get('/search/export?format=csv')
  assert.match(csv.headers.get('content-disposition') ?? '', /peyvand\.csv/)
  const sheet = await readSheet(csv.bytes)
  assert.equal(sheet.rows.length, 2)
  // What we write, we read back: the same words head the columns.
  const { fields } = guessColumns([
    { row: 1, cells: sheet.header },
    ...sheet.rows.map(({ row, cells }) => ({ row, cells })),
  ])
  assert.deepEqual(fields.slice(0, 2), ['title', 'author'])
  assert.ok(
    sheet.rows.some(({ cells }) => cells[0] === 'بوستان' && cells.includes('۱۳۸۱') === false && cells.includes('1381')),
  )
  assert.ok(
    sheet.rows.some(({ cells }) => cells[0] === "'=cmd|calc"),
    'no formula leaves the house',
  )

  const xlsx = await readSheet((await get('/en/search/export?format=xlsx&q=بوستان')).bytes)
  assert.deepEqual([xlsx.header[0], xlsx.rows[0]?.cells[0]], ['title', 'بوستان'])
  assert.match(await text('/search/export?format=bibtex&q=بوستان'), /author = \{سعدی, مصلح بن عبدالله\}/)
  assert.match(await text('/search/export?format=ris&q=بوستان'), /^TY {2}- BOOK\r\n/)
  assert.match(await text('/search/export?format=marcxml'), /<collection xmlns="http:\/\/www.loc.gov\/MARC21\/slim">/)
  assert.match(await text('/search/export?format=mods'), /<modsCollection .*بوستان/s)
  assert.match(await text('/search/export?format=dc'), /<dc:title>بوستان<\/dc:title>/)

  const [{ id } = { id: '' }] = await platform.db.selectFrom('catalogue.edition').select('id').execute()
  assert.equal((await text(`/search/export?id=${id}&id=nonsense&format=ris`)).match(/^ER/gm)?.length, 1)
  assert.equal((await get('/search/export?format=docx')).status, 404)
  const page = Buffer.from((await get('/search')).bytes).toString()
  assert.match(page, /href="\/search\/export\?[^"]*format=bibtex"/)
})
