import { LONGEST_NAME, MOST_KEPT, mayKeep, mayOpen, nextLetter } from '#areas/catalogue/rules/saved-search.ts'
import * as store from '#areas/catalogue/store/saved-searches.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { Lang } from '#lib/language.ts'
import { Refusal } from '#lib/refusal.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { idInKey, type KeyUse, keyOf, opens } from './keys.ts'

export type SavedSearch = store.SavedSearch
export type MailPace = store.MailPace

const LONGEST_QUERY = 4000

// What somebody reads is nobody's business: these writes leave no line in the journal, which others read.

/** Keeps a search. Refuses `catalogue.searches-too-many` and `catalogue.search-name`. */
export async function keepSearch(
  platform: Platform,
  actor: Actor,
  input: { name: string; query: string; mail: MailPace; lang: Lang },
): Promise<SavedSearch> {
  mayKeep(actor)
  const now = platform.clock()
  const search: SavedSearch = {
    id: newId(),
    personId: actor.id,
    name: nameFit(input.name),
    query: input.query.slice(0, LONGEST_QUERY),
    lang: input.lang,
    keyVersion: 1,
    mail: input.mail,
    toldUntil: now,
    nextMailAt: nextLetter(input.mail, now),
    mailedAt: null,
    createdAt: now,
  }
  await platform.db.transaction().execute(async (tx) => {
    const own = await store.listSavedSearches(tx, search.personId)
    if (own.length >= MOST_KEPT) throw new Refusal('conflict', 'catalogue.searches-too-many', { most: MOST_KEPT })
    await store.insertSavedSearch(tx, search)
  })
  return search
}

function nameFit(given: string): string {
  const name = given.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (name === '') throw new Refusal('invalid', 'catalogue.search-name', { field: 'name' })
  return name.slice(0, LONGEST_NAME)
}

/** The person who may keep searches; refuses everybody else. */
export function keeperOf(actor: Actor): string {
  mayKeep(actor)
  return actor.id
}

/** The actor's own searches. */
export async function listOwnSearches(platform: Platform, actor: Actor): Promise<SavedSearch[]> {
  mayKeep(actor)
  return await store.listSavedSearches(platform.db, actor.id)
}

/** One of the actor's own searches. Refuses `catalogue.search-unknown`. */
export async function getOwnSearch(platform: Platform, actor: Actor, input: { id: string }): Promise<SavedSearch> {
  return mayOpen(actor, await store.findSavedSearch(platform.db, input.id))
}

/** Renames a search, and says how often letters come. */
export async function changeSearch(
  platform: Platform,
  actor: Actor,
  input: { id: string; name: string; mail: MailPace; lang: Lang },
): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const search = mayOpen(actor, await store.findSavedSearch(tx, input.id))
    const now = platform.clock()
    const paced = { mail: input.mail, nextMailAt: nextLetter(input.mail, now) }
    await store.updateSavedSearch(tx, search.id, {
      name: nameFit(input.name),
      lang: input.lang,
      ...(input.mail === search.mail ? {} : paced),
      // Who asked for no letters does not want those of last year now.
      ...(search.mail === 'never' && input.mail !== 'never' ? { toldUntil: now } : {}),
    })
  })
}

/** Makes the feed a new address; the old one no longer opens. */
export async function renewKey(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const search = mayOpen(actor, await store.findSavedSearch(tx, input.id))
    await store.updateSavedSearch(tx, search.id, { keyVersion: search.keyVersion + 1 })
  })
}

/** Forgets a search, its feed and its letters. */
export async function removeSearch(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    await store.deleteSavedSearch(tx, mayOpen(actor, await store.findSavedSearch(tx, input.id)).id)
  })
}

/** Our path of a search's feed, its key in the query: requests are logged by their path alone. */
export function feedPath(platform: Platform, search: SavedSearch): string {
  return `/feeds/saved.atom?key=${keyOf(platform.secret, 'feed', search)}`
}

/** The path that ends a search's letters. */
export function stopPath(platform: Platform, search: SavedSearch): string {
  return `/searches/stop?key=${keyOf(platform.secret, 'stop', search)}`
}

/** The search a key opens, whoever holds it. Refuses `catalogue.search-unknown`, also for a key that was renewed. */
export async function searchByKey(platform: Platform, input: { use: KeyUse; key: string }): Promise<SavedSearch> {
  const id = idInKey(input.key)
  const search = id === null ? undefined : await store.findSavedSearch(platform.db, id)
  if (search === undefined || !opens(platform.secret, input.use, search, input.key)) {
    throw new Refusal('missing', 'catalogue.search-unknown')
  }
  return search
}

/** Ends the letters of a search by the link in one of them. */
export async function stopLetters(platform: Platform, input: { key: string }): Promise<SavedSearch> {
  const search = await searchByKey(platform, { use: 'stop', key: input.key })
  await platform.db
    .transaction()
    .execute((tx) => store.updateSavedSearch(tx, search.id, { mail: 'never', nextMailAt: null }))
  return search
}
