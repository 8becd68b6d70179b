import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { isAlive, processesIn, waitUntil } from './processes.ts'
import { startEmbedded } from './server.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** A home of one's own; whatever still runs in it is ended with the test. */
function aHome(t: TestContext, parent = tmpdir()): string {
  const home = mkdtempSync(join(parent, 'peyvand-pg-'))
  t.after(async () => {
    const place = placeOf(home)
    for (const pid of processesIn(join(place, 'data')) ?? []) process.kill(pid, 'SIGKILL')
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    if (place !== join(home, 'postgres')) rmSync(place, { recursive: true, force: true, maxRetries: 5 })
  })
  return home
}

function placeOf(home: string): string {
  const note = join(home, 'postgres-lies-in')
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : join(home, 'postgres')
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return Object.values((await client.query(question)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

const running = (home: string) => (processesIn(join(placeOf(home), 'data')) ?? []).length

/** Another process that uses the server: prints `ready` and then waits to be ended. */
async function anotherUser(home: string): Promise<ChildProcess> {
  const script = `const { startEmbedded } = await import('#platform/postgres/server.ts')
    const server = await startEmbedded(${JSON.stringify(home)})
    process.on('SIGTERM', () => server.leave().then(() => process.exit(0)))
    setInterval(() => {}, 1000)
    console.log('ready')`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve)
    child.once('exit', () => reject(new Error('ended before it was ready')))
  })
  return child
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

test('makes a cluster in UTF-8 and the C locale, and stops it without a trace', async (t) => {
  const home = aHome(t)
  const server = await startEmbedded(home)
  assert.equal(await ask(server.url('postgres'), 'show server_encoding'), 'UTF8')
  assert.equal(await ask(server.url('postgres'), `select datcollate from pg_database where datname = 'postgres'`), 'C')
  assert.equal(await ask(server.url('postgres'), 'show synchronous_commit'), 'on')
  assert.equal(await ask(server.url('postgres'), 'show listen_addresses'), '')
  await server.leave()
  assert.equal(running(home), 0)
})

test('refuses a wrong password, also on its own socket', async (t) => {
  const server = await startEmbedded(aHome(t))
  const wrong = server.url('postgres').replace(/:[^:@/]+@/, ':wrong@')
  await assert.rejects(ask(wrong, 'select 1'), /password authentication failed/)
  await server.leave()
})

test('is shared by two processes; the last to leave stops it', async (t) => {
  const home = aHome(t)
  const other = await anotherUser(home)
  const server = await startEmbedded(home)
  other.kill('SIGTERM')
  await ended(other)
  assert.equal(await ask(server.url('postgres'), 'select 1'), 1, 'the first to leave took it along')
  await server.leave()
  assert.equal(running(home), 0)
})

test('is adopted after its starter was killed, with everything committed', async (t) => {
  const home = aHome(t)
  const other = await anotherUser(home)
  const first = await startEmbedded(home)
  await ask(first.url('postgres'), 'create table kept as select 42 as n')
  await first.leave()
  other.kill('SIGKILL')
  await ended(other)
  assert.ok(running(home) > 0, 'a killed starter leaves its server behind')
  const server = await startEmbedded(home)
  assert.equal(await ask(server.url('postgres'), 'select n from kept'), 42)
  await server.leave()
  assert.equal(running(home), 0)
})

test('starts again after the server itself was killed', async (t) => {
  const home = aHome(t)
  const first = await startEmbedded(home)
  await ask(first.url('postgres'), 'create table kept as select 42 as n')
  for (const pid of processesIn(join(placeOf(home), 'data')) ?? []) process.kill(pid, 'SIGKILL')
  assert.ok(await waitUntil(() => running(home) === 0, 30_000))
  const server = await startEmbedded(home)
  assert.equal(await ask(server.url('postgres'), 'select n from kept'), 42)
  await server.leave()
})

test('does not believe a postmaster.pid whose number another program has now', async (t) => {
  const home = aHome(t)
  await (await startEmbedded(home)).leave()
  const stale = [String(process.pid), join(placeOf(home), 'data'), '1', '5432', '', '', '  1 1', 'ready   ', ''].join(
    '\n',
  )
  writeFileSync(join(placeOf(home), 'data', 'postmaster.pid'), stale)
  const server = await startEmbedded(home)
  assert.equal(await ask(server.url('postgres'), 'select 1'), 1)
  await server.leave()
  assert.ok(isAlive(process.pid))
})

test('starts afresh where an earlier start was killed while making the cluster', async (t) => {
  const home = aHome(t)
  const starter = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '-e',
      `import('#platform/postgres/server.ts').then((m) => m.startEmbedded(${JSON.stringify(home)}))`,
    ],
    { cwd: ROOT, stdio: 'ignore' },
  )
  const halfMade = () =>
    existsSync(placeOf(home)) && readdirSync(placeOf(home)).some((name) => name.startsWith('data.new-'))
  assert.ok(await waitUntil(halfMade, 30_000))
  starter.kill('SIGKILL')
  await ended(starter)
  const server = await startEmbedded(home)
  assert.equal(await ask(server.url('postgres'), 'select 1'), 1)
  await server.leave()
  assert.deepEqual(
    readdirSync(placeOf(home)).filter((name) => name.includes('.new-')),
    [],
  )
})

test('takes over a lock whose holder died', async (t) => {
  const home = aHome(t)
  await (await startEmbedded(home)).leave()
  writeFileSync(join(placeOf(home), 'lock'), '999999 1')
  const server = await startEmbedded(home)
  await server.leave()
  assert.equal(existsSync(join(placeOf(home), 'lock')), false)
})

test('two starting at once make one cluster', async (t) => {
  const home = aHome(t)
  const [one, two] = await Promise.all([anotherUser(home), anotherUser(home)])
  const server = await startEmbedded(home)
  assert.equal(await ask(server.url('postgres'), 'select 1'), 1)
  for (const child of [one, two]) {
    child?.kill('SIGTERM')
    if (child) await ended(child)
  }
  await server.leave()
  assert.equal(running(home), 0)
})

test('works in a home that only root can enter, and under a very long path', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'peyvand-private-'))
  const deep = join(parent, 'a'.repeat(60), 'b'.repeat(60))
  mkdirSync(deep, { recursive: true, mode: 0o700 })
  const home = aHome(t, deep)
  t.after(() => rmSync(parent, { recursive: true, force: true }))
  const server = await startEmbedded(home)
  assert.equal(await ask(server.url('postgres'), 'select 1'), 1)
  await server.leave()
  const again = await startEmbedded(home)
  assert.equal(again.folder, server.folder)
  await again.leave()
})
