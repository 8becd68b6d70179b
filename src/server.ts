import { createServer } from 'node:net'
import { serve } from '@hono/node-server'
import { ConfigError, readConfig } from '#platform/config.ts'
import { startBackground } from '#platform/jobs/background.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { createApp } from '#web/app.ts'
import { demoSignIns, tellDemonstration } from './demo.ts'
import { PROTOCOLS } from './protocols.ts'
import { setUpAreas } from './setup.ts'

const DRAIN = 10_000

// A large file over a slow line takes its time; a head does not. Connections outlive a proxy's (nginx keeps 60 s), so that
// it never sends into one we are closing.
const TIMEOUTS = { headersTimeout: 30_000, requestTimeout: 60 * 60 * 1000, keepAliveTimeout: 75_000 }

const say = (line: string) => process.stdout.write(`${line}\n`)

/** An expected end of a start: a sentence and no stack. */
class StartError extends Error {}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  await mustBeFree(config.port, config.host)
  const opening = openPlatform(config, { say })
  let stop = async () => (await opening).close()
  // From here on a signal must find the database and take it along, also in the middle of opening or the demonstration.
  end = onEnd(() => stop())
  const platform = await opening
  await setUpAreas(platform)
  // Before the demonstration: it imports records as a librarian would, through a job.
  await platform.jobs.start()
  const background = startBackground(platform)
  stop = async () => {
    await background.stop()
    await platform.close()
  }
  if (config.demo) await tellDemonstration(platform, say)
  platform.search.start()
  const server = await listen(platform)
  stop = async () => {
    await drain(server)
    await background.stop()
    await platform.close()
  }
  await printAddresses(platform)
}

/** Takes no new requests, and waits for those under way. */
function drain(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), DRAIN)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}

function listen(platform: Platform): Promise<ReturnType<typeof serve>> {
  const { host, port } = platform.config
  const app = createApp(platform, { protocols: PROTOCOLS })
  return new Promise((resolve, reject) => {
    const options = { fetch: app.fetch, hostname: host, port, serverOptions: TIMEOUTS }
    const server = serve(options, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => reject(taken(error, port)))
  })
}

// Asked first: nobody should wait for a demonstration to hear that the port was taken all along.
function mustBeFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => reject(taken(error, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function taken(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`,
    )
  }
  if (error.code === 'EACCES') return new StartError(`This user may not listen on port ${port}. Choose one above 1023.`)
  return error
}

async function printAddresses({ config }: Platform): Promise<void> {
  say('')
  say(`Peyvand is at ${config.origin}   (English: ${config.origin}/en)`)
  if (config.demo) {
    say('This is a demonstration. Sign in as:')
    for (const { userName, password, role } of await demoSignIns()) say(`  ${userName}  ${password}  ${role}`)
  }
  say('Ctrl-C stops it.')
}

/** What ends this process, once there is something to close. */
let end: () => Promise<void> = async () => process.exit()

function onEnd(stop: () => Promise<void>): () => Promise<void> {
  let isEnding = false
  const close = async () => {
    if (isEnding) return
    isEnding = true
    try {
      await stop()
      process.exit()
    } catch (error) {
      console.error(error)
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close)
  // up.mjs holds this channel: when it is killed, we end as well.
  process.on('disconnect', close)
  return close
}

start().catch((error: unknown) => {
  const isExpected = error instanceof ConfigError || error instanceof StartError
  console.error(isExpected ? error.message : error)
  process.exitCode = 1
  void end()
})
