import { text as readAll } from 'node:stream/consumers'
import { acceptInvitation, invite } from '#areas/people/service/letters.ts'
import { listPeople } from '#areas/people/service/people.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Command, CommandContext } from '#platform/command.ts'
import { type ScopeDirectory, systemActor } from './contract.ts'
import { text } from './text.en.ts'

// The command line names no places: it gives the one role that is over the whole system, and prints ids.
const NO_PLACES: ScopeDirectory = { find: async () => new Map(), search: async () => [] }

const addAdministrator: Command = {
  name: 'people add-administrator',
  summary: 'Makes the first administrator: prints a link that works once, or takes a password from standard input',
  usage: '--user NAME --email ADDRESS [--name NAME] [--password-stdin]',
  options: {
    user: { type: 'string', value: 'NAME', required: true, summary: 'The user name to sign in with' },
    email: { type: 'string', value: 'ADDRESS', required: true, summary: 'Where letters go' },
    name: { type: 'string', value: 'NAME', summary: 'The full name; the user name unless told' },
    'password-stdin': { type: 'boolean', summary: 'Read the password from standard input instead of printing a link' },
  },
  async run(ctx) {
    const [userName, email] = [String(ctx.options.user), String(ctx.options.email)]
    const name = typeof ctx.options.name === 'string' ? ctx.options.name : userName
    const platform = await ctx.platform()
    const grants = [{ role: 'administrator', scope: { level: 'system' } } as const]
    const actor = systemActor('people add-administrator')
    const { link } = await invite(platform, actor, { name, email, lang: ctx.lang, grants }, NO_PLACES)
    if (ctx.options['password-stdin'] !== true) {
      ctx.print({ link }, link)
      return 0
    }
    const secret = new URL(link).searchParams.get('secret') ?? ''
    const id = await acceptInvitation(platform, { secret, userName, password: await passwordFrom(ctx) })
    ctx.print({ id, userName }, id)
    return 0
  },
}

const list: Command = {
  name: 'people list',
  summary: 'Lists people with their roles',
  usage: '[--search WORDS] [--page N]',
  options: {
    search: { type: 'string', value: 'WORDS', summary: 'Words of the name, user name or e-mail' },
    page: { type: 'string', value: 'N', summary: 'Fifty people a page, from 1' },
  },
  async run(ctx) {
    const input = { text: String(ctx.options.search ?? ''), page: Number(ctx.options.page ?? 1) || 1 }
    const found = await listPeople(await ctx.platform(), systemActor('people list'), input, NO_PLACES)
    const t = text(ctx.lang)
    const people = found.people.map(({ id, userName, name, email, grants, deactivatedAt }) => ({
      id,
      userName,
      name,
      email,
      closed: deactivatedAt !== null,
      grants: grants.map(({ role, scope }) => ({ role, scope })),
    }))
    const lines = people.map((one) =>
      [
        one.userName,
        one.name,
        one.grants.map((grant) => t.roles[grant.role]).join(', '),
        one.closed ? t.people.closed : '',
      ]
        .join('\t')
        .trimEnd(),
    )
    ctx.print({ total: found.total, people }, [...lines, t.people.count(String(found.total))])
    return 0
  },
}

async function passwordFrom(ctx: CommandContext): Promise<string> {
  const password = (await readAll(ctx.stdin)).replace(/\r?\n$/, '')
  if (password === '') throw new Refusal('invalid', 'people.password-short', { least: 10 })
  return password
}

/** What the people area offers on the command line. */
export const commands: Command[] = [addAdministrator, list]
