import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import { latestCheckpoint } from '#platform/journal/seal.ts'
import { append } from '#platform/journal.ts'
import { aPlatform } from '#tests/support/database.ts'
import { startBackground } from './background.ts'

const DAY = 24 * 60 * 60 * 1000

test('entries are sealed and what is old goes, without anyone asking', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform, db } = await aPlatform(t, { now: () => now })
  const by = { kind: 'system', id: null, name: 'test' } as const
  const subject = { type: 'library', id: '1' }
  const entry = { at: now, by, organisation: null, action: 'libraries.library-added', subject }
  await db.transaction().execute((tx) => append(tx, entry))
  await platform.files.put(Readable.from([Buffer.from('x')]), { name: 'x', mediaType: 'text/plain' })
  await sql`
    insert into platform.mail (id, recipient, subject, text, created_at)
    values (gen_random_uuid(), 'a@example.org', 's', 't', ${now})
  `.execute(db)
  now = new Date(now.getTime() + 31 * DAY)
  const background = startBackground(platform)
  const left = sql<{
    n: number
  }>`select (select count(*) from platform.file) + (select count(*) from platform.mail) as n`
  const done = async () => (await latestCheckpoint(db)) !== null && (await left.execute(db)).rows[0]?.n === 0
  for (let tries = 0; tries < 200 && !(await done()); tries++) await new Promise((resolve) => setTimeout(resolve, 25))
  await background.stop()
  assert.ok(await done())
})
