import { madeRecord } from '#bench/catalogue/made-marc.ts'
import { randomOf } from '#bench/search/persian-records.ts'
import { readFrame } from '#lib/marc/iso2709/parse.ts'
import { type DataField, isDataField, type MarcRecord } from '#lib/marc/record.ts'

/** Of a hundred made records so many are of books that another record describes too. */
const DUPLICATES = 30
/** Every so-manieth book is a volume of a set of three. */
const SETS = 40

export interface MadeBook {
  readonly record: MarcRecord
  /** Records of one number are one edition. */
  readonly book: number
}

/** The `number`th of `count` made Persian records: seven in ten a book of its own, the rest another library's record of one of them. */
export function madeBook(number: number, count: number): MadeBook {
  const books = Math.max(1, Math.floor((count * (100 - DUPLICATES)) / 100))
  const random = randomOf(number + 1)
  const book = number < books ? number : Math.floor(random() * books)
  const record = asSet(recordOf(madeRecord(number, inSet(book) ? book - (book % 3) : book)), book)
  return { record: number < books ? record : perturbed(record, random), book }
}

const inSet = (book: number): boolean => Math.floor(book / 3) % SETS === 0

/** The volumes of a set differ in nothing but the number. */
const asSet = (record: MarcRecord, book: number): MarcRecord =>
  inSet(book)
    ? withText(record, '245', 'a', (title) => `${title.replace(/ \/$/, '')}، جلد ${(book % 3) + 1} /`)
    : record

function recordOf(bytes: Uint8Array): MarcRecord {
  const item = readFrame({ bytes: Buffer.from(bytes), number: 1, offset: 0, notes: [], cutShort: false })
  if (item.kind !== 'record') throw new Error(item.fault.code)
  return item.record
}

function withText(record: MarcRecord, tag: string, code: string, change: (text: string) => string): MarcRecord {
  const changed = (field: DataField): DataField => ({
    ...field,
    subfields: field.subfields.map((sub) => (sub.code === code ? { code, value: change(sub.value) } : sub)),
  })
  return {
    leader: record.leader,
    fields: record.fields.map((field) => (field.tag === tag && isDataField(field) ? changed(field) : field)),
  }
}

const without = (record: MarcRecord, tag: string): MarcRecord => ({
  leader: record.leader,
  fields: record.fields.filter((field) => field.tag !== tag),
})

/** What another library does to the same book: other keyboards, no half spaces, Western years, no ISBN, a slip, a page more. */
function perturbed(record: MarcRecord, random: () => number): MarcRecord {
  const chance = (share: number): boolean => random() < share
  const everywhere = (change: (text: string) => string): void => {
    for (const [tag, code] of PLACES) made = withText(made, tag, code, change)
  }
  let made = record
  if (chance(0.5)) everywhere((text) => text.replaceAll('ی', 'ي').replaceAll('ک', 'ك'))
  if (chance(0.5)) everywhere((text) => text.replaceAll('\u200c', chance(0.5) ? '' : ' '))
  if (chance(0.5)) made = without(made, '020')
  if (chance(0.3))
    made = withText(made, '260', 'c', (text) => text.replace(/1[34]\d\d/, (year) => String(Number(year) + 621)))
  if (chance(0.2))
    made = withText(made, '300', 'a', (text) => text.replace(/\d+/, (pages) => String(Number(pages) + 1)))
  if (chance(0.2)) made = withText(made, '245', 'a', (text) => slip(text, random))
  if (chance(0.2)) made = without(made, '250')
  return made
}

const PLACES: readonly [string, string][] = [
  ['100', 'a'],
  ['245', 'a'],
  ['245', 'c'],
  ['260', 'b'],
  ['700', 'a'],
]

/** One letter of the longest word is lost. */
function slip(text: string, random: () => number): string {
  const longest = text.split(' ').reduce((best, word) => (word.length > best.length ? word : best), '')
  if (longest.length < 5 || /\d/.test(longest)) return text
  const at = 1 + Math.floor(random() * (longest.length - 2))
  return text.replace(longest, longest.slice(0, at) + longest.slice(at + 1))
}
