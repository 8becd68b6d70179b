import { openDatabase } from '#platform/db.ts'
import { openJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import type { RunningJob } from './run.ts'

// A process of its own for the tests of jobs: the first attempt of a job that is not quick never ends.
const url = process.argv[2] ?? ''
const jobs = openJobs({ db: openDatabase(url), url, clock: () => new Date(), log: silentLog })
jobs.define(
  'hold',
  async (job: RunningJob<{ quick?: boolean }>) => {
    process.stdout.write(`holds ${job.id} ${job.attempt}\n`)
    if (!job.data.quick && job.attempt === 1) await new Promise(() => {})
  },
  { concurrency: 2 },
)
await jobs.start()
process.stdout.write('ready\n')
