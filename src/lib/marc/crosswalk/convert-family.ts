import { convertLeader, isBibliographic } from '#lib/marc/crosswalk/coded/leader.ts'
import { CODED_UNIMARC, codedToMarc21 } from '#lib/marc/crosswalk/coded/to-marc21.ts'
import { CODED_MARC21, codedToUnimarc } from '#lib/marc/crosswalk/coded/to-unimarc.ts'
import { type DataField, isDataField, type MarcFamily, type MarcField, type MarcRecord } from '#lib/marc/record.ts'
import { convertField, lineFor } from './convert-fields.ts'
import type { Context, Loss } from './field.ts'
import { BLOCK_NINE, blockNineFromMarc21, blockNineToMarc21 } from './holdings.ts'
import { heldIn, keptOf, partKept, remade, withKept } from './kept.ts'
import { type Tied, tieMarc21, tieUnimarc, untieMarc21, untieUnimarc } from './scripts.ts'
import type { Side } from './tables.ts'

export interface CrosswalkOptions {
  /** Keeps what has no place, or would not come back as it was, in 886 fields. Default true. */
  readonly keep?: boolean
}

/** A record in another format, with everything of it that found no place there. */
export interface Converted {
  readonly record: MarcRecord
  readonly losses: readonly Loss[]
  /** Fields of the source that are kept in 886, so that the way back gives the record again. */
  readonly kept: readonly MarcField[]
}

const sideOf = (family: MarcFamily): Side => (family === 'marc21' ? 'marc21' : 'unimarc')

/** The record in MARC 21; one that is in MARC 21 already comes back as it is. */
export const toMarc21 = (record: MarcRecord, family: MarcFamily, options: CrosswalkOptions = {}): MarcRecord =>
  convertFamily(record, family, 'marc21', options).record

/** The record in UNIMARC; one in UNIMARC or IRANMARC comes back as it is. */
export const toUnimarc = (record: MarcRecord, family: MarcFamily, options: CrosswalkOptions = {}): MarcRecord =>
  convertFamily(record, family, 'unimarc', options).record

/**
 * Converts a record between MARC 21 and UNIMARC or IRANMARC by the tables beside this file. Nothing is refused: what has no place is
 * in `losses`. With `keep`, converting the result back gives the record again, field by field and in its order; a result that
 * somebody changed in between comes back by the tables, with the kept fields that nothing replaced.
 *
 * Lengths and base address of the leader are not kept: whoever writes the record counts them.
 */
export function convertFamily(
  record: MarcRecord,
  from: MarcFamily,
  to: MarcFamily,
  options: CrosswalkOptions = {},
): Converted {
  if (sideOf(from) === sideOf(to)) return { record, losses: [], kept: [] }
  const parted = partKept(record, sideOf(to))
  const derived = derive(parted.record, from, to)
  if (parted.kept !== null && parted.intact) {
    const again = remade(derived.record, parted.kept)
    if (again !== null) return { record: again, losses: [], kept: [] }
  }
  const found =
    parted.kept === null ? derived : { ...derived, record: withLeftOver(derived.record, parted.kept.fields) }
  if (options.keep === false) return { ...found, kept: [] }
  const back = derive(found.record, to, from)
  const kept = keptOf(parted.record, back.record)
  if (kept === null) return { ...found, kept: [] }
  return { record: withKept(found.record, sideOf(from), kept), losses: found.losses, kept: kept.fields }
}

/** Kept fields of tags that the derived record has none of: what was only ever in the source. */
function withLeftOver(record: MarcRecord, kept: readonly MarcField[]): MarcRecord {
  const tags = new Set(record.fields.map(({ tag }) => tag))
  return { leader: record.leader, fields: sorted([...record.fields, ...kept.filter(({ tag }) => !tags.has(tag))]) }
}

interface Derived {
  readonly record: MarcRecord
  readonly losses: readonly Loss[]
}

/** What the tables alone make of a record. */
function derive(record: MarcRecord, from: MarcFamily, to: MarcFamily): Derived {
  const losses: Loss[] = []
  const tags = new Set(record.fields.map(({ tag }) => tag))
  const context: Context = {
    from: sideOf(from),
    family: from === 'marc21' ? to : from,
    record,
    has: (tag) => tags.has(tag),
    drop: (tag, occurrence, code, value, why) => void losses.push({ tag, occurrence, code, value, why }),
  }
  if (!isBibliographic(record.leader)) return notBibliographic(context, losses)
  const leader = convertLeader(context)
  const coded = context.from === 'marc21' ? codedToUnimarc(context) : codedToMarc21(context)
  const fields = [...coded, ...holdings(context), ...others(context)]
  return { record: { leader, fields: sorted(fields) }, losses }
}

function notBibliographic(context: Context, losses: Loss[]): Derived {
  const fields = context.record.fields.filter((field) => !isDataField(field) && field.tag === '001')
  const seen = new Map<string, number>()
  for (const field of context.record.fields) {
    const occurrence = (seen.get(field.tag) ?? 0) + 1
    seen.set(field.tag, occurrence)
    if (!fields.includes(field)) dropWhole(field, occurrence, context, 'not-bibliographic')
  }
  return { record: { leader: context.record.leader, fields }, losses }
}

