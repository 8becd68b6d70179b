import { composersOf, MOST_COMPOSING } from '#areas/catalogue/rules/grouping/composers.ts'
import { composeBy, type FieldRules } from '#areas/catalogue/rules/grouping/composing.ts'
import { filingKey, readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { cardOf, matchKeysOf } from '#areas/catalogue/service/grouping/cards.ts'
import { authoritiesOf, networksOf } from '#areas/catalogue/service/grouping/composers.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { dropEmpty, type EditionValues, putEditions } from '#areas/catalogue/store/editions.ts'
import { listFieldRules } from '#areas/catalogue/store/field-rules.ts'
import { noteEditions } from '#areas/catalogue/store/followers.ts'
import { putMatchKeys, putWorks } from '#areas/catalogue/store/groups.ts'
import { type LeadingKeys, listLeadingKeys, listMembers, type Member } from '#areas/catalogue/store/members.ts'
import { type HeadingValues, putHeadings } from '#areas/catalogue/store/querying/headings.ts'
import { countCopies, listParsed } from '#areas/catalogue/store/records.ts'
import type { Card } from '#lib/matching/card/card.ts'
import { workKey } from '#lib/matching/work-key.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { noteChange } from '#platform/search/changes.ts'

/** A record as it was read just now. */
export interface Read {
  readonly reading: Reading
  readonly card: Card
  /** Its candidate keys. */
  readonly keys: readonly number[]
}

/** What recomposing may know already: records just read, and where a joined edition went. */
export interface Composing {
  read?: ReadonlyMap<string, Read>
  successors?: ReadonlyMap<string, string>
  /** Reads every record, however many: records were taken away, and what only they said shall lead here no more. */
  readsAll?: boolean
}

/**
 * Makes editions anew from the records that point at them: brief, titles, keys, work, counts, headings. Editions nobody
 * points at any more go. The search is told in the same transaction. Of an edition of very many records only the fullest
 * are read, and what leads to it grows until somebody decides about it: one record more costs the same as the first.
 */
export async function recompose(tx: Tx, editionIds: readonly string[], known: Composing, at: Date): Promise<void> {
  if (editionIds.length === 0) return
  const ids = [...new Set(editionIds)].sort()
  const members = await listMembers(tx, ids)
  const before = await listLeadingKeys(tx, ids)
  const rules = await listFieldRules(tx)
  const networks = await networksOf(tx, members, rules)
  const groups = [...Map.groupBy(members, (member) => member.editionId)].map(([id, group]) =>
    groupOf(id, group, { known, before, networks, rules }),
  )
  const read = await readAll(
    tx,
    groups.flatMap(({ wanted }) => wanted),
    known.read ?? new Map(),
  )
  const copiesOf = Map.groupBy(await countCopies(tx, ids), (row) => row.editionId)
  const values: Omit<EditionValues, 'workId'>[] = []
  const headings = new Map<string, HeadingValues>()
  const works = new Map<string, string>()
  for (const group of groups) {
    const { id } = group
    const all = group.wanted.map((member) => ({ member, ...read.get(member.id)! }))
    values.push(valuesOf(group, all, { rules, networks, copies: copiesOf.get(id) ?? [] }))
    for (const { reading } of all) addHeadings(headings, reading)
    const work = commonest(all.flatMap(({ card }) => workOf(card) ?? []))
    if (work !== null) works.set(id, work)
  }
  const workIds = await putWorks(
    tx,
    [...new Set(works.values())].sort().map((key) => ({ id: newId(), key })),
    at,
  )
  await putEditions(
    tx,
    values.map((edition) => ({ ...edition, workId: workIds.get(works.get(edition.id) ?? '') ?? null })),
    at,
  )
  const keysBefore = new Map([...before].map(([id, { matchKeys }]) => [id, matchKeys]))
  await putMatchKeys(tx, keysBefore, new Map(values.map((edition) => [edition.id, edition.matchKeys])))
  await putHeadings(tx, [...headings.values()])
  const full = new Set(values.map((edition) => edition.id))
  await dropEmpty(
    tx,
    ids.filter((id) => !full.has(id)),
    known.successors ?? new Map(),
  )
  await noteChange(tx, INDEX_NAME, ids)
  await noteEditions(tx, ids)
}

/** An edition with its members, those of them that are read, and what of its keys stays. */
interface GroupedMembers {
  id: string
  members: readonly Member[]
  composing: readonly Member[]
  wanted: readonly Member[]
  kept: readonly LeadingKeys[]
}

function groupOf(
  id: string,
  members: readonly Member[],
  around: {
    known: Composing
    before: ReadonlyMap<string, LeadingKeys>
    networks: ReadonlyMap<string, string>
    rules: FieldRules
  },
): GroupedMembers {
  const { known, before, networks, rules } = around
  const composing = composersOf(members, networks, authoritiesOf(rules))
  const into = [id, ...[...(known.successors ?? [])].flatMap(([old, next]) => (next === id ? [old] : []))]
  const kept = into.flatMap((one) => before.get(one) ?? [])
  if (members.length <= MOST_COMPOSING || known.readsAll === true || kept.length === 0) {
    return { id, members, composing, wanted: members, kept: [] }
  }
  const needed = new Set(composing)
  const wanted = members.filter((one, at) => at === 0 || needed.has(one) || known.read?.has(one.id))
  return { id, members, composing, wanted, kept }
}

async function readAll(tx: Tx, members: readonly Member[], known: ReadonlyMap<string, Read>) {
  const missing = members.filter((member) => !known.has(member.id)).map((member) => member.id)
  const read = new Map(members.filter((member) => known.has(member.id)).map(({ id }) => [id, known.get(id)!]))
  for (const row of await listParsed(tx, missing)) {
    const card = cardOf(row)
    read.set(row.id, { reading: readRecord(row.parsed, row.family), card, keys: matchKeysOf(card) })
  }
  return read
}

interface Around {
  rules: FieldRules
  networks: ReadonlyMap<string, string>
  copies: readonly { libraryId: string; copies: number }[]
}

function valuesOf(
  { id, members, composing, kept }: GroupedMembers,
  group: readonly (Read & { member: Member })[],
  { rules, networks, copies }: Around,
): Omit<EditionValues, 'workId'> {
  const speaking = new Set(composing)
  const sources = group
    .filter(({ member }) => speaking.has(member))
    .map(({ reading, member }) => ({ reading, network: networks.get(member.libraryId) ?? null }))
  const { brief } = composeBy(sources, rules)
  const shown = members.filter((member) => !member.isSuppressed)
  const libraries = new Set([...shown.map((member) => member.libraryId), ...copies.map((row) => row.libraryId)])
  const leading = [
    ...kept,
    ...group.map(({ reading: { titleKeys, keys }, keys: matchKeys }) => ({ titleKeys, keys, matchKeys })),
  ]
  return {
    id,
    brief,
    titleKeys: [...new Set(leading.flatMap((one) => one.titleKeys))],
    volumeKey: group[0]!.reading.volumeKey,
    sortKey: sortKey([brief.title, brief.part, brief.subtitle].filter((text) => text !== null).join(' ')),
    year: brief.year,
    recordCount: members.length,
    copyCount: copies.reduce((sum, row) => sum + row.copies, 0),
    libraryCount: libraries.size,
    isPublic: shown.length > 0,
    keys: [...new Set(leading.flatMap((one) => one.keys))],
    matchKeys: [...new Set(leading.flatMap((one) => one.matchKeys))],
  }
}

// Of a short title that no author stands beside («دیوان») nobody can tell whose work it is.
function workOf(card: Card): string | null {
  const key = workKey(card)
  if (key === null || card.uniform !== null || card.authors.length > 0) return key
  return key.split('-').length >= LONG_TITLE ? key : null
}

const LONG_TITLE = 3

// Records of one edition mostly name one work; between equals the first in order, so that it stays what it was.
function commonest(keys: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return first?.[0] ?? null
}

function addHeadings(headings: Map<string, HeadingValues>, { brief }: Reading): void {
  const put = (kind: HeadingValues['kind'], key: string, label: string, alternate: string | null) => {
    if (key !== '' && !headings.has(`${kind} ${key}`))
      headings.set(`${kind} ${key}`, { kind, key, label, alternate, filingKey: filingKey(label) })
  }
  for (const author of brief.authors) put('author', author.key, author.name, author.alternate)
  for (const subject of brief.subjects) put('subject', subject.key, subject.label, null)
}
