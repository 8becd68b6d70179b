import { parseArgs } from 'node:util'
import { type Command, type CommandOption, UsageError } from '#platform/command.ts'

/** The command line read: which command, and what it was given. */
export interface Given {
  args: readonly string[]
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  json: boolean
  help: boolean
}

/** The command whose words begin the line, the longest first; null when none does. */
export function findCommand(commands: readonly Command[], words: readonly string[]): Command | null {
  const fits = (command: Command) => command.name.split(' ').every((word, i) => words[i] === word)
  return commands.filter(fits).sort((a, b) => b.name.length - a.name.length)[0] ?? null
}

/** Reads what follows the command's name. Throws `UsageError` in a sentence for what the command does not know. */
export function readArguments(command: Command, words: readonly string[]): Given {
  const rest = words.slice(command.name.split(' ').length)
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [
      name,
      {
        type: option.type,
        ...(option.short === undefined ? {} : { short: option.short }),
        multiple: option.multiple ?? false,
      },
    ]),
  )
  const known = { ...options, json: { type: 'boolean' as const }, help: { type: 'boolean' as const, short: 'h' } }
  const read = parse(rest, known)
  const {
    json = false,
    help = false,
    ...values
  } = read.values as Record<string, string | boolean | string[] | undefined>
  if (!help) {
    for (const [name, option] of Object.entries(command.options)) {
      if (option.required && values[name] === undefined)
        throw new UsageError(`--${name} ${option.value ?? ''} is needed.`)
    }
    const most = mostWords(command)
    const extra = read.positionals[most]
    if (extra !== undefined)
      throw new UsageError(
        `'${extra}' is one word too many: ${command.name} takes ${most === 0 ? 'none' : `only ${most}`}.`,
      )
  }
  return { args: read.positionals, options: values, json: json === true, help: help === true }
}

// The usage is what people are told, so it is also what is held against them: `FILE…` is any number.
function mostWords({ usage, options }: Command): number {
  const words = usage.replace(/[[\]]/g, '').split(' ')
  const isValue = (i: number) => options[words[i - 1]?.replace(/^--/, '') ?? '']?.type === 'string'
  const free = words.filter((word, i) => /^[A-Z]/.test(word) && !isValue(i))
  return free.some((word) => word.endsWith('…')) ? Number.POSITIVE_INFINITY : free.length
}

function parse(args: string[], options: NonNullable<Parameters<typeof parseArgs>[0]>['options'] & object) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.split('. ')[0] ?? error.message)
    throw error
  }
}

/** What `--help` prints for one command. */
export function helpOf(command: Command): string[] {
  const all: Record<string, CommandOption> = {
    ...command.options,
    json: { type: 'boolean', summary: 'print the result as JSON' },
    help: { type: 'boolean', short: 'h', summary: 'print this' },
  }
  const rows = Object.entries(all).map(([name, option]): [string, string] => {
    const short = option.short ? `-${option.short}, ` : ''
    const value = option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''
    const needed = option.required ? ' (needed)' : ''
    return [`${short}--${name}${value}`, `${option.summary}${needed}`]
  })
  return [`peyvand ${command.name} ${command.usage}`.trim(), `  ${command.summary}`, '', 'Options:', ...columns(rows)]
}

/** What `--help` prints without a command. */
export function overview(commands: readonly Command[]): string[] {
  const rows = commands.map((command): [string, string] => [command.name, command.summary])
  return ['npm run peyvand -- COMMAND [--help] [--json]', '', 'Commands:', ...columns(rows.sort()), '']
}

function columns(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)
}
