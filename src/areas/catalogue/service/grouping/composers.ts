import { composersOf } from '#areas/catalogue/rules/grouping/composers.ts'
import type { FieldRules } from '#areas/catalogue/rules/grouping/composing.ts'
import { listMembers, type Member } from '#areas/catalogue/store/members.ts'
import { listRecordsByIds } from '#areas/catalogue/store/record-lists.ts'
import { listPlacesOfLibraries, type RecordRow } from '#areas/catalogue/store/records.ts'
import type { Db, Tx } from '#platform/db.ts'

/** The networks that speak first about a field, by the rules. */
export const authoritiesOf = (rules: FieldRules): string[] => [
  ...new Set([...rules.values()].flatMap(({ rule, networks }) => (rule === 'owner' ? networks : []))),
]

/** Library → network, as far as the rules ask whose record it is. */
export async function networksOf(
  db: Db | Tx,
  members: readonly Pick<Member, 'libraryId'>[],
  rules: FieldRules,
): Promise<ReadonlyMap<string, string>> {
  if (authoritiesOf(rules).length === 0) return new Map()
  const places = await listPlacesOfLibraries(db, [...new Set(members.map((member) => member.libraryId))])
  return new Map(places.map((place) => [place.id, place.networkId]))
}

/** The records that compose an edition's pages, and the network of each library the rules ask about. */
export interface Composers {
  rows: Map<string, RecordRow[]>
  networks: ReadonlyMap<string, string>
}

/** The records that compose each of some editions, the oldest first: those `recompose` read, and no hidden one. */
export async function listComposers(db: Db | Tx, editionIds: readonly string[], rules: FieldRules): Promise<Composers> {
  const members = (await listMembers(db, editionIds)).filter((member) => !member.isSuppressed)
  const networks = await networksOf(db, members, rules)
  const chosen = [...Map.groupBy(members, (member) => member.editionId).values()].flatMap((group) =>
    composersOf(group, networks, authoritiesOf(rules)),
  )
  const found = await listRecordsByIds(
    db,
    chosen.map(({ id }) => id),
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  const inOrder = chosen.flatMap(({ id }) => byId.get(id) ?? [])
  return { rows: Map.groupBy(inOrder, (row) => row.editionId), networks }
}
