import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { authOf, headersOf } from '#areas/people/auth.ts'
import { ANONYMOUS, systemActor } from '#areas/people/contract.ts'
import { createKey } from '#areas/people/service/keys.ts'
import { acceptInvitation, invite } from '#areas/people/service/letters.ts'
import { signIn } from '#areas/people/service/sign-in.ts'
import { actorFrom } from '#areas/people/service.ts'
import { readConfig } from '#platform/config.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform } from '#platform/platform.ts'

const PASSWORD = 'a short sentence of mine'
const NOWHERE = { find: async () => new Map(), search: async () => [] }

async function rate(count: number, inFlight: number, work: () => Promise<unknown>): Promise<number> {
  let left = count
  const one = async () => {
    while (left-- > 0) await work()
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: inFlight }, one))
  return count / ((performance.now() - start) / 1000)
}

const home = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
const config = readConfig({ PEYVAND_HOME: home, PEYVAND_RATE_LIMITS: 'no', PEYVAND_LANG: 'en' })
const platform = await openPlatform(config, { log: silentLog })
try {
  const letter = { name: 'Bench', email: 'bench@example.org', lang: 'en', grants: [] } as const
  const { link } = await invite(platform, systemActor('bench'), letter, NOWHERE)
  const secret = new URL(link).searchParams.get('secret') ?? ''
  const id = await acceptInvitation(platform, { secret, userName: 'bench', password: PASSWORD })
  const visit = { cookie: '', userAgent: 'bench', address: '' }
  const entering = () => signIn(platform, ANONYMOUS, { userName: 'bench', password: PASSWORD, remember: false, visit })
  const { cookies } = await entering()
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
  const request = new Request(config.origin, { headers: { cookie } })
  const actor = await actorFrom(platform, request)
  const key = await createKey(platform, { ...actor, id }, { name: 'bench', days: 1, grants: [] }, NOWHERE)
  const withKey = new Request(config.origin, { headers: { 'x-api-key': key.secret } })
  const { api } = authOf(platform)
  const theirs = () => api.getSession({ headers: headersOf(platform, { ...visit, cookie }) })
  const rows: Record<string, number> = {}
  rows['sign-in, one after another'] = await rate(40, 1, entering)
  rows[`sign-in, 16 at once on ${availableParallelism()} cores`] = await rate(80, 16, entering)
  for (const inFlight of [1, 16]) {
    await rate(200, inFlight, () => actorFrom(platform, request))
    rows[`who asks, by session, ${inFlight} at once`] = await rate(3000, inFlight, () => actorFrom(platform, request))
    rows[`who asks, by key, ${inFlight} at once`] = await rate(3000, inFlight, () => actorFrom(platform, withKey))
    rows[`peer: better-auth getSession, ${inFlight} at once`] = await rate(600, inFlight, theirs)
  }
  console.table(
    Object.entries(rows).map(([what, perSecond]) => ({
      what,
      'per second': Math.round(perSecond),
      'ms each': Number((1000 / perSecond).toFixed(2)),
    })),
  )
} finally {
  await platform.close()
  await rm(home, { recursive: true, force: true })
}
