import type { Visit } from '#areas/people/auth.ts'
import {
  type Actor,
  type Grant,
  type NamedScope,
  type Scope,
  type ScopeDirectory,
  scopeKey,
  systemActor,
} from '#areas/people/contract.ts'
import { acceptInvitation, invite } from '#areas/people/service/letters.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

/** The password of everybody a test makes. */
export const PASSWORD = 'یک جملهٔ ساده'

/** A browser that has no cookies yet. */
export function aVisit(cookie = ''): Visit {
  return { cookie, userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0', address: '192.0.2.1' }
}

/** The same browser after an answer: cookies set, changed and emptied. */
export function afterwards(visit: Visit, cookies: readonly string[]): Visit {
  const jar = new Map(
    visit.cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => split(pair)),
  )
  for (const cookie of cookies) {
    const [name, value] = split(cookie.split(';')[0]!)
    if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
    else jar.set(name, value)
  }
  return { ...visit, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}

/** Two networks with two provinces and two libraries each, as a later area would know them. */
export interface SmallCountry {
  directory: ScopeDirectory
  system: Scope
  network: Scope
  province: Scope
  library: Scope
  otherNetwork: Scope
  otherProvince: Scope
  otherLibrary: Scope
  foreignLibrary: Scope
}

/** A directory of a few places with ids of their own. */
export function aSmallCountry(): SmallCountry {
  const [n1, n2, l1, l2, l3] = [newId(), newId(), newId(), newId(), newId()]
  const places = {
    system: { level: 'system' },
    network: { level: 'network', network: n1 },
    province: { level: 'province', network: n1, province: '09' },
    library: { level: 'library', network: n1, province: '09', library: l1 },
    otherNetwork: { level: 'network', network: n2 },
    otherProvince: { level: 'province', network: n1, province: '23' },
    otherLibrary: { level: 'library', network: n1, province: '23', library: l2 },
    foreignLibrary: { level: 'library', network: n2, province: '09', library: l3 },
  } as const satisfies Record<string, Scope>
  return { ...places, directory: aDirectory(places) }
}

function aDirectory(places: Readonly<Record<string, Scope>>): ScopeDirectory {
  const named = Object.entries(places).map(
    ([name, scope]): NamedScope => ({ scope, name: `جای ${name}`, nameEn: name }),
  )
  const known = new Map(named.map((one) => [scopeKey(one.scope), one]))
  return {
    find: async (scopes) =>
      new Map(
        scopes.flatMap((scope) => {
          const found = known.get(scopeKey(scope))
          return found ? [[scopeKey(scope), found] as const] : []
        }),
      ),
    search: async (_within, level, text) => named.filter((one) => one.scope.level === level && one.name.includes(text)),
  }
}

/** An actor that is in no database, for rules and services that only look at grants. */
export function anActor(grants: readonly Grant[], more: Partial<Actor> = {}): Actor {
  return { kind: 'person', id: newId(), name: 'آزمایشگر', grants, secondFactor: true, ...more }
}

/** A person in the database, made through the services, with these roles; `actor` acts as they would after signing in. */
export async function aPerson(
  platform: Platform,
  country: SmallCountry,
  wishes: { userName?: string; name?: string; grants?: readonly Grant[] } = {},
): Promise<{ id: string; userName: string; email: string; actor: Actor }> {
  const userName = wishes.userName ?? `p${newId().slice(-10)}`
  const name = wishes.name ?? 'مریم رضایی'
  const grants = wishes.grants ?? [{ role: 'librarian', scope: country.library }]
  const email = `${userName}@example.org`
  const { link } = await invite(platform, systemActor('tests'), { name, email, lang: 'fa', grants }, country.directory)
  const id = await acceptInvitation(platform, { secret: secretOf(link), userName, password: PASSWORD })
  return { id, userName, email, actor: { kind: 'person', id, name, grants, secondFactor: true } }
}

/** The secret at the end of a letter's link. */
export function secretOf(link: string): string {
  return new URL(link).searchParams.get('secret') ?? ''
}
