/** How a set of queries went. Times are milliseconds, one a query; the rest is seconds. */
export interface Measured {
  readonly times: readonly number[]
  readonly totals: readonly number[]
  /** From the first question to the last answer. */
  readonly wall: number
  /** Of the processor, over all threads of whoever answered. */
  readonly cpu: number
}

/** An engine that is asked the same questions as the others. */
export interface Engine {
  readonly name: string
  /** The middle of `runs` times of each query, asked by so many clients at a time. */
  ask(queries: readonly string[], clients: number, runs: number): Promise<Measured>
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** Asks one engine of this process: `search` returns the total, `cpu` the seconds of the processor spent so far. */
export async function measured(
  queries: readonly string[],
  clients: number,
  runs: number,
  search: (text: string, client: number) => Promise<number>,
  cpu: () => number,
): Promise<Measured> {
  const times: number[] = []
  const totals: number[] = []
  let next = 0
  const before = cpu()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (next < queries.length) {
        const q = next++
        const taken: number[] = []
        for (let run = 0; run < runs; run++) {
          const started = performance.now()
          totals[q] = await search(queries[q]!, client)
          taken.push(performance.now() - started)
        }
        times[q] = percentile(taken, 0.5)
      }
    }),
  )
  return { times, totals, wall: (performance.now() - began) / 1000, cpu: cpu() - before }
}
