import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { systemClock } from '#platform/clock.ts'
import { type Db, openDatabase } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { type Log, openLog } from '#platform/log.ts'
import { aDatabase } from '#tests/support/database.ts'
import { noteChange, noteRebuild, pruneChanges } from './changes.ts'
import type { SearchSource } from './follow.ts'
import { createSearch, type Search } from './search.ts'
import type { IndexSchema, SearchDocument } from './types.ts'

const schema: IndexSchema = {
  name: 'shelf',
  version: 1,
  fields: { title: { weight: 4 } },
  facets: { library: 'many' },
  sorts: {},
}

const document = ({ id, title }: { id: string; title: string }): SearchDocument => ({
  id,
  fields: { title: [title] },
  facets: { library: ['الف'] },
  sorts: {},
})

const source: SearchSource = {
  async load(db, ids) {
    const { rows } = await sql<{ id: string; title: string }>`
      select id, title from shelf where id = any(${[...ids]}::uuid[])`.execute(db)
    return new Map(rows.map((row) => [row.id, document(row)]))
  },
  async *all(db) {
    const { rows } = await sql<{ id: string; title: string }>`select id, title from shelf order by id`.execute(db)
    for (let from = 0; from < rows.length; from += 100) yield rows.slice(from, from + 100).map(document)
  },
}

interface Shelf {
  db: Db
  url: string
  directory: string
  /** Closed before the database under them: cleanups run in the order they were registered. */
  searches: Search[]
}

async function aShelf(t: TestContext): Promise<Shelf> {
  const searches: Search[] = []
  t.after(async () => {
    for (const search of searches) await search.close()
  })
  const { db, url } = await aDatabase(t)
  await sql`create table shelf (id uuid primary key, title text not null)`.execute(db)
  const directory = await mkdtemp(join(tmpdir(), 'peyvand-search-'))
  t.after(() => rm(directory, { recursive: true, force: true }))
  return { db, url, directory, searches }
}

function aSearch(shelf: Shelf, said: string[] = [], from: SearchSource = source): Search {
  const log: Log = openLog({ level: 'info', format: 'json', write: (line) => said.push(line) })
  const search = createSearch({ ...shelf, databaseUrl: shelf.url, log, clock: systemClock })
  search.define(schema, from)
  shelf.searches.push(search)
  return search
}

async function shelve(db: Db, title: string, id = newId()): Promise<string> {
  await db.transaction().execute(async (tx) => {
    await sql`insert into shelf values (${id}, ${title}) on conflict (id) do update set title = excluded.title`.execute(
      tx,
    )
    await noteChange(tx, 'shelf', [id])
  })
  return id
}

const found = async (search: Search, text: string): Promise<string[]> => {
  const { hits } = await search.index('shelf').search({ text })
  return hits.map(({ id }) => id)
}

