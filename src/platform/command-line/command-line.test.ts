import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, UsageError } from '#platform/command.ts'
import { findCommand, helpOf, overview, readArguments } from './arguments.ts'
import { openProgress } from './progress.ts'

function aCommand(name: string, options: Command['options'] = {}): Command {
  return { name, summary: `Does ${name}`, usage: 'FILE… --library CODE', options, run: async () => 0 }
}

const IMPORT = aCommand('import marc', {
  library: { type: 'string', short: 'l', value: 'CODE', required: true, summary: 'whose records they are' },
  'dry-run': { type: 'boolean', summary: 'write nothing' },
  key: { type: 'string', multiple: true, summary: 'a key' },
})

test('the longest name that fits is the command', () => {
  const commands = [aCommand('libraries'), aCommand('libraries import'), IMPORT]
  assert.equal(findCommand(commands, ['libraries', 'import', 'a.csv'])?.name, 'libraries import')
  assert.equal(findCommand(commands, ['libraries', 'x'])?.name, 'libraries')
  assert.equal(findCommand(commands, ['import']), null)
})

test('words and options are told apart, with --json for all', () => {
  const given = readArguments(IMPORT, [
    'import',
    'marc',
    'a.mrc',
    '-l',
    'ir-1',
    '--dry-run',
    'b.mrc',
    '--key',
    'x',
    '--key',
    'y',
    '--json',
  ])
  assert.deepEqual(given.args, ['a.mrc', 'b.mrc'])
  assert.equal(given.options.library, 'ir-1')
  assert.equal(given.options['dry-run'], true)
  assert.deepEqual(given.options.key, ['x', 'y'])
  assert.equal(given.json, true)
})

const WRONG: readonly [words: readonly string[], says: RegExp][] = [
  [['a.mrc'], /--library CODE is needed/],
  [['--library'], /argument missing/],
  [['--library', 'x', '--colour', 'red'], /Unknown option '--colour'/],
  [['--library', 'x', '--dry-run=yes'], /does not take an argument/],
]

for (const [words, says] of WRONG) {
  test(`refuses ${words.join(' ')} in a sentence`, () => {
    assert.throws(
      () => readArguments(IMPORT, ['import', 'marc', ...words]),
      (error) => error instanceof UsageError && says.test(error.message),
    )
  })
}

const TAKES: readonly [usage: string, most: number][] = [
  ['', 0],
  ['[--out FILE]', 0],
  ['--out FILE [--key KEY …]', 0],
  ['FILE [--key KEY …] [--quiet]', 1],
  ['[--quiet] FILE', 1],
  ['[WORDS…] [--out FILE]', 9],
]

for (const [usage, most] of TAKES) {
  test(`«${usage}» takes ${most === 9 ? 'any number of' : most} words and refuses one more`, () => {
    const options: Command['options'] = {
      out: { type: 'string', value: 'FILE', summary: 'where' },
      key: { type: 'string', multiple: true, value: 'KEY', summary: 'a key' },
      quiet: { type: 'boolean', summary: 'say nothing' },
    }
    const command = { ...aCommand('do', options), usage }
    const given = (words: number) => readArguments(command, ['do', ...Array.from({ length: words }, (_, i) => `w${i}`)])
    assert.equal(given(most).args.length, most)
    if (most === 9) return
    assert.throws(
      () => given(most + 1),
      (error) => error instanceof UsageError && error.message.includes(`'w${most}' is one word too many`),
    )
  })
}

test('--help needs nothing else', () => {
  assert.equal(readArguments(IMPORT, ['import', 'marc', '--help']).help, true)
})

test('help names the usage and every option', () => {
  const help = helpOf(IMPORT).join('\n')
  assert.match(help, /^peyvand import marc FILE… --library CODE$/m)
  assert.match(help, /^ {2}-l, --library CODE +whose records they are \(needed\)$/m)
  assert.match(help, /--json/)
  assert.match(overview([IMPORT]).join('\n'), /^ {2}import marc +Does import marc$/m)
})

function aScreen(isTTY: boolean) {
  const written: string[] = []
  return { written, screen: { isTTY, columns: 60, write: (text: string) => void written.push(text) } }
}

test('a terminal gets one bar that is drawn over; its last state is always shown', () => {
  const { written, screen } = aScreen(true)
  let at = 0
  const progress = openProgress(screen, false, () => at)
  progress.step(0, 1000)
  at = 50
  progress.step(400, 1000)
  at = 60
  progress.step(1000, 1000, 'books.mrc')
  progress.end()
  assert.equal(written.length, 3)
  assert.match(written[1] ?? '', /^\r\u001b\[2K\[#{30}\] 1,000 of 1,000 \(100/)
  assert.equal(written[2], '\n')
  assert.ok(written.every((text) => text.length < 70))
})

test('elsewhere a line comes now and then, and nothing when silent', () => {
  const { written, screen } = aScreen(false)
  let at = 0
  const progress = openProgress(screen, false, () => at)
  for (at = 0; at <= 12_000; at += 1000) progress.step(at, null)
  assert.deepEqual(written, ['0\n', '5,000\n', '10,000\n'])
  const silent = aScreen(true)
  const nothing = openProgress(silent.screen, true)
  nothing.step(1, 2)
  nothing.end()
  assert.deepEqual(silent.written, [])
})
