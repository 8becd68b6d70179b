import { type Context, dataField, fieldsOf, firstOf } from '#lib/marc/crosswalk/field.ts'
import { codeOf, countryOf } from '#lib/marc/crosswalk/tables.ts'
import type { DataField, MarcField, Subfield } from '#lib/marc/record.ts'
import { LANGUAGE_CODES } from './to-unimarc.ts'

/** The fields of UNIMARC that become coded fields of MARC 21, not fields of their own. */
export const CODED_UNIMARC = new Set(['100', '101', '102', '105', '106', '110', '801'])

/** 003, 008, 040, 041 and 044 of MARC 21 out of 100, 101, 102, 105, 106, 110 and 801. */
export function codedToMarc21(context: Context): MarcField[] {
  for (const tag of ['100', '105', '106', '110']) {
    fieldsOf(context.record, tag).forEach(({ subfields }, i) => {
      subfields.forEach(({ code, value }, at) => {
        if (code !== 'a' || i > 0 || at > 0) context.drop(tag, i + 1, code, value, 'no-subfield')
      })
    })
  }
  const sources = sourceFields(context)
  return [...sources.control, ...fixed(context), ...sources.data, ...languages(context), ...countries(context)]
}

type At = (tag: string, list: string, at: number, otherwise: string) => string

function fixed(context: Context): MarcField[] {
  const values = new Map(['100', '105', '106', '110'].map((tag) => [tag, firstOf(context.record, tag, 'a')] as const))
  const general = values.get('100') ?? null
  if (general === null) return []
  const at: At = (tag, list, place, otherwise) => {
    const code = values.get(tag)?.[place]
    if (code === undefined) return otherwise
    const found = codeOf(list, 'unimarc', code)
    if (found === null) context.drop(tag, 1, `a/${place}`, code, 'no-code')
    return found ?? otherwise
  }
  const entered = /^\d{8}/.test(general) ? general.slice(2, 8) : '      '
  const dates = at('100', 'date-type', 8, '|') + general.slice(9, 17).padEnd(8, ' ')
  const language = (firstOf(context.record, '101', 'a') ?? '|||').slice(0, 3).padEnd(3, ' ')
  const changed = general[21] === '1' ? 'o' : ' '
  const value = `${entered}${dates}${place(context)}${material(context, values, at)}${language}${changed}d`
  return [{ tag: '008', value }]
}

function place(context: Context): string {
  const subfields = fieldsOf(context.record, '102')[0]?.subfields ?? []
  const country = subfields.find(({ code }) => code === 'a')?.value ?? ''
  const part = subfields[1]?.code === 'b' ? countryOf('unimarc', `${country}-${subfields[1].value}`) : null
  return (part ?? countryOf('unimarc', country) ?? 'xx').padEnd(3, ' ')
}

/** Positions 18–34: of books from 105 and 106, of serials from 110; fill for every other kind. */
function material(context: Context, values: ReadonlyMap<string, string | null>, at: At): string {
  const level = context.record.leader[7] ?? ' '
  const several = (tag: string, list: string, from: number, to: number) => {
    let text = ''
    for (let i = from; i < to; i++) text += at(tag, list, i, ' ')
    return text
  }
  const form = at('106', 'form', 0, values.get('105') === null && values.get('110') === null ? '|' : ' ')
  const government = at('100', 'government', 20, '|')
  const flag = (tag: string, i: number) => values.get(tag)?.[i]?.replace(/[^01]/, '|') ?? '|'
  if (/[is]/.test(level)) {
    const start = at('110', 'frequency', 1, '|') + at('110', 'regularity', 2, '|')
    const contents = several('110', 'contents', 4, 7)
    return `${start} ${at('110', 'serial-type', 0, '|')} ${form} ${contents}${government}${flag('110', 7)}   |0`
  }
  if (!/[ab]/.test(context.record.leader[6] ?? ' '))
    return `||||${at('100', 'audience', 17, '|')}|||||${government}||||||`
  const illustrations = several('105', 'illustration', 0, 4)
  const contents = several('105', 'contents', 4, 8)
  const flags = `${flag('105', 8)}${flag('105', 9)}${flag('105', 10)}`
  const rest = `${at('105', 'literature', 11, '|')}${at('105', 'biography', 12, '|')}`
  return `${illustrations}${at('100', 'audience', 17, ' ')}${form}${contents}${government}${flags} ${rest}`
}

function languages(context: Context): DataField[] {
  return fieldsOf(context.record, '101').flatMap((field, i) => {
    const plain = i === 0 && field.ind1 === '|' && field.subfields.length === 1 && field.subfields[0]?.code === 'a'
    if (plain) return []
    const subfields = field.subfields.flatMap(({ code, value }): Subfield[] => {
      const to = LANGUAGE_CODES.find(([unimarc]) => unimarc === code)?.[1]
      if (to === undefined) context.drop('101', i + 1, code, value, 'no-subfield')
      return to === undefined ? [] : [{ code: to, value }]
    })
    // MARC 21 041 is for several languages and for translations; one language alone stands in 008.
    const alone = subfields.length === 1 && subfields[0]?.code === 'a' && field.ind1 === '0' && i === 0
    if (alone || subfields.length === 0) return []
    return [dataField('041', `${field.ind1 === '2' ? '1' : field.ind1 === '|' ? ' ' : field.ind1} `, subfields)]
  })
}

function countries(context: Context): DataField[] {
  const all = fieldsOf(context.record, '102').flatMap((field, i) =>
    field.subfields.flatMap(({ code, value }, at) => {
      if (code === 'b') {
        const country = field.subfields[at - 1]?.value ?? ''
        if (countryOf('unimarc', `${country}-${value}`) === null) context.drop('102', i + 1, code, value, 'no-code')
        return []
      }
      if (code !== 'a') context.drop('102', i + 1, code, value, 'no-subfield')
      const found = code === 'a' ? countryOf('unimarc', value.trim()) : null
      if (code === 'a' && found === null) context.drop('102', i + 1, code, value, 'no-code')
      return found === null ? [] : [found]
    }),
  )
  return all.length < 2
    ? []
    : [
        dataField(
          '044',
          '  ',
          all.map((value) => ({ code: 'a', value })),
        ),
      ]
}

/** 801 → 040 and 003. */
function sourceFields(context: Context): { control: MarcField[]; data: DataField[] } {
  const control: MarcField[] = []
  const subfields: Subfield[] = []
  const language = firstOf(context.record, '100', 'a')?.slice(22, 25) ?? ''
  let rules: string | null = null
  fieldsOf(context.record, '801').forEach((field, i) => {
    for (const { code, value } of field.subfields) {
      const to = { '0': 'a', '1': 'c', '2': 'd', ' ': 'a' }[field.ind2]
      if (code === 'b' && field.ind2 === '3' && control.length === 0) control.push({ tag: '003', value })
      else if (code === 'b' && to !== undefined) subfields.push({ code: to, value })
      else if (code === 'g' && rules === null) rules = value
      // The country is part of an ISIL (IR-TeNLI); alone it says nothing that 040 could hold.
      else if (code !== 'a') context.drop('801', i + 1, code, value, 'no-subfield')
    }
  })
  if (subfields.length === 0) return { control, data: [] }
  const first = subfields[0]?.code === 'a' ? 1 : 0
  if (/^[a-z]{3}$/.test(language)) subfields.splice(first, 0, { code: 'b', value: language })
  if (rules !== null) subfields.splice(first + (/^[a-z]{3}$/.test(language) ? 1 : 0), 0, { code: 'e', value: rules })
  return { control, data: [dataField('040', '  ', subfields)] }
}
