import { existsSync } from 'node:fs'
import { isRefusal, type Refusal } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { findCommand, type Given, helpOf, overview, readArguments } from '#platform/command-line/arguments.ts'
import { openProgress } from '#platform/command-line/progress.ts'
import { type Config, ConfigError, readConfig } from '#platform/config.ts'
import type { Platform } from '#platform/platform.ts'
import { sentenceOf } from './sentences.ts'

/** Whose commands begin with which word: only these are loaded, so `marc convert` never meets the database. */
const SOURCES: readonly { words: readonly string[]; file: string }[] = [
  { words: ['marc'], file: './protocols/marc/commands.ts' },
  { words: ['people'], file: './areas/people/commands.ts' },
  { words: ['networks', 'libraries'], file: './areas/libraries/commands.ts' },
  { words: ['import', 'harvest', 'search', 'catalogue'], file: './areas/catalogue/commands.ts' },
  { words: ['match'], file: './protocols/matching/commands.ts' },
  { words: ['journal'], file: './protocols/journal/commands.ts' },
]

async function loadCommands(firstWord: string | undefined): Promise<Command[]> {
  const chosen = SOURCES.filter(({ words }) => firstWord !== undefined && words.includes(firstWord))
  const commands: Command[] = []
  for (const { file } of chosen.length > 0 ? chosen : SOURCES) {
    const url = new URL(file, import.meta.url)
    if (existsSync(url)) commands.push(...((await import(url.href)) as { commands: Command[] }).commands)
  }
  return commands
}

async function main(words: readonly string[]): Promise<number> {
  const named = words.filter((word) => !word.startsWith('-'))
  const commands = await loadCommands(named[0])
  const command = findCommand(commands, words)
  if (command === null) {
    if (named.length > 0) console.error(`There is no command '${named.join(' ')}'.\n`)
    const write = named.length > 0 ? console.error : console.log
    write(overview(commands).join('\n'))
    return named.length > 0 ? 2 : 0
  }
  try {
    const given = readArguments(command, words)
    if (given.help) {
      console.log(helpOf(command).join('\n'))
      return 0
    }
    return await runCommand(command, given)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\n\n${helpOf(command).join('\n')}`)
    return 2
  }
}

async function runCommand(command: Command, given: Given): Promise<number> {
  const config = readConfig(process.env)
  let opened: Promise<Platform> | null = null
  const progress = openProgress(screen(), given.json)
  const context: CommandContext = {
    args: given.args,
    options: given.options,
    json: given.json,
    lang: config.lang,
    config,
    progress,
    platform: () => {
      opened ??= openIt(config)
      return opened
    },
    print: (value, lines) => {
      progress.end()
      console.log(given.json ? JSON.stringify(value, numbers) : [lines].flat().join('\n'))
    },
    note: (line) => {
      progress.end()
      console.error(line)
    },
    stdin: process.stdin,
    stdout: process.stdout,
  }
  try {
    return (await command.run(context)) ?? 0
  } catch (error) {
    if (!isRefusal(error)) throw error
    await printRefusal(context, error)
    return 1
  } finally {
    progress.end()
    await (opened as Promise<Platform> | null)?.then((platform) => platform.close())
  }
}

// Loaded here and not above: a command that needs no database does not pay for one.
async function openIt(config: Config): Promise<Platform> {
  const { openPlatform } = await import('#platform/platform.ts')
  const { openLog } = await import('#platform/log.ts')
  const log = openLog({ level: 'warn', format: 'lines', write: (line) => process.stderr.write(`${line}\n`) })
  const { setUpAreas } = await import('./setup.ts')
  const platform = await openPlatform(config, { log, say: (line) => process.stderr.write(`${line}\n`) })
  await setUpAreas(platform)
  return platform
}

async function printRefusal(context: CommandContext, refusal: Refusal): Promise<void> {
  const sentence = await sentenceOf(refusal, context.lang)
  if (context.json)
    console.log(JSON.stringify({ refusal: refusal.code, kind: refusal.kind, facts: refusal.facts, sentence }))
  else console.error(sentence)
}

function numbers(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

function screen() {
  const { isTTY = false, columns = 80 } = process.stderr
  return { isTTY, columns, write: (text: string) => void process.stderr.write(text) }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error)
    process.exitCode = 1
  },
)
