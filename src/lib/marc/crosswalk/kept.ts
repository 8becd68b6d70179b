import { createHash } from 'node:crypto'
import { isDataField, type MarcField, type MarcRecord, type Subfield } from '#lib/marc/record.ts'
import { dataField } from './field.ts'

/** What 886 $2 calls the two formats; IFLA and the Library of Congress list the first of each. */
const NAMES = { unimarc: ['unimarc', 'iranmarc'], marc21: ['marc21', 'usmarc'] } as const
type Format = keyof typeof NAMES

/** Marks the 886 that tells how the kept fields and the derived ones make the source record again. */
const ORDER = 'peyvand'

/** How to make a record again: a derived field by its place, or the next kept one (`+`). */
export interface Kept {
  readonly fields: readonly MarcField[]
  /** The kept leader, or null when the derived one is right. */
  readonly leader: string | null
  readonly order: string
  /** Of the record as it was written, to tell whether anybody changed it since. */
  readonly fingerprint: string
}

/** Equal fields have equal texts. */
export const fieldText = (field: MarcField): string =>
  isDataField(field)
    ? `${field.tag}\u001e${field.ind1}${field.ind2}${field.subfields.map(({ code, value }) => `\u001f${code}${value}`).join('')}`
    : `${field.tag}\u001e${field.value}`

/** 16 hex digits over a leader's meaning (lengths are the writer's) and fields. */
function fingerprintOf(leader: string, fields: readonly MarcField[]): string {
  const text = [leader.slice(5, 12) + leader.slice(17, 20), ...fields.map(fieldText)].join('\u001d')
  return createHash('sha256').update(text.normalize('NFC')).digest('hex').slice(0, 16)
}

/** An 880's link without its script mark, and that mark: libraries write `/(3/r`, `/r`, or none for the same script. */
function withoutMark(field: MarcField): { field: MarcField; mark: string } | null {
  if (field.tag !== '880' || !isDataField(field)) return null
  const [link, ...rest] = field.subfields
  const found = link?.code === '6' ? /^(\d{3}-\d\d)((?:\/[!-~]*)?)$/.exec(link.value) : null
  if (!found) return null
  const [, value = '', mark = ''] = found
  return { field: { ...field, subfields: [{ code: '6', value }, ...rest] }, mark }
}

/** Where a derived field is, and the script mark it wants instead of its own. */
interface Place {
  readonly at: number
  readonly mark: string | null
}

class Places {
  private readonly exact = new Map<string, number[]>()
  private readonly bare = new Map<string, number[]>()
  private readonly taken = new Set<number>()

  constructor(fields: readonly MarcField[]) {
    fields.forEach((field, at) => {
      add(this.exact, field, at)
      const bare = withoutMark(field)
      if (bare !== null) add(this.bare, bare.field, at)
    })
  }

  take(field: MarcField): Place | null {
    const own = this.next(this.exact, field)
    if (own !== null) return { at: own, mark: null }
    const bare = withoutMark(field)
    const other = bare === null ? null : this.next(this.bare, bare.field)
    return bare === null || other === null ? null : { at: other, mark: bare.mark }
  }

  private next(places: ReadonlyMap<string, readonly number[]>, field: MarcField): number | null {
    const at = places.get(fieldText(field))?.find((one) => !this.taken.has(one))
    if (at === undefined) return null
    this.taken.add(at)
    return at
  }
}

function add(places: Map<string, number[]>, field: MarcField, at: number): void {
  const text = fieldText(field)
  const list = places.get(text)
  if (list) list.push(at)
  else places.set(text, [at])
}

/** Fields of a source that a derived record lacks, and the order of both. Null when the derived record is the source already. */
export function keptOf(source: MarcRecord, derived: MarcRecord): Omit<Kept, 'fingerprint'> | null {
  const places = new Places(derived.fields)
  const fields: MarcField[] = []
  const steps = source.fields.map((field) => {
    const place = places.take(field)
    if (place === null) fields.push(field)
    return place
  })
  const leader = meaning(source.leader) === meaning(derived.leader) ? null : source.leader
  const same = leader === null && fields.length === 0 && steps.length === derived.fields.length
  if (same && steps.every((place, i) => place?.at === i && place.mark === null)) return null
  return { fields, leader, order: orderText(steps) }
}

/** The leader without the record's length and base address, which every writer counts anew. */
const meaning = (leader: string) => leader.slice(5, 12) + leader.slice(17)

/** `0-4 + 6 5 +3 7~/r`: derived fields by place or span, `+` and a number for as many kept ones, `~` before a script mark. */
function orderText(steps: readonly (Place | null)[]): string {
  const words: string[] = []
  for (let i = 0; i < steps.length; ) {
    const first = steps[i] ?? null
    let length = 1
    if (first === null) {
      while (i + length < steps.length && steps[i + length] === null) length++
      words.push(length === 1 ? '+' : `+${length}`)
    } else if (first.mark !== null) words.push(`${first.at}~${first.mark}`)
    else {
      while (steps[i + length]?.at === first.at + length && steps[i + length]?.mark === null) length++
      words.push(length === 1 ? String(first.at) : `${first.at}-${first.at + length - 1}`)
    }
    i += length
  }
  return words.join(' ')
}

