import type { NoteSigner } from '#lib/merkle/signed-note.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Files } from '#platform/files.ts'
import { seal } from '#platform/journal/seal.ts'
import type { Log } from '#platform/log.ts'
import { pruneLetters } from '#platform/outbox/mail.ts'
import { pruneNews } from '#platform/outbox/news.ts'
import type { Round } from '#platform/platform.ts'
import { startLoop } from './loop.ts'
import { pruneJobs } from './store.ts'

const SEALING = 1_000
const SWEEPING = 10 * 60 * 1_000
const DAY = 24 * 60 * 60 * 1_000
const NEWS_KEPT = 30 * DAY
const LETTERS_KEPT = 30 * DAY
const JOBS_KEPT = 90 * DAY

interface On {
  db: Db
  clock: Clock
  log: Log
  signer: NoteSigner
  files: Files
  rounds?: readonly Round[]
}

/** What goes on in every server process: sealing the journal, letting files, old news, letters and jobs go, and the areas' rounds. */
export function startBackground(on: On): { stop(): Promise<void> } {
  const ago = (time: number) => new Date(on.clock().getTime() - time)
  const loops = [
    startLoop('sealing the journal', SEALING, on.log, () => seal(on)),
    startLoop('sweeping files', SWEEPING, on.log, async () => {
      while ((await on.files.sweep()) > 0);
    }),
    startLoop('pruning', SWEEPING, on.log, async () => {
      await pruneNews(on.db, ago(NEWS_KEPT))
      await pruneLetters(on.db, ago(LETTERS_KEPT))
      await pruneJobs(on.db, ago(JOBS_KEPT))
    }),
    ...(on.rounds ?? []).map(({ name, pause, work }) => startLoop(name, pause, on.log, work)),
  ]
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
