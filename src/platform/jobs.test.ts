import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { Refusal } from '#lib/refusal.ts'
import { PRESENCE } from '#platform/jobs/presence.ts'
import type { RunningJob } from '#platform/jobs/run.ts'
import { aDatabase } from '#tests/support/database.ts'
import { systemClock } from './clock.ts'
import { type Jobs, openJobs } from './jobs.ts'
import { silentLog } from './log.ts'

const BY = { kind: 'person', id: 'p1', name: 'زهرا محمدی' } as const

async function someJobs(t: TestContext) {
  const { db, url } = await aDatabase(t)
  const opened: Jobs[] = []
  // Closed before the database is: cleanups run in the order they are registered here.
  const jobs = () => {
    const one = openJobs({ db, url, clock: systemClock, log: silentLog })
    opened.push(one)
    return one
  }
  t.after(() => Promise.all(opened.map((one) => one.stop())))
  const send = (from: Jobs, name: string, data: object, key?: string) =>
    db.transaction().execute((tx) => from.send(tx, name, data, { by: BY, ...(key ? { singletonKey: key } : {}) }))
  return { db, url, jobs, send }
}

async function until<T>(find: () => Promise<T | null | false>, what: string): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`never came: ${what}`)
}

test('a job is done, and its page sees who, how far and what came of it', async (t) => {
  const { jobs, send } = await someJobs(t)
  const one = jobs()
  one.define('count', async (job: RunningJob<{ to: number }>) => {
    for (let n = 1; n <= job.data.to; n++) await job.report({ done: n, total: job.data.to, note: { file: 'الف' } })
    return { counted: job.data.to }
  })
  const id = await send(one, 'count', { to: 5 })
  assert.equal((await one.progress(id))?.state, 'waiting')
  assert.equal(await one.drain(), 1)
  const seen = await one.progress(id)
  assert.ok(seen?.startedAt && seen.finishedAt)
  const { state, done, total, note, result, by, refusal } = seen
  assert.deepEqual(
    { state, done, total, note, result, by, refusal },
    { state: 'done', done: 5, total: 5, note: { file: 'الف' }, result: { counted: 5 }, by: BY, refusal: null },
  )
  assert.deepEqual(
    (await one.recent('count')).map((job) => job.id),
    [id],
  )
})

test('a job goes with its transaction', async (t) => {
  const { db, jobs } = await someJobs(t)
  const one = jobs()
  one.define('never', () => assert.fail('it was rolled back'))
  await assert.rejects(
    db.transaction().execute(async (tx) => {
      await one.send(tx, 'never', {}, { by: BY })
      throw new Error('changed my mind')
    }),
  )
  assert.equal(await one.drain(), 0)
  assert.deepEqual(await one.recent('never'), [])
})

test('one unfinished job a key', async (t) => {
  const { jobs, send } = await someJobs(t)
  const one = jobs()
  one.define('import', async () => null)
  const ids = await Promise.all([1, 2, 3, 4].map(() => send(one, 'import', {}, 'file-1')))
  assert.equal(new Set(ids).size, 1)
  assert.notEqual(await send(one, 'import', {}, 'file-2'), ids[0])
  assert.equal(await one.drain(), 2)
  assert.notEqual(await send(one, 'import', {}, 'file-1'), ids[0])
})

test('a refusal ends a job with its code, and a fault is tried again', async (t) => {
  const { db, jobs, send } = await someJobs(t)
  const one = jobs()
  let tries = 0
  one.define('refuses', () => {
    throw new Refusal('invalid', 'catalogue.not-marc', { record: 3 })
  })
  one.define('fails', () => Promise.reject(new Error(`try ${++tries}`)), { retry: { limit: 1, delay: 0 } })
  const refused = await send(one, 'refuses', {})
  const failed = await send(one, 'fails', {})
  await one.drain()
  assert.deepEqual((await one.progress(refused))?.refusal, {
    kind: 'invalid',
    code: 'catalogue.not-marc',
    facts: { record: 3 },
  })
  await until(async () => {
    await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(db)
    await one.drain()
    return (await one.progress(failed))?.state === 'failed'
  }, 'the second failure')
  assert.equal(tries, 2)
})

