import { spawnSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe } from '#lib/marc/description/describe.ts'
import { readMarc } from '#lib/marc/read.ts'
import { aPersianRecord, isoBytes } from '#tests/support/marc-records.ts'

const shared = process.env.PEYVAND_SHARED ?? '../shared'
const masters = `${shared}/data/marc/aco/oclc_masters.mrc.gz`
const folder = mkdtempSync(join(tmpdir(), 'peyvand-bench-marc-'))

/** Runs a whole process; its wall time in seconds and its greatest memory in megabytes (as far as GNU time tells). */
function run(command: string, words: readonly string[]): { seconds: number; megabytes: number } {
  const timed = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', '%M', command, ...words] : [command, ...words]
  const start = performance.now()
  const { status, stderr, error } = spawnSync(timed[0] as string, timed.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  if (error || status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`)
  const memory = Number(stderr.trimEnd().split('\n').at(-1))
  return { seconds: (performance.now() - start) / 1000, megabytes: memory / 1024 }
}

/** The better of a few runs by turns, so that a busy moment hurts both alike. */
function best(rounds: number, contestants: readonly (() => { seconds: number; megabytes: number })[]) {
  const runs = Array.from({ length: rounds }, () => contestants.map((contestant) => contestant()))
  return contestants.map((_, i) => ({
    seconds: Math.min(...runs.map((round) => round[i]?.seconds ?? Number.POSITIVE_INFINITY)),
    megabytes: Math.max(...runs.map((round) => round[i]?.megabytes ?? 0)),
  }))
}

const peyvand = (file: string, to: string) =>
  run(process.execPath, ['src/cli.ts', 'marc', 'convert', file, '--to', to, '--out', '/dev/null'])
const yaz = (file: string, to: string) => run('yaz-marcdump', ['-o', to, file])

function makeFiles(): [string, string, number][] {
  const persian = Array.from({ length: 10_000 }, (_, i) => isoBytes(aPersianRecord(i)))
  const files: [string, string, number][] = [['Persian, 2 kB', join(folder, 'persian.mrc'), 100_000]]
  const block = Buffer.concat(persian)
  writeFileSync(join(folder, 'persian.mrc'), Buffer.concat(Array.from({ length: 10 }, () => block)))
  if (existsSync(masters)) {
    const bytes = gunzipSync(readFileSync(masters))
    writeFileSync(join(folder, 'masters.mrc'), Buffer.concat(Array.from({ length: 20 }, () => bytes)))
    files.push(['OCLC masters × 20', join(folder, 'masters.mrc'), 7194 * 20])
  }
  return files
}

const rate = (records: number, seconds: number) => Math.round(records / seconds).toLocaleString('en')

function againstYaz(files: readonly [string, string, number][]): void {
  const rows: Record<string, string>[] = []
  for (const [name, file, records] of files) {
    for (const [to, theirs, rounds] of [
      ['json', 'json', 3],
      ['xml', 'marcxml', 1],
    ] as const) {
      const [ours, peer] = best(rounds, [() => peyvand(file, to), () => yaz(file, theirs)])
      if (!ours || !peer) continue
      rows.push({
        file: `${name} (${Math.round(statSync(file).size / 1e6)} MB)`,
        to,
        'peyvand, records/s': rate(records, ours.seconds),
        'yaz-marcdump, records/s': rate(records, peer.seconds),
        ratio: `${(peer.seconds / ours.seconds).toFixed(2)} ×`,
        'our memory': `${Math.round(ours.megabytes)} MB`,
      })
    }
  }
  console.log(
    '\nMARC to JSON and MARCXML, whole processes, by turns, JSON the best of three (goal for JSON: at least 1 ×)',
  )
  console.table(rows)
}

async function memoryOnAGigabyte(): Promise<void> {
  const file = join(folder, 'gigabyte.mrc')
  const block = Buffer.concat(Array.from({ length: 5000 }, (_, i) => isoBytes(aPersianRecord(i))))
  const out = createWriteStream(file)
  for (let written = 0; written < 1e9; written += block.length) {
    if (!out.write(block)) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
  }
  await new Promise<void>((resolve) => out.end(resolve))
  const [small, large] = [join(folder, 'persian.mrc'), file].map((path) => peyvand(path, 'json'))
  console.log('\nMemory of the convert command (goal: flat)')
  console.table([
    { file: '200 MB', 'peak memory': `${Math.round(small?.megabytes ?? 0)} MB` },
    {
      file: '1 GB',
      'peak memory': `${Math.round(large?.megabytes ?? 0)} MB`,
      'wall time': `${large?.seconds.toFixed(1)} s`,
    },
  ])
}

/** In one process: records as objects, as the import needs them, and their descriptions. */
async function asObjects(files: readonly [string, string, number][]): Promise<void> {
  const rows: Record<string, string>[] = []
  for (const [name, file] of files) {
    let [reading, describing, records] = [0, 0, 0]
    let last = performance.now()
    for await (const batch of readMarc(createReadStream(file, { highWaterMark: 1_048_576 }))) {
      reading += performance.now() - last
      const start = performance.now()
      for (const item of batch) if (item.kind === 'record') describe(item.record, item.family)
      describing += performance.now() - start
      records += batch.length
      last = performance.now()
    }
    rows.push({
      file: name,
      'read, records/s': rate(records, reading / 1000),
      'describe, records/s': rate(records, describing / 1000),
    })
  }
  console.log('\nRecords as objects, one thread')
  console.table(rows)
}

try {
  const files = makeFiles()
  if (spawnSync('yaz-marcdump', ['-V']).error) console.log("Debian's yaz is not installed: no peer to compare with.")
  else againstYaz(files)
  await asObjects(files)
  await memoryOnAGigabyte()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
