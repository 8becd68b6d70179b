import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import type { MarcField, MarcRecord } from '#lib/marc/record.ts'
import { marc21Of } from './records.ts'
import type { DemoEdition } from './shelf.ts'

/** Changes a record as an old card catalogue would have it. */
type Change = (record: MarcRecord) => MarcRecord

const without =
  (...tags: string[]): Change =>
  (record) => ({ ...record, fields: record.fields.filter((field) => !tags.includes(field.tag)) })

const changed =
  (tag: string, code: string, change: (value: string) => string | null): Change =>
  (record) => ({
    ...record,
    fields: record.fields.map((field): MarcField => {
      if (field.tag !== tag || !('subfields' in field)) return field
      const subfields = field.subfields.flatMap((one) => {
        const value = one.code === code ? change(one.value) : one.value
        return value === null ? [] : [{ ...one, value }]
      })
      return { ...field, subfields }
    }),
  })

const online: Change = (record) => ({
  ...record,
  fields: [
    ...record.fields.map((field) =>
      field.tag === '008' && 'value' in field
        ? { tag: '008', value: `${field.value.slice(0, 23)}o${field.value.slice(24)}` }
        : field,
    ),
    {
      tag: '856',
      ind1: '4',
      ind2: '0',
      subfields: [{ code: 'u', value: 'https://library.example.org/books' }],
    },
  ],
})

/** What only somebody with the book in hand can tell: a volume not named, another publisher, no page count. */
const CHANGES: readonly (readonly [
  wanted: (edition: DemoEdition) => boolean,
  changes: readonly Change[],
  most: number,
])[] = [
  [({ volume }) => volume === 1, [without('020'), changed('245', 'n', () => null)], 6],
  [
    ({ volume, work }) => volume === null && work.weight >= 6,
    [without('020', '250'), changed('260', 'b', () => 'ناشر: مؤلف،'), changed('300', 'a', () => '۳۱۲ ص. ؛')],
    5,
  ],
  [({ volume, work }) => volume === null && work.weight === 5, [without('020'), online], 3],
]

/** Records of a small library that leave room for doubt beside those of the two networks, and a few that are on line. */
export async function* doubtfulRecords(editions: readonly DemoEdition[], library: string): AsyncGenerator<Uint8Array> {
  for (const [wanted, changes, most] of CHANGES) {
    const chosen = editions.filter((edition) => edition.work.province === null && wanted(edition))
    const firsts = chosen.filter((edition, at) => chosen.findIndex((one) => one.work === edition.work) === at)
    for (const edition of firsts.slice(0, most)) {
      const number = `card-${edition.number}`
      const record = changes.reduce(
        (made, change) => change(made),
        marc21Of(edition, [{ code: library, number: `${library}-${number}` }]),
      )
      const fields = record.fields.map((field) => (field.tag === '001' ? { tag: '001', value: number } : field))
      yield writeIso2709({ ...record, fields })
    }
  }
}
