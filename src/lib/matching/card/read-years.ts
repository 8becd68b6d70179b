import { parseYear } from '#lib/calendar/parse-year.ts'
import type { Description } from '#lib/marc/description/description.ts'
import { isDataField, type MarcRecord } from '#lib/marc/record.ts'
import type { Card, Family } from './card.ts'

type Span = readonly [number, number]

interface Coded {
  readonly type: string
  readonly first: string
  readonly second: string
}

/** MARC 21 008/06–14 and UNIMARC 100 $a/8–16: kind of date and two dates. */
function codedDates(record: MarcRecord, family: Family): Coded | null {
  for (const field of record.fields) {
    if (family === 'marc21' && field.tag === '008' && !isDataField(field)) return cut(field.value, 6)
    if (family !== 'marc21' && field.tag === '100' && isDataField(field)) {
      return cut(field.subfields.find(({ code }) => code === 'a')?.value ?? '', 8)
    }
  }
  return null
}

const cut = (text: string, at: number): Coded => ({
  type: text[at] ?? ' ',
  first: text.slice(at + 1, at + 5),
  second: text.slice(at + 5, at + 9),
})

/** Kinds of date whose second date ends a span; and those whose second is of another edition or of the copyright. */
const SPANS: Readonly<Record<Family, string>> = { marc21: 'cdikmqu', unimarc: 'abfg', iranmarc: 'abfg' }
const OTHERS: Readonly<Record<Family, string>> = { marc21: 'prt', unimarc: 'ehi', iranmarc: 'ehi' }

/** Years as Gregorian spans: of this publication, and of what it reprints. */
export function yearsOf(
  record: MarcRecord,
  family: Family,
  described: Description,
): Pick<Card, 'years' | 'otherYears' | 'yearShown'> {
  const language = described.languages[0] ?? 'per'
  const read = (text: string): Span | null => {
    const found = parseYear(text, { language })
    return found.ok ? found.value.gregorianYears : null
  }
  const years: Span[] = []
  const otherYears: Span[] = []
  const put = (list: Span[], span: Span | null): void => {
    if (span !== null && !list.some(([a, b]) => a === span[0] && b === span[1])) list.push(span)
  }
  const texts = described.publication.flatMap((one) => [one.dateText, one.alternate?.dateText])
  for (const text of texts) if (typeof text === 'string') for (const span of stated(text, read)) put(years, span)
  const coded = codedDates(record, family)
  const [first, second] = [coded?.first, coded?.second].map((digits) => codedSpan(digits ?? '', read))
  if (coded !== null && first) {
    const ends = SPANS[family].includes(coded.type) && second && second[1] >= first[0] && second[1] < 3000
    put(years, ends ? [first[0], second[1]] : first)
    if (OTHERS[family].includes(coded.type)) put(otherYears, second ?? null)
  }
  if (years.length === 0) for (const year of described.years) put(years, read(String(year)))
  const yearShown = texts.find((text) => typeof text === 'string') ?? coded?.first.trim() ?? null
  return { years: years.slice(0, 4), otherYears, yearShown: yearShown === '' ? null : yearShown }
}

/** «1951 [i.e. 1952]» is 1951 to one cataloguer and 1952 to another: both where they are close, else the two apart. */
function stated(text: string, read: (text: string) => Span | null): (Span | null)[] {
  const [, printed] = /^(.*?\p{Nd}.*?)\[?\s*(?:\bi\.? ?e\b|یعنی|صحیح)/iu.exec(text) ?? []
  const [span, wrong] = [read(text), printed === undefined ? null : read(printed)]
  if (span === null || wrong === null) return [span]
  const hull: Span = [Math.min(span[0], wrong[0]), Math.max(span[1], wrong[1])]
  return hull[1] - hull[0] <= 2 ? [hull] : [span, wrong]
}

function codedSpan(digits: string, read: (text: string) => Span | null): Span | null {
  if (!/^\d{2}[\dux?]{2}$/.test(digits) || digits === '9999' || digits === '0000') return null
  return read(digits.replace(/[ux?]/g, '-'))
}
