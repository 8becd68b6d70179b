import { type Context, controlOf, dataField, fieldsOf, firstOf } from '#lib/marc/crosswalk/field.ts'
import { codeOf, countryOf } from '#lib/marc/crosswalk/tables.ts'
import { scriptOf } from '#lib/marc/description/punctuation.ts'
import type { DataField, Subfield } from '#lib/marc/record.ts'

/** The fields of MARC 21 that become coded fields of UNIMARC, not fields of their own. */
export const CODED_MARC21 = new Set(['003', '008', '040', '041', '044'])

/** 100, 101, 102, 105, 106, 110 and 801 of UNIMARC out of 008, 041, 044, 040 and 003. */
export function codedToUnimarc(context: Context): DataField[] {
  const { record } = context
  const coded = controlOf(record, '008')?.padEnd(40, ' ') ?? null
  const position = (list: string, at: number, otherwise: string) => {
    const code = coded?.[at] ?? ' '
    const found = codeOf(list, 'marc21', code)
    if (found === null) context.drop('008', 1, `/${at}`, code, 'no-code')
    return found ?? otherwise
  }
  return [
    ...(coded === null ? [] : [general(context, coded, position)]),
    ...languages(context, coded),
    ...countries(context, coded),
    ...(coded === null ? [] : material(context, coded, position)),
    ...sources(context),
  ]
}

type Position = (list: string, at: number, otherwise: string) => string

const a = (value: string): Subfield => ({ code: 'a', value })

function general(context: Context, coded: string, position: Position): DataField {
  const { record } = context
  const entered = /^\d{6}/.test(coded)
    ? `${Number(coded.slice(0, 2)) < 60 ? '20' : '19'}${coded.slice(0, 6)}`
    : '        '
  const audience = isBook(context) ? position('audience', 22, 'u') : 'u'
  const government = position('government', 28, 'u')
  const changed = coded[38] === ' ' || coded[38] === '|' ? '0' : '1'
  const language = firstOf(record, '040', 'b') ?? '|||'
  // Unicode throughout (50), whatever the record came in.
  const text = [
    entered,
    position('date-type', 6, '|'),
    coded.slice(7, 15),
    `${audience}  `,
    government,
    changed,
    language.slice(0, 3).padEnd(3, ' '),
    '|',
    '50      ',
    scriptOfTitle(context),
  ]
  return dataField('100', '  ', [a(text.join(''))])
}

const isBook = ({ record }: Context) => /[at]/.test(record.leader[6] ?? ' ') && !/[bis]/.test(record.leader[7] ?? ' ')
const isSerial = ({ record }: Context) => /[bis]/.test(record.leader[7] ?? ' ')

const TITLE_SCRIPTS: Readonly<Record<string, string>> = {
  latin: 'ba',
  cyrillic: 'ca',
  han: 'ea',
  arabic: 'fa',
  greek: 'ga',
  hebrew: 'ha',
}

const scriptOfTitle = ({ record }: Context) => TITLE_SCRIPTS[scriptOf(firstOf(record, '245', 'a') ?? '')] ?? '||'

/** 041's codes and UNIMARC 101's. */
export const LANGUAGE_CODES: readonly (readonly [unimarc: string, marc21: string])[] = [
  ['a', 'a'],
  ['b', 'k'],
  ['c', 'h'],
  ['d', 'b'],
  ['e', 'f'],
  ['h', 'e'],
  ['i', 'g'],
  ['j', 'j'],
  // One way: sung or spoken text, and the original of a libretto.
  ['a', 'd'],
  ['c', 'n'],
]