async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await holds())) {
    assert.ok(Date.now() < end, `waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('what is committed is found by every process, what is removed is not', async (t) => {
  const shelf = await aShelf(t)
  const first = await shelve(shelf.db, 'تاریخ بیهقی')
  const [one, two] = [aSearch(shelf), aSearch({ ...shelf, directory: join(shelf.directory, 'two') })]
  await Promise.all([one.ready('shelf'), two.ready('shelf')])
  assert.deepEqual(await found(one, 'بیهقی'), [first])
  const second = await shelve(shelf.db, 'تاریخ جهانگشا')
  for (const search of [one, two])
    await eventually('the new book', async () => (await found(search, 'جهانگشا')).includes(second))
  await shelf.db.transaction().execute(async (tx) => {
    await sql`delete from shelf where id = ${first}`.execute(tx)
    await noteChange(tx, 'shelf', [first])
  })
  for (const search of [one, two]) await eventually('the removal', () => search.index('shelf').count === 1)
})

test('a transaction that commits after later ones is not missed, and holds nobody up', async (t) => {
  const shelf = await aShelf(t)
  const search = aSearch(shelf)
  await search.ready('shelf')
  const late = newId()
  const other = openDatabase(shelf.url)
  t.after(() => other.destroy())
  let commit = (): void => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  let written = (): void => {}
  const began = new Promise<void>((resolve) => {
    written = resolve
  })
  const slow = other.transaction().execute(async (tx) => {
    await sql`insert into shelf values (${late}, 'دیوان شمس')`.execute(tx)
    await noteChange(tx, 'shelf', [late])
    written()
    await held
  })
  await began
  const quick = await shelve(shelf.db, 'دیوان حافظ')
  await search.ready('shelf')
  assert.deepEqual(await found(search, 'دیوان'), [quick])
  commit()
  await slow
  await search.ready('shelf')
  assert.deepEqual((await found(search, 'دیوان')).toSorted(), [late, quick].toSorted())
})

test('a late commit is found at once, also while an older transaction of somebody else stays open', async (t) => {
  const shelf = await aShelf(t)
  const search = aSearch(shelf)
  await search.ready('shelf')
  const others = [openDatabase(shelf.url), openDatabase(shelf.url)]
  t.after(() => Promise.all(others.map((db) => db.destroy())).then(() => {}))
  const [stranger, slow] = await Promise.all(others.map((db) => db.startTransaction().execute()))
  if (!stranger || !slow) throw new Error('no transactions')
  await sql`select pg_current_xact_id()`.execute(stranger)
  const late = newId()
  await sql`insert into shelf values (${late}, 'دیوان شمس')`.execute(slow)
  await noteChange(slow, 'shelf', [late])
  const quick = await shelve(shelf.db, 'دیوان حافظ')
  await search.ready('shelf')
  assert.deepEqual(await found(search, 'دیوان'), [quick])
  await slow.commit().execute()
  await search.ready('shelf')
  assert.deepEqual((await found(search, 'دیوان')).toSorted(), [late, quick].toSorted())
  await stranger.commit().execute()
  await search.ready('shelf')
  assert.equal(search.index('shelf').count, 2)
})

test('changes made while the index is rebuilt are in the new one', async (t) => {
  const shelf = await aShelf(t)
  await shelve(shelf.db, 'بوستان')
  const search = aSearch(shelf)
  await search.ready('shelf')
  const rebuilding = search.rebuild('shelf')
  const during = await shelve(shelf.db, 'گلستان')
  assert.equal((await found(search, 'بوستان')).length, 1)
  await rebuilding
  await search.ready('shelf')
  assert.deepEqual(await found(search, 'گلستان'), [during])
})

test('a rebuild asked for through the database is done by every process', async (t) => {
  const shelf = await aShelf(t)
  const said: string[] = []
  const search = aSearch(shelf, said)
  await search.ready('shelf')
  await sql`insert into shelf values (${newId()}, 'مثنوی')`.execute(shelf.db)
  await noteRebuild(shelf.db, 'shelf')
  await eventually('the rebuild', async () => (await found(search, 'مثنوی')).length === 1)
  const rebuilds = (): number => said.filter((line) => line.includes('search.rebuilt')).length
  const before = rebuilds()
  await search.ready('shelf')
  assert.equal(rebuilds(), before)
})

test('a rebuild that fails is tried again, and the old index answers meanwhile', async (t) => {
  const shelf = await aShelf(t)
  const id = await shelve(shelf.db, 'ویس و رامین')
  let failures = 0
  const search = aSearch(shelf, [], {
    ...source,
    async *all(db) {
      if (failures > 0 && failures-- > 0) throw new Error('the line is down')
      yield* source.all(db)
    },
  })
  await search.ready('shelf')
  failures = 2
  await sql`insert into shelf values (${newId()}, 'لیلی و مجنون')`.execute(shelf.db)
  await noteRebuild(shelf.db, 'shelf')
  await eventually('the first failure', () => failures < 2)
  assert.deepEqual(await found(search, 'رامین'), [id])
  await eventually('the rebuild', async () => (await found(search, 'مجنون')).length === 1)
})

test('a restart opens the snapshot and reads only what came after', async (t) => {
  const shelf = await aShelf(t)
  await shelve(shelf.db, 'کلیله و دمنه')
  const before = aSearch(shelf)
  await before.ready('shelf')
  await before.close()
  const after = await shelve(shelf.db, 'مرزبان‌نامه')
  const said: string[] = []
  const search = aSearch(shelf, said)
  await search.ready('shelf')
  assert.deepEqual(await found(search, 'مرزبان نامه'), [after])
  assert.equal((await found(search, 'کلیله')).length, 1)
  assert.ok(said.some((line) => line.includes('search.opened')))
  assert.ok(!said.some((line) => line.includes('search.rebuilt')))
})

test('a damaged snapshot is left and built anew', async (t) => {
  const shelf = await aShelf(t)
  await shelve(shelf.db, 'سیاست‌نامه')
  const before = aSearch(shelf)
  await before.ready('shelf')
  await before.close()
  const folder = join(shelf.directory, 'shelf')
  const [segment] = (await readdir(folder)).filter((file) => file.endsWith('.segment'))
  const bytes = await readFile(join(folder, segment!))
  // The first column begins behind the head of 64 kB.
  bytes[(1 << 16) + 3]! ^= 1
  await writeFile(join(folder, segment!), bytes)
  const said: string[] = []
  const search = aSearch(shelf, said)
  await search.ready('shelf')
  assert.equal((await found(search, 'سیاست نامه')).length, 1)
  assert.ok(said.some((line) => line.includes('search.snapshot-unusable')))
})

test('a snapshot of another database is built anew', async (t) => {
  const [here, there] = [await aShelf(t), await aShelf(t)]
  await shelve(here.db, 'قابوس‌نامه')
  const before = aSearch(here)
  await before.ready('shelf')
  await before.close()
  const search = aSearch({ ...there, directory: here.directory })
  await search.ready('shelf')
  assert.equal(search.index('shelf').count, 0)
})

test('changes are kept for a week', async (t) => {
  const { db } = await aShelf(t)
  await shelve(db, 'الف')
  await shelve(db, 'ب')
  await sql`update platform.search_change set at = now() - interval '8 days'
    where id = (select min(id) from platform.search_change)`.execute(db)
  assert.equal(await pruneChanges(db), 1)
  assert.equal(await pruneChanges(db), 0)
})

test('a lost connection is made again', async (t) => {
  const shelf = await aShelf(t)
  const search = aSearch(shelf)
  await search.ready('shelf')
  const listeners = async (): Promise<number[]> => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and application_name = 'peyvand search'`.execute(shelf.db)
    return rows.map(({ pid }) => pid)
  }
  await eventually('the connection', async () => (await listeners()).length === 1)
  const [before] = await listeners()
  await sql`select pg_terminate_backend(${before})`.execute(shelf.db)
  const id = await shelve(shelf.db, 'چهار مقاله')
  await eventually('the change', async () => (await found(search, 'چهار مقاله')).includes(id))
  await eventually('another connection', async () => {
    const [after] = await listeners()
    return after !== undefined && after !== before
  })
})