function dropWhole(field: MarcField, occurrence: number, { drop }: Context, why: Loss['why']): void {
  if (!isDataField(field)) drop(field.tag, occurrence, null, field.value, why)
  else for (const { code, value } of field.subfields) drop(field.tag, occurrence, code, value, why)
}

/** Block 9 takes the place of 852 on the way to IRANMARC, and 852 its place on the way back. */
const hasBlockNine = (context: Context) => context.family === 'iranmarc'

function holdings(context: Context): DataField[] {
  if (!hasBlockNine(context)) return []
  return context.from === 'marc21'
    ? blockNineFromMarc21(context)
    : blockNineToMarc21(context, context.record.fields.filter(isDataField))
}

function isElsewhere(tag: string, context: Context): boolean {
  if (context.from === 'marc21') return CODED_MARC21.has(tag) || (hasBlockNine(context) && tag === '852')
  return CODED_UNIMARC.has(tag) || (hasBlockNine(context) && BLOCK_NINE.has(tag))
}

/** 001, 005, and every field that a line of fields.tsv knows. */
function others(context: Context): MarcField[] {
  const made: MarcField[] = []
  const seen = new Map<string, number>()
  const occurrences = new Map<MarcField, number>()
  const data: DataField[] = []
  for (const field of context.record.fields) {
    const occurrence = (seen.get(field.tag) ?? 0) + 1
    seen.set(field.tag, occurrence)
    occurrences.set(field, occurrence)
    // A control field that has subfields, or coded data that has none, is none of either.
    const isOwnForm = isDataField(field) ? !field.tag.startsWith('00') : occurrence === 1
    if (isElsewhere(field.tag, context) && isOwnForm) continue
    const held = heldIn(field, context.from === 'marc21' ? 'unimarc' : 'marc21')
    if (held && held.tag !== 'LDR') made.push(held)
    else if (isDataField(field)) data.push(field)
    else if (field.tag === '001' || field.tag === '005') made.push(field)
    else dropWhole(field, occurrence, context, 'no-field')
  }
  return [...made, ...(context.from === 'marc21' ? fromMarc21 : fromUnimarc)(data, occurrences, context)]
}

function fromMarc21(
  data: readonly DataField[],
  occurrences: ReadonlyMap<MarcField, number>,
  context: Context,
): DataField[] {
  const twins = new Map<string, { tied: Tied; occurrence: number }[]>()
  const mains: { tied: Tied; occurrence: number }[] = []
  for (const field of data) {
    const occurrence = occurrences.get(field) ?? 1
    const tied = untieMarc21(field)
    if (tied === null) dropWhole(field, occurrence, context, 'bad-link')
    else if (tied.alternate && tied.number !== '00') {
      const key = `${tied.field.tag}-${tied.number}`
      twins.set(key, [...(twins.get(key) ?? []), { tied, occurrence }])
    } else mains.push({ tied, occurrence })
  }
  const made: DataField[] = []
  const put = (tied: Tied, occurrence: number, by: DataField) => {
    const line = lineFor(by, context)
    const tag880 = tied.alternate ? asAlternate(context, occurrence) : context
    const done = line === null ? null : convertField(tied.field, line, tag880, occurrence)
    if (line === null)
      dropWhole(tied.alternate ? { ...tied.field, tag: '880' } : tied.field, occurrence, context, 'no-field')
    if (done) made.push(tieUnimarc(done, tied.number))
  }
  for (const { tied, occurrence } of mains) {
    put(tied, occurrence, tied.field)
    const key = `${tied.field.tag}-${tied.number}`
    // The other script goes where its field went, whatever its own indicators say.
    for (const twin of tied.number === null ? [] : (twins.get(key) ?? [])) put(twin.tied, twin.occurrence, tied.field)
    twins.delete(key)
  }
  for (const left of twins.values()) for (const { tied, occurrence } of left) put(tied, occurrence, tied.field)
  return made
}

/** Losses of an 880 are told under 880. */
const asAlternate = (context: Context, occurrence: number): Context => ({
  ...context,
  drop: (_tag, _occurrence, code, value, why) => context.drop('880', occurrence, code, value, why),
})

function fromUnimarc(
  data: readonly DataField[],
  occurrences: ReadonlyMap<MarcField, number>,
  context: Context,
): DataField[] {
  const [made, others]: [DataField[], DataField[]] = [[], []]
  untieUnimarc(data).forEach((tied, i) => {
    const occurrence = occurrences.get(data[i] as DataField) ?? 1
    const line = lineFor(tied.field, context)
    const done = line === null ? null : convertField(tied.field, line, context, occurrence)
    if (line === null) dropWhole(tied.field, occurrence, context, 'no-field')
    if (done) (tied.alternate ? others : made).push(tieMarc21(done, tied))
  })
  return [...made, ...others]
}

/** By tag, fields of one tag in their order. */
const sorted = (fields: readonly MarcField[]): MarcField[] =>
  [...fields].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0))
