import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Refusal, type RefusalFacts } from '#lib/refusal.ts'

/** The roles, widest first. Later areas add theirs here, with the level they are granted at. */
export const ROLES = ['administrator', 'network-officer', 'province-officer', 'librarian', 'cataloguer'] as const
export const roleShape = z.enum(ROLES)
export type Role = z.infer<typeof roleShape>

/** The level of scope each role is granted at. */
export const LEVEL_OF_ROLE: Readonly<Record<Role, Scope['level']>> = {
  administrator: 'system',
  'network-officer': 'network',
  'province-officer': 'province',
  librarian: 'library',
  cataloguer: 'library',
}

/** Roles with rights over others: their grants hold only in a session that passed a second factor. */
export const SECOND_FACTOR_ROLES: readonly Role[] = ['administrator', 'network-officer', 'province-officer']

/** How long a program's key may live, in days. */
export const LONGEST_KEY_DAYS = 366

const id = z.string().min(1).max(64)

/** Where a grant reaches, or what an operation touches (a place): ids, with all ancestors. `province` is a province's code. */
const scopeShape = z.discriminatedUnion('level', [
  z.object({ level: z.literal('system') }),
  z.object({ level: z.literal('network'), network: id }),
  z.object({ level: z.literal('province'), network: id, province: id }),
  z.object({ level: z.literal('library'), network: id, province: id, library: id }),
])
export type Scope = z.infer<typeof scopeShape>
export type Place = Scope

export const grantShape = z.object({ role: roleShape, scope: scopeShape })
export type Grant = z.infer<typeof grantShape>

/**
 * Who is acting. `person` signed in; `key` is an API key (id: the key's, grants: no wider than its owner's); `system` is a
 * job or the command line; `anonymous` is anybody. `secondFactor`: this session passed one (a key: its owner has one).
 */
export interface Actor {
  readonly kind: 'person' | 'key' | 'system' | 'anonymous'
  readonly id: string | null
  readonly name: string
  readonly grants: readonly Grant[]
  readonly secondFactor: boolean
}

export const ANONYMOUS: Actor = { kind: 'anonymous', id: null, name: '', grants: [], secondFactor: false }

/** The actor of a job or a command, `name` says which (`libraries import`); it holds every role everywhere. */
export function systemActor(name: string): Actor {
  return { kind: 'system', id: null, name, grants: [], secondFactor: true }
}

/** True when `scope` is `place` or an ancestor of it. */
export function covers(scope: Scope, place: Place): boolean {
  if (scope.level === 'system') return true
  if (place.level === 'system' || scope.network !== place.network) return false
  if (scope.level === 'network') return true
  if (place.level === 'network' || scope.province !== place.province) return false
  if (scope.level === 'province') return true
  return place.level === 'library' && scope.library === place.library
}

/**
 * True when the actor holds one of `roles` over `place`. Roles are named, never implied: an administrator holds nothing
 * that does not say `administrator`, so that two-signature work cannot be done by one person.
 */
export function holds(actor: Actor, roles: readonly Role[], place: Place): boolean {
  if (actor.kind === 'system') return true
  return actor.grants.some((g) => roles.includes(g.role) && counts(actor, g.role) && covers(g.scope, place))
}

/**
 * Refuses unless the actor holds one of `roles` over `place`: `people.sign-in-required` for anybody not signed in,
 * `people.second-factor-required` when only the second factor is missing, else `code` (the area's own sentence).
 */
export function mustHold(
  actor: Actor,
  roles: readonly Role[],
  place: Place,
  code: string,
  facts: RefusalFacts = {},
): void {
  if (holds(actor, roles, place)) return
  if (actor.kind === 'anonymous') throw new Refusal('forbidden', 'people.sign-in-required')
  if (!actor.secondFactor && holds({ ...actor, secondFactor: true }, roles, place)) {
    throw new Refusal('forbidden', 'people.second-factor-required')
  }
  throw new Refusal('forbidden', code, facts)
}

