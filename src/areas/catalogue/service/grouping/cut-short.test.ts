import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { splitRecord } from './deciding.ts'
import { joinEditions } from './group-desk.ts'
import { undoDecision } from './undoing.ts'

const lines = ['100 1# $aسعدی، مصلح بن عبدالله', '260 ## $aتهران :$bخوارزمی،$c1383', '300 ## $a624 ص']

/** Everything a decision touches, with its ids. */
async function remains({ db }: Platform) {
  const rows = async (text: ReturnType<typeof sql>) => (await text.execute(db)).rows
  return {
    records: await rows(sql`select control_number, edition_id, placed_by, placement from catalogue.record order by 1`),
    editions: await rows(sql`select id, brief, record_count, match_keys from catalogue.edition order by 1`),
    keys: await rows(sql`select key, edition_id from catalogue.match_key order by 1, 2`),
    redirects: await rows(sql`select old_id, edition_id from catalogue.edition_redirect order by 1`),
    apart: await rows(sql`select record_id, other_id from catalogue.apart order by 1, 2`),
    decisions: await rows(sql`select kind, undone_at from catalogue.decision order by decided_at, id`),
    journal: await rows(sql`select action from platform.journal_entry where action like '%deci%' order by id`),
  }
}

/** Cuts the connection of a decision at its journal entry: its moves and editions are written by then. */
async function cutShort({ db }: Platform, work: () => Promise<unknown>): Promise<void> {
  let cut: Promise<unknown> = Promise.resolve()
  await db.transaction().execute(async (tx) => {
    await sql`lock table platform.journal_entry in exclusive mode`.execute(tx)
    cut = assert.rejects(work())
    for (let ended = 0; ended === 0; ) {
      const { rows } = await sql<{ n: number }>`
        select count(pg_terminate_backend(pid))::int as n from pg_locks
        where not granted and relation = 'platform.journal_entry'::regclass`.execute(tx)
      ended = rows[0]!.n
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })
  await cut
}

test('a decision cut short in the middle, or its undoing, leaves nothing; done again it is whole', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'NLA:11', [aBook('a', 'بوستان', ...lines), aBook('c', 'گلستان', ...lines)])
  await takeIn(platform, 'AQR:31', [aBook('b', 'بوستان', ...lines)])
  const row = async (number: string) =>
    await platform.db
      .selectFrom('catalogue.record')
      .select(['id', 'edition_id as edition'])
      .where('control_number', '=', number)
      .executeTakeFirstOrThrow()
  const [a, b, c] = [await row('a'), await row('b'), await row('c')]
  assert.equal(a.edition, b.edition)

  const before = await remains(platform)
  await cutShort(platform, () => splitRecord(platform, SYSTEM, { id: b.id }))
  assert.deepEqual(await remains(platform), before)
  await cutShort(platform, () => joinEditions(platform, SYSTEM, { id: a.edition, edition: c.edition }))
  assert.deepEqual(await remains(platform), before)

  const joined = await joinEditions(platform, SYSTEM, { id: a.edition, edition: c.edition })
  const after = await remains(platform)
  await cutShort(platform, () => undoDecision(platform, SYSTEM, { id: joined.id }))
  assert.deepEqual(await remains(platform), after)
  await undoDecision(platform, SYSTEM, { id: joined.id })
  const back = await remains(platform)
  for (const part of ['records', 'keys', 'redirects', 'apart'] as const) {
    assert.deepEqual(back[part], before[part], part)
  }
})
