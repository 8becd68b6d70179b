import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { openLetter } from '#areas/people/service/letters.ts'
import { signIn } from '#areas/people/service/sign-in.ts'
import type { CommandContext } from '#platform/command.ts'
import type { Platform } from '#platform/platform.ts'
import { aPlatform } from '#tests/support/database.ts'
import { aVisit, PASSWORD } from '#tests/support/people.ts'
import { commands } from './commands.ts'
import { ANONYMOUS } from './contract.ts'

/** Runs a command as the command line does; gives what it printed for a program. */
async function run(platform: Platform, name: string, options: CommandContext['options'], typed = ''): Promise<unknown> {
  let printed: unknown
  const ctx: Partial<CommandContext> = {
    args: [],
    options,
    json: true,
    lang: 'en',
    platform: async () => platform,
    print: (value) => {
      printed = value
    },
    stdin: Readable.from([typed]),
  }
  const command = commands.find((one) => one.name === name)
  assert.equal(await command?.run(ctx as CommandContext), 0)
  return printed
}

test('the first administrator comes by a link that works once', async (t) => {
  const { platform } = await aPlatform(t)
  const { link } = (await run(platform, 'people add-administrator', { user: 'root.one', email: 'a@example.org' })) as {
    link: string
  }
  const secret = new URL(link).searchParams.get('secret') ?? ''
  const letter = await openLetter(platform, { purpose: 'invitation', secret })
  assert.deepEqual(letter.grants, [{ role: 'administrator', scope: { level: 'system' } }])
})

test('or by a password from standard input, and is listed', async (t) => {
  const { platform } = await aPlatform(t)
  const options = { user: 'root.one', email: 'a@example.org', name: 'Root One', 'password-stdin': true }
  await assert.rejects(run(platform, 'people add-administrator', options, '\n'), { code: 'people.password-short' })
  await run(platform, 'people add-administrator', options, `${PASSWORD}\n`)
  const step = await signIn(platform, ANONYMOUS, {
    userName: 'root.one',
    password: PASSWORD,
    remember: false,
    visit: aVisit(),
  })
  assert.equal(step.roleWaits, true, 'and is led to set up the second step')
  const list = (await run(platform, 'people list', {})) as {
    total: number
    people: { userName: string; grants: unknown[] }[]
  }
  assert.equal(list.total, 1)
  assert.equal(list.people[0]!.userName, 'root.one')
  assert.equal(list.people[0]!.grants.length, 1)
  assert.deepEqual(await run(platform, 'people list', { search: 'nobody' }), { total: 0, people: [] })
})
