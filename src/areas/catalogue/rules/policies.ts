import {
  type Actor,
  holds,
  mustHold,
  mustHoldSomewhere,
  type Place,
  type Role,
  scopesOf,
} from '#areas/people/contract.ts'

const CATALOGUERS: readonly Role[] = ['administrator', 'network-officer', 'province-officer', 'librarian', 'cataloguer']
const NETWORK_CATALOGUERS: readonly Role[] = ['administrator', 'network-officer']

/** Records come in by the cataloguers and librarians of the library they belong to, and the officers above it. */
export const mayImport = (actor: Actor, library: Place) =>
  mustHold(actor, CATALOGUERS, library, 'catalogue.import-by-own-staff')

/** Whose files may name copies in other libraries of the network. */
export const isNetworkWide = (actor: Actor, network: string) =>
  holds(actor, NETWORK_CATALOGUERS, { level: 'network', network })

/** A library decides what of its own records and copies the public sees. */
export const maySuppress = (actor: Actor, library: Place) =>
  mustHold(actor, CATALOGUERS, library, 'catalogue.suppress-by-own-staff')

/** A record is taken out of a group, or put into one, by the library it belongs to. */
export const mayPlace = (actor: Actor, library: Place) =>
  mustHold(actor, CATALOGUERS, library, 'catalogue.place-by-own-staff')

/** Who sees the staff pages of a library's catalogue. */
export const maySeeWork = (actor: Actor, library: Place) =>
  mustHold(actor, CATALOGUERS, library, 'catalogue.work-by-own-staff')

/** Whether somebody is among the staff of a library's catalogue, for links that lead there. */
export const worksAt = (actor: Actor, library: Place) => holds(actor, CATALOGUERS, library)

/** The scopes whose imports and records the actor's lists show; refuses as `maySeeWork` does when there are none. */
export const mayWork = (actor: Actor) => mustHoldSomewhere(actor, CATALOGUERS, 'catalogue.work-by-own-staff')

/** The scopes whose hidden records the actor may take away with the public ones; none for whoever works nowhere. */
export const workScopes = (actor: Actor) => scopesOf(actor, CATALOGUERS)

/** A doubtful pair is judged by the libraries that hold a copy: they can look at the book. */
export const mayAnswer = (actor: Actor, library: Place) =>
  mustHold(actor, CATALOGUERS, library, 'catalogue.answer-by-holders')

/** Who decides about a doubtful pair without a second opinion: an officer of a network that holds a copy. */
export const decidesAlone = (actor: Actor, library: Place) => holds(actor, NETWORK_CATALOGUERS, library)

/** Whole groups, with the records of other libraries in them, are joined by hand by the officers of a network among them. */
export const mayJoin = (actor: Actor, library: Place) =>
  mustHold(actor, NETWORK_CATALOGUERS, library, 'catalogue.join-by-officers')

/** The scopes in which the actor decides alone; empty for whoever is no officer. */
export const officerScopes = (actor: Actor) => scopesOf(actor, NETWORK_CATALOGUERS)

/** How the union's display records are composed is set by the officers of the networks. */
export const maySetRules = (actor: Actor) =>
  mustHoldSomewhere(actor, NETWORK_CATALOGUERS, 'catalogue.rules-by-network-officers')

/** The rules of grouping are applied anew to everything by whoever runs the system, and by officers who set field rules. */
export const mayRegroup = (actor: Actor) =>
  mustHold(actor, ['administrator'], { level: 'system' }, 'catalogue.regroup-by-administrators')