function languages(context: Context, coded: string | null): DataField[] {
  const own = coded?.slice(35, 38) ?? ''
  const stated = fieldsOf(context.record, '041')
  if (stated.length === 0) {
    if (own.trim() === '' || own === '|||') return []
    return [dataField('101', '| ', [a(own)])]
  }
  return stated.map((field, i) => {
    const subfields = field.subfields.flatMap(({ code, value }) => {
      const to = LANGUAGE_CODES.find(([, marc21]) => marc21 === code)?.[0]
      if (to === undefined) context.drop('041', i + 1, code, value, 'no-subfield')
      return to === undefined ? [] : [{ code: to, value }]
    })
    return dataField('101', `${field.ind1} `, subfields)
  })
}

function countries(context: Context, coded: string | null): DataField[] {
  const stated = fieldsOf(context.record, '044').flatMap((field, i) =>
    field.subfields.flatMap(({ code, value }) => {
      if (code === 'a') return [value]
      context.drop('044', i + 1, code, value, 'no-subfield')
      return []
    }),
  )
  const own = coded?.slice(15, 18).trim() ?? ''
  const all = stated.length > 0 ? stated : own === '' || own === '|||' ? [] : [own]
  const subfields = all.flatMap((code) => {
    const iso = countryOf('marc21', code.trim())
    if (iso === null)
      context.drop(stated.length > 0 ? '044' : '008', 1, stated.length > 0 ? 'a' : '/15', code, 'no-code')
    const [country, part] = iso?.split('-') ?? []
    if (country === undefined) return []
    return [a(country), ...(part === undefined ? [] : [{ code: 'b', value: part }])]
  })
  return subfields.length === 0 ? [] : [dataField('102', '  ', subfields)]
}

function material(context: Context, coded: string, position: Position): DataField[] {
  const several = (list: string, from: number, to: number) => {
    let text = ''
    for (let at = from; at < to; at++) text += position(list, at, ' ')
    return text
  }
  if (isSerial(context)) {
    const contents = several('contents', 25, 28)
    const start = position('serial-type', 21, 'z') + position('frequency', 18, 'z') + position('regularity', 19, 'u')
    return [dataField('110', '  ', [a(`${start} ${contents}${flag(coded[29])}   `)]), form(position)]
  }
  if (!isBook(context)) return []
  const illustrations = orNone(several('illustration', 18, 22))
  const contents = orNone(several('contents', 24, 28))
  const flags = `${flag(coded[29])}${flag(coded[30])}${flag(coded[31])}`
  const rest = position('literature', 33, 'u') + (coded[34] === ' ' ? 'y' : position('biography', 34, 'y'))
  return [dataField('105', '  ', [a(`${illustrations}${contents}${flags}${rest}`)]), form(position)]
}

const flag = (code: string | undefined) => (code === '1' ? '1' : code === '0' ? '0' : '|')
const orNone = (codes: string) => (codes.trim() === '' ? 'y   ' : codes)
const form = (position: Position) => dataField('106', '  ', [a(position('form', 23, 'z'))])

/** 040 and 003 → 801: the second indicator tells who catalogued (0), transcribed (1), changed (2), sent (3). */
function sources(context: Context): DataField[] {
  const made: DataField[] = []
  const rules = firstOf(context.record, '040', 'e')
  const put = (ind2: string, agency: string) => {
    const country = /^([A-Z]{2})-/.exec(agency)?.[1]
    const where = country === undefined || countryOf('unimarc', country) === null ? [] : [a(country)]
    const by = ind2 === '0' && rules !== null ? [{ code: 'g', value: rules }] : []
    made.push(dataField('801', ` ${ind2}`, [...where, { code: 'b', value: agency }, ...by]))
  }
  fieldsOf(context.record, '040').forEach((field, i) => {
    let told = false
    for (const { code, value } of field.subfields) {
      const ind2 = { a: '0', c: '1', d: '2' }[code]
      if (ind2 !== undefined) put(ind2, value)
      else if (code === 'e' && !told) told = true
      else if (code !== 'b') context.drop('040', i + 1, code, value, 'no-subfield')
    }
  })
  const sent = controlOf(context.record, '003')
  if (sent !== null) put('3', sent)
  return made
}
