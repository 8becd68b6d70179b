import type { Config } from './config.ts'

type Level = Config['logLevel']
type Facts = Readonly<Record<string, unknown>>

/** Structured log: one line per event, facts as fields. Never a password, a token or a national id. */
export interface Log {
  debug(event: string, facts?: Facts): void
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, facts?: Facts): void
  /** A log that adds `facts` to every line, such as a request id. */
  with(facts: Facts): Log
}

const ORDER: readonly Level[] = ['debug', 'info', 'warn', 'error']

/** Where lines go and how they look. */
export interface LogOptions {
  level: Level
  format: 'json' | 'lines'
  write(line: string): void
  now?: () => Date
}

/** Opens a log; errors among the facts are written with their stack. */
export function openLog(options: LogOptions, bound: Facts = {}): Log {
  const least = ORDER.indexOf(options.level)
  const write = (level: Level, event: string, facts: Facts = {}) => {
    if (ORDER.indexOf(level) < least) return
    const at = (options.now ?? (() => new Date()))().toISOString()
    const all = { ...bound, ...facts }
    options.write(options.format === 'json' ? jsonLine(at, level, event, all) : readableLine(at, level, event, all))
  }
  return {
    debug: (event, facts) => write('debug', event, facts),
    info: (event, facts) => write('info', event, facts),
    warn: (event, facts) => write('warn', event, facts),
    error: (event, facts) => write('error', event, facts),
    with: (facts) => openLog(options, { ...bound, ...facts }),
  }
}

/** The log of a configuration, on stderr: readable on a terminal, JSON where a machine reads. */
export function logOf(config: Config): Log {
  const auto = process.stderr.isTTY ? 'lines' : 'json'
  const format = config.logFormat === 'auto' ? auto : config.logFormat
  return openLog({ level: config.logLevel, format, write: (line) => process.stderr.write(`${line}\n`) })
}

/** Says nothing. */
export const silentLog: Log = openLog({ level: 'error', format: 'json', write: () => {} })

function jsonLine(at: string, level: Level, event: string, facts: Facts): string {
  return JSON.stringify({ at, level, event, ...facts }, (_key, value: unknown) => {
    if (value instanceof Error)
      return { name: value.name, message: value.message, stack: value.stack, cause: value.cause }
    return typeof value === 'bigint' ? value.toString() : value
  })
}

function readableLine(at: string, level: Level, event: string, facts: Facts): string {
  const stacks: string[] = []
  const words = Object.entries(facts).map(([name, value]) => {
    if (value instanceof Error) {
      stacks.push(`\n  ${value.stack ?? value.message}`)
      return `${name}=${JSON.stringify(value.message)}`
    }
    return `${name}=${typeof value === 'object' ? JSON.stringify(value) : plain(String(value))}`
  })
  const mark = level === 'info' ? '' : `${level.toUpperCase()} `
  return `${at.slice(11, 19)} ${mark}${event}${words.length > 0 ? ` ${words.join(' ')}` : ''}${stacks.join('')}`
}

// A value from outside must not look like a line of its own.
function plain(value: string): string {
  return /[\s"\u0000-\u001f]/.test(value) ? JSON.stringify(value) : value
}
