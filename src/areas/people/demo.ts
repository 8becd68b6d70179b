import { createOTP } from '@better-auth/utils/otp'
import { acceptInvitation, invite } from '#areas/people/service/letters.ts'
import { confirmTotp, startTotp } from '#areas/people/service/second-factor.ts'
import { signIn, signOut, totpSecret } from '#areas/people/service/sign-in.ts'
import { isRefusal } from '#lib/refusal.ts'
import type { Platform } from '#platform/platform.ts'
import type { Visit } from './auth.ts'
import { type Actor, ANONYMOUS, type Grant, type ScopeDirectory, systemActor } from './contract.ts'
import { DEMONSTRATION, DEMONSTRATION_PASSWORD, type DemonstrationPerson } from './demonstration.ts'
import { needsSecondFactor } from './rules.ts'
import { actorFrom } from './service.ts'

const TELLER = systemActor('demonstration')
const NOWHERE: ScopeDirectory = { find: async () => new Map(), search: async () => [] }

/** Who can sign in to the demonstration. */
export const signIns = DEMONSTRATION.map(({ userName, title }) => ({
  userName,
  password: DEMONSTRATION_PASSWORD,
  role: title.en,
}))

/** Makes the people of the demonstration; roles over places come with the places (`giveDemonstrationRoles`). */
export async function tell(platform: Platform, report: (line: string) => void): Promise<void> {
  for (const person of DEMONSTRATION) {
    await once(() => join(platform, person))
    if (needsSecondFactor([{ role: person.role, scope: { level: 'system' } }]))
      await setUpSecondFactor(platform, person)
    report(`${person.userName}: ${person.title.en}`)
  }
}

async function join(platform: Platform, { userName, name, role }: DemonstrationPerson): Promise<void> {
  const grants: Grant[] = role === 'administrator' ? [{ role, scope: { level: 'system' } }] : []
  const email = `${userName}@peyvand.example`
  const { link } = await invite(platform, TELLER, { name, email, lang: 'fa', grants }, NOWHERE)
  const secret = new URL(link).searchParams.get('secret') ?? ''
  await acceptInvitation(platform, { secret, userName, password: DEMONSTRATION_PASSWORD, demonstration: true })
}

async function setUpSecondFactor(platform: Platform, { userName }: DemonstrationPerson): Promise<void> {
  let visit: Visit = { cookie: '', userAgent: 'demonstration', address: '' }
  const input = { userName, password: DEMONSTRATION_PASSWORD, remember: false, visit }
  const { step, cookies } = await signIn(platform, ANONYMOUS, input)
  if (step === 'second-factor') return
  visit = { ...visit, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }
  const actor = await actorOf(platform, visit)
  await once(() => startTotp(platform, actor, { password: DEMONSTRATION_PASSWORD, visit }))
  const secret = await totpSecret(platform, actor.id ?? '')
  const code = await createOTP(secret?.secret ?? '').totp()
  const done = await confirmTotp(platform, actor, { code, visit })
  visit = { ...visit, cookie: done.cookies.map((cookie) => cookie.split(';')[0]).join('; ') }
  await signOut(platform, actor, { visit })
}

function actorOf(platform: Platform, visit: Visit): Promise<Actor> {
  return actorFrom(platform, new Request(platform.config.origin, { headers: { cookie: visit.cookie } }))
}

/** Does what may have been done by an earlier telling that was interrupted. */
async function once(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isRefusal(error) || error.kind !== 'conflict') throw error
  }
}