test('a job that is stopped politely goes on elsewhere', async (t) => {
  const { jobs, send } = await someJobs(t)
  const [first, second] = [jobs(), jobs()]
  const seen: number[] = []
  const handler = async (job: RunningJob<object>) => {
    seen.push(job.attempt)
    await job.report({ done: job.before.done + 10 })
    if (job.attempt > 1) return
    await once(job.signal, 'abort')
    throw job.signal.reason
  }
  for (const one of [first, second]) one.define('long', handler)
  const id = await send(first, 'long', {})
  await first.start()
  await until(async () => seen.length === 1, 'the first attempt')
  await first.stop()
  assert.equal((await second.progress(id))?.state, 'waiting')
  await second.start()
  const end = await until(async () => {
    const now = await second.progress(id)
    return now?.state === 'done' && now
  }, 'the second attempt')
  assert.deepEqual([seen, end.done], [[1, 2], 20])
})

const WORKER = fileURLToPath(new URL('./jobs/test-worker.ts', import.meta.url))

async function aWorker(t: TestContext, url: string): Promise<ChildProcess & { said: string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => said.push(...String(chunk).trim().split('\n')))
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  })
  await until(async () => said.includes('ready'), 'a worker')
  return Object.assign(child, { said })
}

test('two processes share the queue, and what a killed one had in hand another takes up', async (t) => {
  const { db, url, jobs, send } = await someJobs(t)
  const here = jobs()
  here.define('hold', async () => null)
  const workers = await Promise.all([aWorker(t, url), aWorker(t, url)])
  const id = await send(here, 'hold', {})
  const holder = await until(
    async () => workers.find((worker) => worker.said.includes(`holds ${id} 1`)) ?? null,
    'a holder',
  )
  const quick = await Promise.all(Array.from({ length: 6 }, () => send(here, 'hold', { quick: true })))
  for (const job of quick) await until(async () => (await here.progress(job))?.state === 'done', 'quick jobs')
  holder.kill('SIGKILL')
  await until(async () => (await here.progress(id))?.state === 'done', 'the job taken up')
  const other = workers.find((worker) => worker !== holder)
  assert.ok(other?.said.includes(`holds ${id} 2`))
  const { rows } = await sql<{ n: number }>`select count(*) as n from platform.job where state <> 'done'`.execute(db)
  assert.equal(rows[0]?.n, 0)
})

test('a worker whose connection breaks keeps its job', async (t) => {
  const { db, jobs, send } = await someJobs(t)
  const one = jobs()
  let finish = () => {}
  let attempts = 0
  const held = new Promise<void>((resolve) => {
    finish = resolve
  })
  one.define('steady', async () => {
    attempts += 1
    await held
  })
  await one.start()
  const id = await send(one, 'steady', { title: 'از\0بیرون' })
  await until(async () => attempts === 1, 'the attempt')
  const lock = sql`select pid from pg_locks where locktype = 'advisory' and classid = ${PRESENCE}::int::oid`
  const holders = async () => (await lock.execute(db)).rows.length
  await sql`select pg_terminate_backend(pid) from (${lock}) as l`.execute(db)
  await until(async () => (await holders()) > 0, 'the worker showing itself again')
  finish()
  await until(async () => (await one.progress(id))?.state === 'done', 'the end')
  assert.equal(attempts, 1)
  assert.equal(await one.progress('no id'), null)
})

test('a job that ends every process that takes it is given up', async (t) => {
  const { db, jobs, send } = await someJobs(t)
  const one = jobs()
  one.define('deadly', () => assert.fail('it ran once more'))
  const id = await send(one, 'deadly', {})
  await sql`update platform.job set attempt = 30`.execute(db)
  await one.drain()
  assert.equal((await one.progress(id))?.state, 'failed')
})

test('a job that the queue lost is told as failed', async (t) => {
  const { db, jobs, send } = await someJobs(t)
  const one = jobs()
  one.define('lost', async () => null)
  const id = await send(one, 'lost', {})
  await sql`delete from pgboss.job`.execute(db)
  assert.equal((await one.follow(id)).state, 'failed')
})

test('the command line does a job that no process takes, and takes up a killed one', async (t) => {
  const { url, jobs, send } = await someJobs(t)
  const here = jobs()
  here.define('hold', async (job) => ({ attempt: job.attempt }))
  const worker = await aWorker(t, url)
  const id = await send(here, 'hold', {})
  await until(async () => worker.said.includes(`holds ${id} 1`), 'the holder')
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  const end = await here.follow(id)
  assert.deepEqual([end.state, end.result], ['done', { attempt: 2 }])
})
