import type { Lang } from '#lib/language.ts'
import { LIST_FIELDS, type ListField } from '#lib/lists/fields.ts'
import type { SheetCell } from '#lib/sheets/write-sheet.ts'
import type { Citable, CitedName } from './citable.ts'

/** The columns of a table of titles, in the words by which such a table is read back (`lib/lists`). */
const COLUMNS: readonly ListField[] = [
  'title',
  'author',
  'translator',
  'editor',
  'volume',
  'edition',
  'place',
  'publisher',
  'year',
  'extent',
  'series',
  'isbn',
  'language',
  'subject',
]

/** The heading row of a table of titles. */
export function tableHeader(lang: Lang): string[] {
  const named = COLUMNS.map((field) =>
    LIST_FIELDS[field].find((name) => /\p{Script=Arabic}/u.test(name) === (lang === 'fa')),
  )
  return [...named.map((name) => name ?? ''), lang === 'fa' ? 'نشانی' : 'url']
}

/** A title as a row of such a table; several names or numbers stand in one cell, parted by semicolons. */
export function tableRow(cited: Citable): SheetCell[] {
  const names = (part: CitedName['part']) =>
    cited.names
      .filter((name) => name.part === part)
      .map(({ family, given }) => [family, given].filter((text) => text !== '').join(comma(family)))
      .join('؛ ')
  return [
    cited.title,
    names('author'),
    names('translator'),
    names('editor'),
    cited.part,
    cited.edition,
    cited.place,
    cited.publisher,
    cited.year,
    cited.extent,
    cited.series.join('؛ '),
    cited.isbns.join('؛ '),
    cited.languages.join('؛ '),
    cited.subjects.join('؛ '),
    cited.url,
  ]
}

const comma = (text: string) => (/\p{Script=Arabic}/u.test(text) ? '، ' : ', ')
