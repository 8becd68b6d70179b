import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool } from '#platform/db.ts'
import { openLog } from '#platform/log.ts'
import { testCluster } from '#tests/support/cluster.ts'
import { aDatabaseUrl } from '#tests/support/database.ts'
import { PRESENCE, showPresence } from './presence.ts'

test('a worker that lost the database asks for it again with pauses, and shows itself once it is back', async (t) => {
  const url = await aDatabaseUrl(t)
  const name = new URL(url).pathname.slice(1)
  const cluster = await testCluster()
  const admin = openPool(cluster.url('postgres'), 1)
  t.after(() => admin.end())
  const warnings: string[] = []
  const log = openLog({ level: 'warn', format: 'json', write: (line) => warnings.push(line) })
  const presence = await showPresence(url, log)
  t.after(() => presence.leave())
  const isShown = async () => {
    const { rows } = await admin.query(
      "select 1 from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted and d.datname = $3",
      [PRESENCE, presence.worker, name],
    )
    return rows.length === 1
  }
  assert.ok(await isShown())
  await admin.query(`alter database ${name} allow_connections false`)
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  while (warnings.length === 0) await sleep(20)
  await sleep(500)
  // A slow machine asks less often; one that asks without a pause asks a hundred times.
  assert.ok(warnings.length <= 3, `${warnings.length} warnings in half a second`)
  await admin.query(`alter database ${name} allow_connections true`)
  while (!(await isShown())) await sleep(50)
})
