import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { withoutLeadingIsbd } from '#lib/marc/description/punctuation.ts'
import { differences, type Stretch } from './differences.ts'

/** The parts of two records that are shown beside each other, in this order. */
export const SIDE_FIELDS = [
  'title',
  'subtitle',
  'volume',
  'titleAlternate',
  'responsibility',
  'authors',
  'edition',
  'place',
  'publisher',
  'year',
  'extent',
  'isbns',
  'issns',
  'series',
  'kind',
  'languages',
  'subjects',
  'notes',
] as const
export type SideField = (typeof SIDE_FIELDS)[number]

/** One part of both records, with what differs marked. `differs` is true where any word does. */
export interface SideRow {
  readonly field: SideField
  readonly sides: readonly [readonly Stretch[], readonly Stretch[]]
  readonly differs: boolean
}

const MOST_NOTES = 6

/** Puts two records beside each other, languages and kinds as codes; what neither says is left out. */
export function sideBySide(a: Reading, b: Reading): SideRow[] {
  return SIDE_FIELDS.flatMap((field) => {
    const [left, right] = [textOf(a, field), textOf(b, field)]
    if (left === null && right === null) return []
    const sides = differences(left, right)
    return [{ field, sides, differs: sides.some((side) => side.some((one) => one.differs)) }]
  })
}

function textOf({ brief, notes }: Reading, field: SideField): string | null {
  const list = (values: readonly string[]) => (values.length === 0 ? null : values.join('؛ '))
  switch (field) {
    case 'volume':
      return brief.part
    case 'authors':
      return list(brief.authors.map((author) => author.name))
    case 'year':
      return brief.yearText
    case 'subjects':
      return list(brief.subjects.map((subject) => subject.label))
    case 'languages':
      return list(brief.languages)
    case 'kind':
      return brief.kind
    case 'notes':
      return list(notes.slice(0, MOST_NOTES))
    case 'series':
    case 'isbns':
    case 'issns':
      return list(brief[field])
    case 'responsibility':
      return withoutLeadingIsbd(brief.responsibility)
    default:
      return brief[field]
  }
}
