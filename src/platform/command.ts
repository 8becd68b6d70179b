import type { Lang } from '#lib/language.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'

/** One option of a command, as `node:util` parseArgs understands it, with the sentence `--help` prints. */
export interface CommandOption {
  type: 'string' | 'boolean'
  short?: string
  multiple?: boolean
  required?: boolean
  /** What stands for the value in the usage: `CODE`. */
  value?: string
  summary: string
}

/** Progress as people see it: a bar on a terminal, a line now and then elsewhere, nothing with `--json`. */
export interface Progress {
  /** `total` may be null while it is unknown. */
  step(done: number, total: number | null, note?: string): void
  end(): void
}

/** What a running command is given. */
export interface CommandContext {
  /** Words after the command's name that are not options. */
  args: readonly string[]
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  json: boolean
  lang: Lang
  config: Config
  progress: Progress
  /** Opens the database, jobs, files and search at the first call; a command that never calls it needs none of them. */
  platform(): Promise<Platform>
  /** Prints `value` as JSON with --json, `lines` otherwise. */
  print(value: unknown, lines: string | readonly string[]): void
  /** A line for people on stderr: never mixed into what is piped on. */
  note(line: string): void
  stdin: NodeJS.ReadableStream
  stdout: NodeJS.WritableStream
}

/** A command of `npm run peyvand --`. Its `name` may be several words: `libraries import`. */
export interface Command {
  name: string
  summary: string
  /** What follows the name: `FILE… --library CODE`. More words in capitals than stand here are refused; `…` is any number. */
  usage: string
  options: Readonly<Record<string, CommandOption>>
  /** Returns the exit code, 0 when nothing is returned; a Refusal becomes a sentence and 1. */
  run(ctx: CommandContext): Promise<number | undefined>
}

/** The caller wrote the command wrongly: printed with the usage, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
