import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import { Snapshots } from './snapshot.ts'
import type { IndexSchema, SearchDocument } from './types.ts'

const schema: IndexSchema = {
  name: 'books',
  version: 1,
  fields: { title: { weight: 4 }, isbn: { weight: 1, kind: 'code' } },
  facets: { library: 'many', language: 'one' },
  sorts: { title: 'string', year: 'number' },
}
const position = { tx: '700', id: 12, at: '2026-11-22T08:00:00Z' }

function aBook(number: number): SearchDocument {
  const title = `کتاب ${['تاریخ', 'هنر', 'شعر'][number % 3]} ${number}`
  return {
    id: `0192b4a0-0000-7000-8000-${number.toString().padStart(12, '0')}`,
    fields: { title: [title], isbn: [`978-${number}`] },
    facets: { library: [`کتابخانه ${number % 5}`, `کتابخانه ${number % 7}`], language: number % 2 ? ['fas'] : [] },
    sorts: { title, year: number % 4 === 0 ? null : 1300 + number },
  }
}

async function aFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-snapshot-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function anIndex(): SearchIndex {
  const index = new SearchIndex(schema, searchTerms)
  for (let number = 0; number < 300; number++) {
    index.put([aBook(number)])
    if (number % 50 === 0) index.segments()
  }
  index.remove([aBook(7).id, aBook(251).id])
  return index
}

function answers(index: SearchIndex): unknown {
  return ['تاریخ', 'کتاب', 'هنر 1', '"کتاب شعر"', '-تاریخ', '978-12'].map((text) =>
    ['relevance', 'title', 'year'].map((by) => ({
      ...index.search({ text, sort: { by }, facets: { library: 9, language: 9 } }),
      tookMs: 0,
    })),
  )
}

test('an index opened from its snapshot answers as the one that was saved', async (t) => {
  const folder = await aFolder(t)
  const index = anIndex()
  await new Snapshots(folder, schema).save(index, 'here', position)
  const opened = await new Snapshots(folder, schema).open(searchTerms)
  assert.ok(opened)
  assert.deepEqual([opened.database, opened.position], ['here', position])
  assert.deepEqual(answers(opened.index), answers(index))
  for (const each of [index, opened.index]) {
    each.put([aBook(7), aBook(400)])
    each.remove([aBook(8).id])
  }
  assert.deepEqual(answers(opened.index), answers(index))
})

test('a second snapshot writes only what is new, and sweeps what is old', async (t) => {
  const folder = await aFolder(t)
  const snapshots = new Snapshots(folder, schema)
  const index = anIndex()
  await snapshots.save(index, 'here', position)
  const files = async (): Promise<string[]> => (await readdir(join(folder, 'books'))).sort()
  const first = await files()
  index.remove([aBook(9).id])
  await snapshots.save(index, 'here', position)
  assert.deepEqual(await files(), first)
  await index.compact()
  for (const file of first) await utimes(join(folder, 'books', file), 0, 0)
  await snapshots.save(index, 'here', position)
  const last = await files()
  assert.equal(last.length, 2)
  assert.deepEqual(answers((await snapshots.open(searchTerms))!.index), answers(index))
})

test('nothing saved is nothing opened', async (t) => {
  assert.equal(await new Snapshots(await aFolder(t), schema).open(searchTerms), null)
})

test('a snapshot of another schema is refused', async (t) => {
  const folder = await aFolder(t)
  await new Snapshots(folder, schema).save(anIndex(), 'here', position)
  await assert.rejects(new Snapshots(folder, { ...schema, version: 2 }).open(searchTerms), /another schema/)
})

test('a snapshot whose words were folded otherwise is refused', async (t) => {
  const folder = await aFolder(t)
  await new Snapshots(folder, schema).save(anIndex(), 'here', position)
  const otherwise = (text: string) => searchTerms(text).map((term) => ({ ...term, term: term.word }))
  await assert.rejects(new Snapshots(folder, schema).open(otherwise), /folded otherwise/)
})

test('any damaged byte and any cut is noticed', async (t) => {
  const folder = await aFolder(t)
  await new Snapshots(folder, schema).save(anIndex(), 'here', position)
  for (const name of await readdir(join(folder, 'books'))) {
    const path = join(folder, 'books', name)
    const whole = await readFile(path)
    const places =
      name === 'state.json' ? [0, 40, whole.length - 1] : [0, 9, 70, 60_000, (1 << 16) + 3, (1 << 16) + 9_000]
    for (const place of places.filter((each) => each < whole.length)) {
      const damaged = Buffer.from(whole)
      damaged[place]! ^= 4
      await writeFile(path, damaged)
      await assert.rejects(new Snapshots(folder, schema).open(searchTerms), `${name} at ${place}`)
    }
    await writeFile(path, whole)
    await truncate(path, whole.length - 1)
    await assert.rejects(new Snapshots(folder, schema).open(searchTerms), `${name} cut`)
    await writeFile(path, whole)
  }
  assert.ok(await new Snapshots(folder, schema).open(searchTerms))
})
