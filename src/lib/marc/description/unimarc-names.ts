import type { DataField } from '#lib/marc/record.ts'
import type { Author, Subject } from './description.ts'
import { type FieldIndex, fieldsOf, joined, type Linked, subfield, subfields } from './fields.ts'
import { heading } from './marc21-names.ts'
import { clean, scriptOf } from './punctuation.ts'

/** 7XX: 700, 710, 720 the main entry, X1 its equal, X2 secondary; 71X is a meeting when the first indicator is 1. */
export function unimarcAuthors(index: FieldIndex): Author[] {
  const found: Author[] = []
  for (const tag of ['700', '710', '720', '701', '711', '721', '702', '712', '722']) {
    for (const linked of fieldsOf(index, tag)) {
      const author = tag[1] === '1' ? bodyOf(linked, tag) : personOf(linked, tag)
      if (author) found.push(author)
    }
  }
  return found
}

function personOf(linked: Linked, tag: string): Author | null {
  const text = personName(linked.field)
  if (text === null) return null
  const alternate = linked.alternate ? personName(linked.alternate) : null
  return { kind: 'person', text, script: scriptOf(text), alternate, ...particulars(linked, tag) }
}

function bodyOf(linked: Linked, tag: string): Author | null {
  const text = clean(joined(linked.field, 'abcdef'))
  if (text === null) return null
  const alternate = linked.alternate ? clean(joined(linked.alternate, 'abcdef')) : null
  return {
    kind: linked.field.ind1 === '1' ? 'meeting' : 'body',
    text,
    script: scriptOf(text),
    alternate,
    ...particulars(linked, tag),
    dates: null,
  }
}

function particulars(linked: Linked, tag: string): { dates: string | null; role: string | null; main: boolean } {
  return {
    dates: clean(subfield(linked.field, 'f')),
    role: clean(subfields(linked.field, '4').join(' ')),
    main: tag.endsWith('0'),
  }
}

/** `$a Entry, $b rest, $c additions`: the comma is not in the record. */
function personName(field: DataField): string | null {
  const entry = clean(subfield(field, 'a'))
  if (entry === null) return null
  const comma = scriptOf(entry) === 'arabic' ? '،' : ','
  const rest = clean(subfield(field, 'b')) ?? clean(subfield(field, 'g'))
  const additions = clean(joined(field, 'cd'))
  return `${entry}${rest ? `${comma} ${rest}` : ''}${additions ? `${comma} ${additions}` : ''}`
}

const SUBJECTS: readonly [string, Subject['kind'], string][] = [
  ['600', 'person', 'abcdf'],
  ['601', 'body', 'abcdef'],
  ['602', 'person', 'af'],
  ['604', 'title', 'at'],
  ['605', 'title', 'ahi'],
  ['606', 'topic', 'a'],
  ['607', 'place', 'a'],
  ['608', 'form', 'a'],
  ['610', 'keyword', 'a'],
]

/** Subject headings of block 6; 610 $a repeats, one keyword each. */
export function unimarcSubjects(index: FieldIndex): Subject[] {
  const found: Subject[] = []
  for (const [tag, kind, codes] of SUBJECTS) {
    for (const linked of fieldsOf(index, tag)) {
      const scheme = subfield(linked.field, '2')
      if (tag === '610') {
        for (const keyword of subfields(linked.field, 'a')) {
          const text = clean(keyword)
          if (text) found.push({ text, script: scriptOf(text), alternate: null, kind, scheme })
        }
        continue
      }
      const text = heading(linked, codes)
      if (text) found.push({ ...text, kind, scheme })
    }
  }
  return found
}
