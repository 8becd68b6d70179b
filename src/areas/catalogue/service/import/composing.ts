import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { compose, type Reading } from '#areas/catalogue/rules/reading.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import {
  dropEmpty,
  type EditionValues,
  type HeadingValues,
  putEditions,
  putHeadings,
} from '#areas/catalogue/store/editions.ts'
import { noteEditions } from '#areas/catalogue/store/followers.ts'
import { countCopies, listMembers, listParsed, type Member } from '#areas/catalogue/store/records.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Tx } from '#platform/db.ts'
import { noteChange } from '#platform/search/changes.ts'

/** What recomposing may know already: readings of records just written, and where a joined edition went. */
export interface Composing {
  readings?: ReadonlyMap<string, Reading>
  successors?: ReadonlyMap<string, string>
}

/**
 * Makes editions anew from the records that point at them: brief, titles, keys, counts, headings. Editions nobody points
 * at any more go. The search and all followers are told in the same transaction.
 */
export async function recompose(tx: Tx, editionIds: readonly string[], known: Composing, at: Date): Promise<void> {
  if (editionIds.length === 0) return
  const ids = [...new Set(editionIds)].sort()
  const members = await listMembers(tx, ids)
  const readings = await readingsOf(tx, members, known.readings ?? new Map())
  const copies = await countCopies(tx, ids)
  const byEdition = Map.groupBy(members, (member) => member.editionId)
  const copiesOf = Map.groupBy(copies, (row) => row.editionId)
  const values: EditionValues[] = []
  const headings = new Map<string, HeadingValues>()
  for (const [id, group] of byEdition) {
    values.push(valuesOf(id, group, readings, copiesOf.get(id) ?? []))
    for (const member of group) addHeadings(headings, readings.get(member.id)!)
  }
  await putEditions(tx, values, at)
  await putHeadings(tx, [...headings.values()])
  const empty = ids.filter((id) => !byEdition.has(id))
  await dropEmpty(tx, empty, known.successors ?? new Map())
  await noteChange(tx, INDEX_NAME, ids)
  await noteEditions(tx, ids)
}

async function readingsOf(tx: Tx, members: readonly Member[], known: ReadonlyMap<string, Reading>) {
  const missing = members.filter((member) => !known.has(member.id)).map((member) => member.id)
  const readings = new Map(members.filter((member) => known.has(member.id)).map(({ id }) => [id, known.get(id)!]))
  for (const row of await listParsed(tx, missing)) readings.set(row.id, readRecord(row.parsed, row.family))
  return readings
}

function valuesOf(
  id: string,
  group: readonly Member[],
  readings: ReadonlyMap<string, Reading>,
  copies: readonly { libraryId: string; copies: number }[],
): EditionValues {
  const shown = group.filter((member) => !member.isSuppressed)
  const all = group.map((member) => readings.get(member.id)!)
  const brief = compose(shown.length > 0 ? shown.map((member) => readings.get(member.id)!) : all)
  const libraries = new Set([...shown.map((member) => member.libraryId), ...copies.map((row) => row.libraryId)])
  return {
    id,
    brief,
    titleKeys: [...new Set(all.flatMap((reading) => reading.titleKeys))],
    volumeKey: all[0]!.volumeKey,
    sortKey: sortKey([brief.title, brief.part, brief.subtitle].filter((text) => text !== null).join(' ')),
    year: brief.year,
    recordCount: group.length,
    copyCount: copies.reduce((sum, row) => sum + row.copies, 0),
    libraryCount: libraries.size,
    isPublic: shown.length > 0,
    keys: [...new Set(all.flatMap((reading) => reading.keys))],
  }
}

function addHeadings(headings: Map<string, HeadingValues>, { brief }: Reading): void {
  const put = (kind: HeadingValues['kind'], key: string, label: string, alternate: string | null) => {
    if (key !== '' && !headings.has(`${kind} ${key}`)) headings.set(`${kind} ${key}`, { kind, key, label, alternate })
  }
  for (const author of brief.authors) put('author', author.key, author.name, author.alternate)
  for (const subject of brief.subjects) put('subject', subject.key, subject.label, null)
}
