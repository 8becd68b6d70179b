import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPool } from '#platform/db.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { testCluster } from '#tests/support/cluster.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { createApp } from '#web/app.ts'

const HOST = 'http://localhost:4000'
const DOORS = [
  '/libraries',
  '/en/networks',
  '/new',
  '/oai?verb=ListRecords&metadataPrefix=oai_dc',
  '/api/catalogue/changes',
]

test('while the database is away every door says so with 503 and Retry-After; once it is back all is well', async (t) => {
  const { platform } = await aPeyvand(t, { env: { PEYVAND_ORIGIN: HOST } })
  const app = createApp(platform, { protocols: PROTOCOLS })
  const name = new URL(platform.databaseUrl).pathname.slice(1)
  const admin = openPool((await testCluster()).url('postgres'), 1)
  t.after(() => admin.end())
  const ask = (path: string) => app.fetch(new Request(`${HOST}${path}`))
  for (const path of DOORS) assert.equal((await ask(path)).status, 200, path)

  await admin.query(`alter database ${name} allow_connections false`)
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  for (const path of DOORS) {
    const answer = await ask(path)
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '10'], path)
    assert.match(await answer.text(), /پایگاه داده چند لحظه‌ای در دسترس نیست|The database cannot be reached/, path)
  }

  await admin.query(`alter database ${name} allow_connections true`)
  for (const path of DOORS) assert.equal((await ask(path)).status, 200, path)
})
