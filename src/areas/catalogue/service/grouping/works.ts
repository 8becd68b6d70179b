import { fullTitle } from '#areas/catalogue/full-title.ts'
import { byVolume, RELATIONS, type Relation, relationOf } from '#areas/catalogue/rules/grouping/related.ts'
import { type EditionRow, listEditionsOfWork } from '#areas/catalogue/store/editions.ts'
import { Refusal } from '#lib/refusal.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

/** An edition as lists of a work's editions show it. */
export interface RelatedEdition {
  id: string
  title: string
  part: string | null
  /** `book`, `electronic`, … */
  kind: string
  edition: string | null
  publisher: string | null
  year: string | null
  libraries: number
}

/** The other editions of a work, by how they stand to one of them; relations without any are left out. */
export interface RelatedEditions {
  workId: string | null
  /** How many editions the work has, this one among them. */
  count: number
  groups: { relation: Relation; editions: RelatedEdition[] }[]
}

/** More editions of a work than these are not looked at: «دیوان حافظ» has hundreds. */
const MOST_OF_WORK = 300

/** So many of each relation stand on an edition's page; the work's page shows the rest. */
const MOST_OF_RELATION = 8

/** What else there is of an edition's work: other volumes, on line or in print, other editions. */
export async function relatedTo(platform: Platform, edition: EditionRow): Promise<RelatedEditions> {
  if (edition.workId === null) return { workId: null, count: 1, groups: [] }
  const all = await listEditionsOfWork(platform.db, edition.workId, MOST_OF_WORK)
  const others = all.filter((one) => one.id !== edition.id)
  const byRelation = Map.groupBy(others, (other) => relationOf(edition, other))
  const groups = RELATIONS.flatMap((relation) => {
    const found = byRelation.get(relation)
    if (found === undefined) return []
    const inOrder = relation === 'volume' ? [...found].sort(byVolume) : found
    const most = relation === 'volume' ? MOST_OF_RELATION * 4 : MOST_OF_RELATION
    return [{ relation, editions: inOrder.slice(0, most).map(entryOf) }]
  })
  return { workId: edition.workId, count: others.length + 1, groups }
}

const entryOf = ({ id, brief, libraryCount }: EditionRow): RelatedEdition => ({
  id,
  title: fullTitle(brief),
  part: brief.part,
  kind: brief.kind,
  edition: brief.edition,
  publisher: brief.publisher,
  year: brief.yearText,
  libraries: libraryCount,
})

/** A work as its page shows it: named as its most held edition is. */
export interface WorkPage {
  id: string
  title: string
  author: { name: string; key: string } | null
  editions: RelatedEdition[]
  hasMore: boolean
}

/** A work with its public editions in the order of volume and year; refuses `catalogue.work-unknown` (missing). */
export async function getWork(platform: Platform, input: { id: string }): Promise<WorkPage> {
  const found = isId(input.id) ? await listEditionsOfWork(platform.db, input.id, MOST_OF_WORK + 1) : []
  const [most] = found
  if (most === undefined) throw new Refusal('missing', 'catalogue.work-unknown')
  const [author] = most.brief.authors
  return {
    id: input.id,
    title: most.brief.title,
    author: author === undefined ? null : { name: author.name, key: author.key },
    editions: found.slice(0, MOST_OF_WORK).sort(byVolume).map(entryOf),
    hasMore: found.length > MOST_OF_WORK,
  }
}