/** Makes the source again; null when the order does not fit the derived fields. */
export function remade(derived: MarcRecord, kept: Omit<Kept, 'fingerprint'>): MarcRecord | null {
  const fields: MarcField[] = []
  let next = 0
  for (const word of kept.order.split(' ').filter((text) => text !== '')) {
    const extra = /^\+(\d*)$/.exec(word)
    const [from, to] = extra ? [next, next + Number(extra[1] || 1) - 1] : spanOf(word)
    const list = extra ? kept.fields : derived.fields
    if (extra) next = to + 1
    if (!(from <= to) || to >= list.length) return null
    const mark = extra ? -1 : word.indexOf('~')
    const span = list.slice(from, to + 1)
    fields.push(...(mark < 0 ? span : span.map((field) => marked(field, word.slice(mark + 1)))))
  }
  if (next !== kept.fields.length) return null
  return { leader: kept.leader ?? derived.leader, fields }
}

function spanOf(word: string): [number, number] {
  const found = /^(\d{1,5})(?:-(\d{1,5})|~.*)?$/.exec(word)
  return found ? [Number(found[1]), Number(found[2] ?? found[1])] : [1, 0]
}

function marked(field: MarcField, mark: string): MarcField {
  const bare = withoutMark(field)?.field
  if (!bare || !isDataField(bare)) return field
  const [link, ...rest] = bare.subfields
  return { ...bare, subfields: [{ code: '6', value: `${link?.value ?? ''}${mark}` }, ...rest] }
}

/** Puts kept fields into a record as 886 fields, the last of which tells the order. */
export function withKept(record: MarcRecord, format: Format, kept: Omit<Kept, 'fingerprint'>): MarcRecord {
  const [name] = NAMES[format]
  const held = [
    ...(kept.leader === null
      ? []
      : [
          dataField('886', '0 ', [
            { code: '2', value: name },
            { code: 'b', value: kept.leader },
          ]),
        ]),
    ...kept.fields.map((field) => held886(field, name)),
  ]
  const order: Subfield[] = [
    { code: '2', value: ORDER },
    { code: 'a', value: name },
    { code: 'b', value: `${held.length}:${kept.order}` },
    { code: 'c', value: fingerprintOf(record.leader, [...record.fields, ...held]) },
  ]
  return { leader: record.leader, fields: [...record.fields, ...held, dataField('886', '  ', order)] }
}

function held886(field: MarcField, name: string): MarcField {
  const start: Subfield[] = [
    { code: '2', value: name },
    { code: 'a', value: field.tag },
  ]
  if (!isDataField(field)) return dataField('886', '1 ', [...start, { code: 'b', value: field.value }])
  return dataField('886', '2 ', [...start, { code: 'b', value: field.ind1 + field.ind2 }, ...field.subfields])
}

/** What an 886 holds of a format: a field, a leader (tag `LDR`), or null when it is of another format or cannot be read. */
export function heldIn(field: MarcField, format: Format): MarcField | null {
  if (field.tag !== '886' || !isDataField(field)) return null
  const source = field.subfields.findIndex(({ code }) => code === '2')
  if (source < 0 || !(NAMES[format] as readonly string[]).includes(field.subfields[source]?.value ?? '')) return null
  const [first, second, ...subfields] = field.subfields.filter((_, i) => i !== source)
  if (field.ind1 === '0' && first?.code === 'b') return { tag: 'LDR', value: first.value }
  if (first?.code !== 'a' || first.value.length !== 3 || second?.code !== 'b') return null
  if (field.ind1 === '1') return { tag: first.value, value: second.value }
  if (field.ind1 !== '2' || second.value.length !== 2) return null
  return dataField(first.value, second.value, subfields)
}

/** A record parted from what was kept in it; `intact` when nobody changed it since. */
export interface Parted {
  readonly record: MarcRecord
  readonly kept: Kept | null
  readonly intact: boolean
}

/** Takes the kept fields of a format out of a record; `kept` is null when it holds none of Peyvand's making. */
export function partKept(record: MarcRecord, format: Format): Parted {
  const plain: Parted = { record, kept: null, intact: false }
  const at = record.fields.findLastIndex((field) => isOrder(field, format))
  const order = record.fields[at]
  if (at < 0 || order === undefined || !isDataField(order)) return plain
  const value = (code: string) => order.subfields.find((one) => one.code === code)?.value ?? ''
  const [, count = '', steps = ''] = /^(\d{1,5}):(.*)$/.exec(value('b')) ?? []
  const from = at - Number(count)
  if (count === '' || from < 0) return plain
  const held = record.fields.slice(from, at).map((field) => heldIn(field, format))
  if (held.some((field) => field === null)) return plain
  const fields = held.flatMap((field) => (field === null || field.tag === 'LDR' ? [] : [field]))
  const leader = held.find((field) => field?.tag === 'LDR')
  const rest = { leader: record.leader, fields: [...record.fields.slice(0, from), ...record.fields.slice(at + 1)] }
  const fingerprint = value('c')
  return {
    record: rest,
    kept: { fields, leader: leader && 'value' in leader ? leader.value : null, order: steps, fingerprint },
    intact: at === record.fields.length - 1 && fingerprint === fingerprintOf(record.leader, record.fields.slice(0, at)),
  }
}

function isOrder(field: MarcField, format: Format): boolean {
  if (field.tag !== '886' || !isDataField(field)) return false
  const [source, name] = field.subfields
  return source?.code === '2' && source.value === ORDER && name?.code === 'a' && name.value === NAMES[format][0]
}
