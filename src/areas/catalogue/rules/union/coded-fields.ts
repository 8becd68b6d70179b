import type { ComposedField, Statement } from '#areas/catalogue/rules/grouping/composing.ts'
import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'

interface Choice {
  readonly said: (field: ComposedField) => readonly Statement[]
  readonly lead: number
  readonly inOrder: readonly number[]
}

const controlOf = (record: MarcRecord | undefined, tag: string): string | undefined => {
  const found = record?.fields.find((field) => field.tag === tag)
  return found === undefined || isDataField(found) ? undefined : found.value
}

/**
 * Leader and coded fields, which no link can name a source for: kind and form from the record that tells the kind; of 008
 * also the dates (06–14) from the one that tells the year and the language (35–37) from the one that tells it.
 */
export function codedFields(
  records: readonly MarcRecord[],
  { said, lead, inOrder }: Choice,
): { leader: string; control: MarcField[] } {
  const kind = said('kind')[0]?.from ?? lead
  const base = records[kind]
  const leader = records[lead]?.leader ?? ''
  const forms = (base?.fields ?? []).filter((field) => field.tag === '006' || field.tag === '007')
  const coded = [kind, ...inOrder].map((at) => ({ at, text: controlOf(records[at], '008') })).find(({ text }) => text)
  const control: MarcField[] = [...forms]
  if (coded?.text !== undefined) control.push({ tag: '008', value: patched(records, said, coded.at, coded.text) })
  return { leader: `${leader.slice(0, 6)}${(base?.leader ?? leader).slice(6, 8)}${leader.slice(8)}`, control }
}

function patched(records: readonly MarcRecord[], said: Choice['said'], at: number, text: string): string {
  const of = (from: number | undefined) =>
    from === undefined || from === at ? '' : (controlOf(records[from], '008') ?? '')
  const dates = of(said('year')[0]?.from).slice(6, 15)
  const made = /^[a-z|][\d u|]{8}$/.test(dates) ? text.slice(0, 6).padEnd(6) + dates + text.slice(15) : text
  const [language] = said('languages')
  const code = of(language?.from).slice(35, 38)
  const isOurs = language?.value === null || !/^[a-z]{3}$/.test(made.slice(35, 38))
  return /^[a-z]{3}$/.test(code) && isOurs ? made.slice(0, 35).padEnd(35) + code + made.slice(38) : made
}
