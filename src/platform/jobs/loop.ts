import type { Log } from '#platform/log.ts'

/** Work that goes on until it is stopped. */
export interface Loop {
  /** Runs the work now instead of at the end of the pause. */
  wake(): void
  /** Ends after the round under way. */
  stop(): Promise<void>
}

/**
 * Does `work` again and again, one round at a time, `pause` milliseconds apart. A round that fails is logged under `name`
 * and tried again after the pause: a database that restarts is no reason to end.
 */
export function startLoop(name: string, pause: number, log: Log, work: () => Promise<unknown>): Loop {
  let stopped = false
  let woken = false
  let rouse = () => {}
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const running = (async () => {
    while (!stopped) {
      woken = false
      try {
        await work()
      } catch (error) {
        if (!stopped) log.error(`${name} failed`, { error })
      }
      if (!stopped && !woken) await rest()
    }
  })()
  const wake = () => {
    woken = true
    rouse()
  }
  return {
    wake,
    async stop() {
      stopped = true
      wake()
      await running
    },
  }
}
