import type { DataField } from '#lib/marc/record.ts'
import { type Context, type Draft, dataField } from './field.ts'
import { RULES } from './rules.ts'
import { FIELD_LINES, type FieldLine } from './tables.ts'

/** `#` blank, `.` anything, `x` and `y` anything and remembered, every other sign itself. */
function reads(pattern: string, ind: string): ReadonlyMap<string, string> | null {
  const held = new Map<string, string>()
  for (let i = 0; i < 2; i++) {
    const [wanted, found] = [pattern[i] ?? '#', ind[i] ?? ' ']
    if (wanted === 'x' || wanted === 'y') held.set(wanted, found)
    else if (wanted !== '.' && (wanted === '#' ? ' ' : wanted) !== found) return null
  }
  return held
}

const writes = (pattern: string, held: ReadonlyMap<string, string>) =>
  [...pattern].map((sign) =>
    sign === '#' || sign === '.' ? ' ' : (held.get(sign) ?? (/[xy]/.test(sign) ? ' ' : sign)),
  )

/** The table's line for a field, or null. */
export function lineFor(field: DataField, context: Context): FieldLine | null {
  const lines = FIELD_LINES[context.from].get(field.tag) ?? []
  const fits = (line: FieldLine) => RULES[line.rule]?.fits?.(field, context) ?? true
  const exact = lines.find((line) => reads(line.ind, field.ind1 + field.ind2) && fits(line))
  // Indicators that no line knows lose less than the field would.
  return exact ?? lines.find(fits) ?? null
}

/** Writes a field as a table's line says; null when nothing of it has a place. What is dropped is reported. */
export function convertField(
  field: DataField,
  line: FieldLine,
  context: Context,
  occurrence: number,
): DataField | null {
  const rule = line.rule === '' ? {} : RULES[line.rule]
  if (rule === undefined) throw new RangeError(`fields.tsv names a rule ${line.rule} that rules.ts does not have`)
  const source = rule.prepare?.(field, context, occurrence) ?? field
  const held = reads(line.ind, source.ind1 + source.ind2) ?? new Map<string, string>()
  const [ind1 = ' ', ind2 = ' '] = writes(line.toInd, held)
  const draft: Draft = { tag: line.toTag, ind1, ind2, pieces: [] }
  for (const { code, value } of source.subfields) {
    const to = line.codes.get(code) ?? (line.codes.has('*') ? code : undefined)
    if (to === undefined) context.drop(field.tag, occurrence, code, value, 'no-subfield')
    else draft.pieces.push({ code: to, value, from: code })
  }
  rule.finish?.(draft, source, context, occurrence)
  const subfields = draft.pieces.filter(({ value }) => value !== '').map(({ code, value }) => ({ code, value }))
  return subfields.length === 0 ? null : dataField(draft.tag, draft.ind1 + draft.ind2, subfields)
}
