import type { Author, Subject } from './description.ts'
import { type FieldIndex, fieldsOf, joined, type Linked, scriptText, subfield, subfields } from './fields.ts'
import { clean, scriptOf } from './punctuation.ts'

const PERSON = 'abcq'
const BODY = 'abndc'

/** By the last two digits of X00, X10, X11: kind and the subfields that make the name. */
const NAMES: readonly [string, Author['kind'], string][] = [
  ['00', 'person', PERSON],
  ['10', 'body', 'abn'],
  ['11', 'meeting', BODY],
]

/** Main and added entries, 100–111 first, then 700–711 (an entry with $t is a related work and no author of this one). */
export function marc21Authors(index: FieldIndex): Author[] {
  const found: Author[] = []
  for (const main of [true, false]) {
    for (const [suffix, kind, codes] of NAMES) {
      for (const linked of fieldsOf(index, `${main ? 1 : 7}${suffix}`)) {
        const author = authorOf(linked, kind, codes, main)
        if (author) found.push(author)
      }
    }
  }
  return found
}

function authorOf(linked: Linked, kind: Author['kind'], codes: string, main: boolean): Author | null {
  const { field, alternate } = linked
  if (!main && subfield(field, 't') !== null) return null
  const name = clean(joined(field, codes))
  if (name === null) return null
  const role =
    clean(subfields(field, kind === 'meeting' ? 'j' : 'e').join(' ')) ?? clean(subfields(field, '4').join(' '))
  return {
    kind,
    text: name,
    script: scriptOf(name),
    alternate: alternate ? clean(joined(alternate, codes)) : null,
    dates: kind === 'person' ? clean(subfield(field, 'd')) : null,
    role,
    main,
  }
}

const SUBJECTS: readonly [string, Subject['kind'], string][] = [
  ['600', 'person', 'abcqdtnp'],
  ['610', 'body', 'abntp'],
  ['611', 'meeting', 'acdnetp'],
  ['630', 'title', 'adfnptl'],
  ['647', 'meeting', 'acd'],
  ['648', 'time', 'a'],
  ['650', 'topic', 'abcd'],
  ['651', 'place', 'a'],
  ['653', 'keyword', 'a'],
  ['655', 'form', 'a'],
]

/** Second indicator of 6XX. Source: MARC 21, 600–651. */
const SCHEMES: Readonly<Record<string, string>> = { 0: 'lcsh', 1: 'lcshac', 2: 'mesh', 3: 'nal', 5: 'cash', 6: 'rvm' }

/** Subject headings, their subdivisions joined by ` – `. */
export function marc21Subjects(index: FieldIndex): Subject[] {
  const found: Subject[] = []
  for (const [tag, kind, codes] of SUBJECTS) {
    for (const linked of fieldsOf(index, tag)) {
      const text = heading(linked, codes)
      if (!text) continue
      const scheme = tag === '653' ? null : (SCHEMES[linked.field.ind2] ?? subfield(linked.field, '2'))
      found.push({ ...text, kind, scheme })
    }
  }
  return found
}

/** A heading and its subdivisions ($v $x $y $z) in both scripts. */
export function heading(linked: Linked, codes: string): ReturnType<typeof scriptText> {
  const base = scriptText(linked, codes)
  if (!base) return null
  const text = withSubdivisions(base.text, linked.field)
  const alternate =
    base.alternate && linked.alternate ? withSubdivisions(base.alternate, linked.alternate) : base.alternate
  return { text, script: base.script, alternate }
}

function withSubdivisions(text: string, field: Linked['field']): string {
  let whole = text
  for (const { code, value } of field.subfields) {
    if (code === 'v' || code === 'x' || code === 'y' || code === 'z') {
      const part = clean(value)
      if (part) whole += ` – ${part}`
    }
  }
  return whole
}
