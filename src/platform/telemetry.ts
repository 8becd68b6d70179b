/** One kind of figure that /metrics shows, in Prometheus' text form (exposition format 0.0.4). */
export interface Telemetry {
  /** Adds to a counter. */
  count(name: string, labels?: Labels, by?: number): void
  /** Puts a duration in seconds into a histogram. */
  observe(name: string, labels: Labels, seconds: number): void
  /** A figure read when asked for, such as jobs that wait. */
  gauge(name: string, help: string, read: () => Promise<Reading[]> | Reading[]): void
  /** Names what a counter or histogram means, once. */
  describe(name: string, help: string): void
  text(): Promise<string>
}

export type Labels = Readonly<Record<string, string>>
/** One value of a gauge. */
export interface Reading {
  labels?: Labels
  value: number
}

// Seconds; a page is meant to take under 0.08.
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24]
// A path that an attacker varies must not fill the memory.
const MOST_SERIES = 2000

interface Histogram {
  buckets: number[]
  sum: number
  count: number
}

/** Opens the figures of one process. */
export function openTelemetry(): Telemetry {
  const counters = new Map<string, Map<string, number>>()
  const histograms = new Map<string, Map<string, Histogram>>()
  const gauges = new Map<string, () => Promise<Reading[]> | Reading[]>()
  const helps = new Map<string, string>()
  return {
    count(name, labels = {}, by = 1) {
      const series = seriesOf(counters, name)
      const key = labelText(labels)
      if (series.has(key) || series.size < MOST_SERIES) series.set(key, (series.get(key) ?? 0) + by)
    },
    observe(name, labels, seconds) {
      const series = seriesOf(histograms, name)
      const key = labelText(labels)
      if (!series.has(key) && series.size >= MOST_SERIES) return
      const histogram = series.get(key) ?? { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 }
      for (const [i, limit] of BUCKETS.entries()) if (seconds <= limit) histogram.buckets[i]! += 1
      histogram.sum += seconds
      histogram.count += 1
      series.set(key, histogram)
    },
    gauge(name, help, read) {
      helps.set(name, help)
      gauges.set(name, read)
    },
    describe: (name, help) => void helps.set(name, help),
    async text() {
      const lines: string[] = []
      const head = (name: string, type: string) => {
        if (helps.has(name)) lines.push(`# HELP ${name} ${helps.get(name)}`)
        lines.push(`# TYPE ${name} ${type}`)
      }
      for (const [name, series] of counters) {
        head(name, 'counter')
        for (const [key, value] of series) lines.push(`${name}${braces(key)} ${value}`)
      }
      for (const [name, series] of histograms) {
        head(name, 'histogram')
        for (const [key, histogram] of series) lines.push(...histogramLines(name, key, histogram))
      }
      for (const [name, read] of gauges) {
        head(name, 'gauge')
        const readings = await Promise.resolve()
          .then(read)
          .catch(() => [])
        for (const { labels = {}, value } of readings) lines.push(`${name}${braces(labelText(labels))} ${value}`)
      }
      return `${lines.join('\n')}\n`
    },
  }
}

function seriesOf<T>(all: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const found = all.get(name) ?? new Map<string, T>()
  all.set(name, found)
  return found
}

function labelText(labels: Labels): string {
  const safe = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${safe(value)}"`)
    .join(',')
}

function braces(key: string): string {
  return key === '' ? '' : `{${key}}`
}

function histogramLines(name: string, key: string, histogram: Histogram): string[] {
  const prefix = key === '' ? '' : `${key},`
  return [
    ...BUCKETS.map((limit, i) => `${name}_bucket{${prefix}le="${limit}"} ${histogram.buckets[i]}`),
    `${name}_bucket{${prefix}le="+Inf"} ${histogram.count}`,
    `${name}_sum${braces(key)} ${histogram.sum}`,
    `${name}_count${braces(key)} ${histogram.count}`,
  ]
}
