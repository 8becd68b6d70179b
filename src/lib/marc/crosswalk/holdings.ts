import type { DataField, Subfield } from '#lib/marc/record.ts'
import { type Context, dataField, fieldsOf, firstOf } from './field.ts'

/** Block 9 of IRANMARC: a library's code, its accession numbers, the shelf-list number. Source: iranmarc.nlai.ir, block nine. */
export const BLOCK_NINE = new Set(['901', '902', '905'])

/** 901, 902 and 905 → one 852 a copy: $a library, $h call number, $p accession number. */
export function blockNineToMarc21(context: Context, ordered: readonly DataField[]): DataField[] {
  const shelf = firstOf(context.record, '905', 'a')
  const call: Subfield[] = shelf === null ? [] : [{ code: 'h', value: shelf }]
  const made: DataField[] = []
  const counts = new Map<string, number>()
  let library: Subfield[] = []
  let copies = 0
  const copy = (more: readonly Subfield[]) => {
    const subfields = [...library, ...call, ...more]
    if (subfields.length > 0) made.push(dataField('852', '  ', subfields))
    copies++
  }
  for (const field of ordered) {
    if (!BLOCK_NINE.has(field.tag)) continue
    const occurrence = (counts.get(field.tag) ?? 0) + 1
    counts.set(field.tag, occurrence)
    for (const { code, value } of field.subfields) {
      if (code !== 'a' || (field.tag === '905' && value !== shelf)) {
        context.drop(field.tag, occurrence, code, value, 'no-subfield')
      } else if (field.tag === '902') copy([{ code: 'p', value }])
    }
    if (field.tag !== '901') continue
    if (library.length > 0 && copies === 0) copy([])
    copies = 0
    library = field.subfields.filter(({ code }) => code === 'a').slice(0, 1)
  }
  if (copies === 0 && (library.length > 0 || call.length > 0)) copy([])
  return made
}

/** 852 → 901 for each library, 902 for its copies, 905 for the call number. */
export function blockNineFromMarc21(context: Context): DataField[] {
  const libraries = new Map<string, string[]>()
  let shelf: string | null = null
  fieldsOf(context.record, '852').forEach((field, i) => {
    const library = field.subfields.find(({ code }) => code === 'a')?.value ?? ''
    const copies = libraries.get(library) ?? []
    libraries.set(library, copies)
    for (const [at, { code, value }] of field.subfields.entries()) {
      const first = field.subfields.findIndex((one) => one.code === code) === at
      if (code === 'p') copies.push(value)
      else if (code === 'h' && (shelf === null || shelf === value)) shelf = value
      else if (code !== 'a' || !first) context.drop('852', i + 1, code, value, 'no-subfield')
    }
  })
  const nine = [...libraries].flatMap(([library, copies]) => [
    ...(library === '' ? [] : [dataField('901', '  ', [{ code: 'a', value: library }])]),
    ...copies.map((value) => dataField('902', '  ', [{ code: 'a', value }])),
  ])
  return shelf === null ? nine : [...nine, dataField('905', '  ', [{ code: 'a', value: shelf }])]
}