/** The scopes in which the actor holds one of `roles`, for lists that show only what they may see. */
export function scopesOf(actor: Actor, roles: readonly Role[]): readonly Scope[] {
  if (actor.kind === 'system') return [{ level: 'system' }]
  return actor.grants.filter((g) => roles.includes(g.role) && counts(actor, g.role)).map((g) => g.scope)
}

/** `scopesOf`, refusing as `mustHold` does whoever holds none of `roles` anywhere. */
export function mustHoldSomewhere(actor: Actor, roles: readonly Role[], code: string): readonly Scope[] {
  const scopes = scopesOf(actor, roles)
  if (scopes.length > 0) return scopes
  const [waiting] = scopesOf({ ...actor, secondFactor: true }, roles)
  mustHold(actor, roles, waiting ?? { level: 'system' }, code)
  return scopes
}

function counts(actor: Actor, role: Role): boolean {
  return actor.secondFactor || !SECOND_FACTOR_ROLES.includes(role)
}

/** A scope with the name people know it by. */
export interface NamedScope {
  scope: Scope
  name: string
  nameEn: string | null
}

/**
 * The places a role may be given over. A later area knows them (libraries), so the door that composes the house hands its
 * directory to this one.
 */
export interface ScopeDirectory {
  /** Scopes by `scopeKey`, each with its true ancestors whatever those asked for said; unknown ones are left out. */
  find(scopes: readonly Scope[]): Promise<ReadonlyMap<string, NamedScope>>
  /** Scopes of one level inside `within` whose name or code has the words of `text`, in alphabet order, 50 at most. */
  search(within: readonly Scope[], level: Scope['level'], text: string): Promise<readonly NamedScope[]>
}

/** A scope in one word, for addresses, form fields and maps: `system`, `network:ID`, `province:ID:CODE`, `library:ID`. */
export function scopeKey(scope: Scope): string {
  if (scope.level === 'system') return 'system'
  if (scope.level === 'network') return `network:${scope.network}`
  if (scope.level === 'province') return `province:${scope.network}:${scope.province}`
  return `library:${scope.library}`
}

/** The scope of a `scopeKey`; a library's ancestors are unknown (`-`) until a directory finds it. Null when malformed. */
export function scopeOfKey(key: string): Scope | null {
  const [level, first = '', second = '', more] = key.split(':')
  if (more !== undefined) return null
  const scope =
    level === 'system' && first === ''
      ? { level }
      : level === 'network' && second === ''
        ? { level, network: first }
        : level === 'province'
          ? { level, network: first, province: second }
          : level === 'library' && second === ''
            ? { level, network: '-', province: '-', library: first }
            : null
  const read = scopeShape.safeParse(scope)
  return read.success ? read.data : null
}

/** A person as programs see one. */
const personShape = z.object({
  id: z.uuid(),
  name: z.string(),
  userName: z.string(),
  closed: z.boolean(),
  secondFactor: z.boolean().describe('Has an authenticator app or a passkey'),
  grants: z.array(grantShape).describe('As far as they lie within your own scope'),
})

/** What programs may ask of the people area. Accounts and roles are changed by people in person, never by a key. */
export const contract = {
  me: oc
    .route({ method: 'GET', path: '/people/me', tags: ['people'], summary: 'Who you are, and what you may do' })
    .input(z.object({}))
    .output(z.object({ kind: z.enum(['person', 'key', 'anonymous']), name: z.string(), grants: z.array(grantShape) })),
  list: oc
    .route({
      method: 'GET',
      path: '/people',
      tags: ['people'],
      summary: 'The people within your scope',
      description: 'For officers and administrators, fifty a page in alphabet order.',
    })
    .input(
      z.object({
        q: z.string().max(200).default('').describe('Words of the name or the user name. Empty: everybody.'),
        page: z.coerce.number().int().min(1).max(10_000).default(1).describe('Which page of the list, from 1'),
      }),
    )
    .output(z.object({ total: z.int(), pageSize: z.int(), people: z.array(personShape) })),
}
