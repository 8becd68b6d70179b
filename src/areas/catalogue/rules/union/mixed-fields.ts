import type { DataField, Subfield } from '#lib/marc/record.ts'
import { shownForm, type Unit } from './units.ts'

/** A unit and the records it was taken from, as places in the list of sources; most come from one. */
export interface Taken {
  readonly unit: Unit
  readonly from: readonly number[]
}

/** One part of a field that a rule decides about by itself: its codes, and the record that says it. */
export interface Part {
  readonly codes: string
  readonly from: number
  /** Whether a record that says nothing there silences the others: a year may stand in 008 alone. */
  readonly maySilence?: boolean
}

/** A kind of field made of such parts: the codes in ISBD's order, and the mark before a part. */
interface Layout {
  readonly order: string
  readonly marks: Readonly<Record<string, string>>
}

export const TITLE: Layout = { order: 'ahnpbfgkc', marks: { b: ' :', c: ' /' } }
export const PUBLICATION: Layout = { order: 'abcg', marks: { b: ' :', c: '،' } }

/** Puts parts of other records into a field of one: each form of it that is read says the same. */
export function withParts(
  base: Taken,
  parts: readonly Part[],
  { layout, unitOf, forms }: { layout: Layout; unitOf: (at: number) => Unit | undefined; forms: 'shown' | 'all' },
): Taken {
  const foreign = parts.filter(({ from }) => !base.from.includes(from))
  let { unit } = base
  const from = new Set(base.from)
  for (const part of foreign) {
    const given = unitOf(part.from)
    const pieces = given === undefined ? [] : piecesOf(given, part.codes, forms)
    if (pieces.length === 0 && part.maySilence !== true) continue
    const shown = shownForm(unit)
    const put = (form: DataField) =>
      forms === 'all' || form === shown ? withPart(form, part.codes, pieces, layout) : form
    unit = { ...unit, field: put(unit.field), other: unit.other === null ? null : put(unit.other) }
    if (pieces.length > 0) from.add(part.from)
  }
  return { unit, from: [...from] }
}

// A title is read in one of its scripts; of a publication each part, in its other script where that says it.
function piecesOf(given: Unit, codes: string, forms: 'shown' | 'all'): Subfield[] {
  const those = (form: DataField | null) => form?.subfields.filter(({ code }) => codes.includes(code)) ?? []
  if (forms === 'shown') return those(shownForm(given))
  const other = those(given.other)
  return other.length > 0 ? other : those(given.field)
}

function withPart(field: DataField, codes: string, pieces: readonly Subfield[], { order, marks }: Layout): DataField {
  const kept = field.subfields.filter(({ code }) => !codes.includes(code))
  const place = order.indexOf(codes[0]!)
  const later = ({ code }: Subfield) => order.indexOf(code) > place
  const at = kept.findIndex(later)
  const [before, after] = at < 0 ? [kept, []] : [kept.slice(0, at), kept.slice(at)]
  const all = [...before, ...pieces, ...after]
  const subfields = all.map((sub, index): Subfield => {
    const next = all[index + 1]
    const isJoint = pieces.includes(sub) || (next !== undefined && pieces.includes(next)) || index === before.length - 1
    if (!isJoint || !order.includes(sub.code)) return sub
    const mark = next === undefined ? '' : (marks[next.code] ?? '')
    return { code: sub.code, value: `${bare(sub.value)}${mark}` }
  })
  return { ...field, subfields }
}

const bare = (value: string) => value.replace(/[\s/:;=,،؛]+$/u, '')