test('the figures say what an index holds, and since when it has everything', async (t) => {
  const shelf = await aShelf(t)
  await shelve(shelf.db, 'منطق‌الطیر')
  const search = aSearch(shelf)
  assert.deepEqual(search.figures(), [{ name: 'shelf', documents: 0, building: true, behind: null }])
  await search.ready('shelf')
  await eventually('a small delay', () => (search.figures()[0]?.behind ?? 99) < 5)
  const [figures] = search.figures()
  assert.deepEqual([figures?.documents, figures?.building], [1, false])
})

test('a server answers by threads, and they follow the database too', async (t) => {
  const shelf = await aShelf(t)
  await shelve(shelf.db, 'هفت پیکر')
  const log: Log = openLog({ level: 'error', format: 'json', write: (line) => assert.fail(line) })
  const options = { ...shelf, databaseUrl: shelf.url, log, clock: systemClock, threads: 2, threadsFrom: 1 }
  const search = createSearch(options)
  shelf.searches.push(search)
  search.define(schema, source)
  search.start()
  await search.ready('shelf')
  assert.equal((await found(search, 'پیکر')).length, 1)
  const titles = Array.from({ length: 600 }, (_, i) => `خسرو و شیرین ${i}`)
  for (const title of titles) await shelve(shelf.db, title)
  await search.ready('shelf')
  const asked = await Promise.all(['شیرین 1', 'شیرین 599', 'پیکر'].map((text) => found(search, text)))
  assert.deepEqual(
    asked.map((ids) => ids.length),
    [1, 1, 1],
  )
  const [meant] = await search.index('shelf').corrections('شیرن', 1)
  assert.equal(meant?.word, 'شیرین')
  const { documents } = await search.rebuild('shelf')
  assert.equal(documents, 601)
  assert.equal((await search.index('shelf').search({ text: 'خسرو' })).total, 600)
})
