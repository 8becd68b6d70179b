import type { Progress } from '#platform/command.ts'

const WIDTH = 30
const LINE_EVERY = 5000

/** Where progress is shown. */
export interface ProgressScreen {
  isTTY: boolean
  columns: number
  write(text: string): void
}

/** A bar that moves on a terminal; elsewhere a line every five seconds; nothing at all when silent. */
export function openProgress(
  screen: ProgressScreen,
  silent: boolean,
  now: () => number = () => performance.now(),
): Progress {
  if (silent) return { step: () => {}, end: () => {} }
  let shown = Number.NEGATIVE_INFINITY
  let isOpen = false
  const pause = screen.isTTY ? 100 : LINE_EVERY
  return {
    step(done, total, note = '') {
      const isLast = total !== null && done >= total
      if (now() - shown < pause && !isLast) return
      shown = now()
      if (!screen.isTTY) return screen.write(`${figures(done, total)} ${note}`.trimEnd().concat('\n'))
      isOpen = true
      screen.write(`\r\u001b[2K${`${bar(done, total)} ${figures(done, total)} ${note}`.slice(0, screen.columns - 1)}`)
    },
    end() {
      if (isOpen) screen.write('\n')
      isOpen = false
    },
  }
}

function figures(done: number, total: number | null): string {
  const number = (value: number) => value.toLocaleString('en-US')
  if (total === null || total === 0) return number(done)
  return `${number(done)} of ${number(total)} (${Math.floor((100 * done) / total)} %)`
}

function bar(done: number, total: number | null): string {
  if (total === null || total === 0) return '…'
  const full = Math.round(WIDTH * Math.min(1, done / total))
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}]`
}
