import type { Brief } from '#areas/catalogue/contract.ts'
import { parseYear } from '#lib/calendar/parse-year.ts'
import { isbn as readIsbn, issn as readIssn } from '#lib/identifiers/books.ts'
import { describe } from '#lib/marc/description/describe.ts'
import type { Author, Description, ItemText, ScriptText, TitleText } from '#lib/marc/description/description.ts'
import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import { fold } from '#lib/persian/fold.ts'
import { persianLetters } from '#lib/persian/persian-letters.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import { volumeOf } from '#lib/persian/volume.ts'
import type { ReadItem, Reading } from './reading.ts'
import { named } from './unnamed.ts'

/**
 * Reads a source record as the catalogue shows, groups and searches it; `described` is its description where that was
 * made already. Pure; nothing is refused.
 */
export function readRecord(
  record: MarcRecord,
  family: MarcFamily,
  described: Description = describe(record, family),
): Reading {
  const titles = titlesOf(described)
  const volume = volumeKeyOf(described, titles.shown)
  const isbns = described.isbns
    .filter((one) => !one.cancelled)
    .map((one) => readIsbn(`${one.text} ${one.qualifier ?? ''}`))
  const valid = isbns.flatMap((one) => (one.ok ? [one.value] : []))
  const issns = described.issns.flatMap((one) => (one.cancelled ? [] : okValue(readIssn(one.text))))
  const brief = inOwnLetters(
    briefOf(described, titles, [...new Set(valid.map((one) => one.isbn13))], [...new Set(issns)]),
  )
  return {
    controlNumber: described.controlNumber,
    keys: keysOf(described, valid, issns, volume),
    titleKeys: titleKeysOf(described),
    volumeKey: volume,
    brief,
    summary: described.summary,
    notes: described.notes,
    contents: described.contents === null ? [] : [described.contents],
    urls: described.urls,
    classification: [...described.dewey, ...described.lcc],
    items: described.items.map(itemOf),
    also: {
      title: [
        ...described.alternateTitles,
        ...described.series,
        ...(described.uniformTitle ? [described.uniformTitle] : []),
      ].flatMap(bothTexts),
      identifier: [
        ...described.isbns.map((one) => one.text),
        ...valid.flatMap((one) => [one.isbn13, one.isbn10 ?? '']),
        ...issns,
        ...described.callNumbers,
        ...(described.controlNumber === null ? [] : [described.controlNumber]),
        ...described.otherIds.map((one) => one.value),
      ].filter((text) => text !== ''),
      note: [
        ...described.notes,
        ...(described.summary ? [described.summary] : []),
        ...(described.contents ? [described.contents] : []),
      ],
    },
  }
}

const okValue = <T>(outcome: { ok: true; value: T } | { ok: false }): T[] => (outcome.ok ? [outcome.value] : [])
const bothTexts = ({ text, alternate }: ScriptText) => (alternate === null ? [text] : [text, alternate])

interface Titles {
  shown: TitleText
  other: TitleText | null
}

const UNTITLED: TitleText = { main: '—', rest: null, parts: [], responsibility: null, nonFiling: 0, script: 'other' }

// Readers of this catalogue read Arabic script first; the romanised form stands beside it.
function titlesOf({ title }: Description): Titles {
  if (title === null || title.main.trim() === '') return { shown: { ...UNTITLED, ...withMain(title) }, other: null }
  const { alternate } = title
  return alternate !== null && title.script !== 'arabic' && alternate.script === 'arabic'
    ? { shown: alternate, other: title }
    : { shown: title, other: alternate }
}

// A title field without a title: its other parts stay, and lists have a dash to show.
const withMain = (title: TitleText | null) => (title === null ? {} : { ...title, main: UNTITLED.main })

function inArabicFirst(one: ScriptText): { shown: string; other: string | null } {
  const swap = one.alternate !== null && one.script !== 'arabic' && /\p{Script=Arabic}/u.test(one.alternate)
  return swap ? { shown: one.alternate ?? one.text, other: one.text } : { shown: one.text, other: one.alternate }
}

const titleLine = (title: TitleText) => [title.main, title.rest].filter((text) => text !== null).join('\u00a0: ')

function partOf(title: TitleText): string | null {
  const parts = title.parts.map((part) => [part.number, part.name].filter((text) => text !== null).join('، '))
  return parts.length === 0 ? null : parts.join('؛ ')
}

/**
 * The volume in one spelling, wherever the record writes it (a part number or the title itself), and whether it is read on
 * line: print and online are different editions of one work.
 */
function volumeKeyOf(described: Description, shown: TitleText): string {
  const numbers = shown.parts.flatMap((part) => (part.number === null ? [] : [part.number]))
  const marks = [...numbers, shown.main, shown.rest ?? ''].flatMap((text) => {
    const volume = volumeOf(text)
    return volume === null ? [] : [volume, ...volume.others]
  })
  const counted = marks.flatMap((mark) => (mark.numbers.length > 0 ? [mark.numbers.join('-')] : []))
  const named = counted.length === 0 ? numbers.map(fold) : counted
  return [described.online ? 'online' : '', ...new Set(named)].filter((text) => text !== '').join(' ')
}

function keysOf(
  described: Description,
  isbns: readonly { isbn13: string; isSet: boolean; volume: number | null }[],
  issns: readonly string[],
  volumeKey: string,
): string[] {
  const volume = volumeKey.replace(/^online ?/, '')
  const own = isbns.filter(
    (one) => !one.isSet && (one.volume === null || volume === '' || String(one.volume) === volume),
  )
  // A set's record that lists its volumes' numbers is none of those volumes.
  const single = own.length > 1 && volume === '' ? own.filter((one) => one.volume === null) : own
  const ids = described.otherIds.filter((id) => id.scheme !== 'system' && id.value.trim() !== '')
  return [
    ...new Set([
      ...single.map((one) => `isbn:${one.isbn13}`),
      ...(described.kind === 'serial' ? issns.map((one) => `issn:${one}`) : []),
      ...ids.map((id) => `${id.scheme}:${id.scheme === 'nbn' ? `${fold(id.source ?? '')}:` : ''}${idText(id.value)}`),
    ]),
  ]
}

const idText = (value: string) =>
  fold(value)
    .replaceAll(' ', '')
    .replace(/^0+(?=\d)/, '')
    .slice(0, 80)

function titleKeysOf({ title }: Description): string[] {
  if (title === null) return []
  const all = [title, ...(title.alternate === null ? [] : [title.alternate])]
  const keys = all.map((one) => fold(volumeOf(one.main)?.rest || one.main))
  return [...new Set(keys.filter((key) => key !== ''))].map((key) => key.slice(0, 500))
}

function briefOf(described: Description, titles: Titles, isbns: string[], issns: string[]): Brief {
  const { shown, other } = titles
  const [publication] = described.publication
  const place = named(publication?.alternate?.place ?? null) ?? named(publication?.place ?? null)
  const publisher = named(publication?.alternate?.publisher ?? null) ?? named(publication?.publisher ?? null)
  const yearText = publication?.alternate?.dateText ?? publication?.dateText ?? null
  return {
    title: shown.main,
    subtitle: shown.rest,
    part: partOf(shown),
    titleAlternate: other === null ? null : titleLine(other),
    responsibility: shown.responsibility,
    authors: described.authors.map(authorOf),
    edition: described.edition === null ? null : inArabicFirst(described.edition).shown,
    place,
    publisher,
    yearText: yearText ?? (described.years[0] === undefined ? null : String(described.years[0])),
    year: yearOf(described, yearText),
    languages: [...described.languages],
    kind: described.online ? 'electronic' : described.kind,
    extent: described.extent,
    series: described.series.map((one) => inArabicFirst(one).shown),
    subjects: subjectsOf(described),
    isbns,
    issns,
  }
}

// Keys are folded already, so only what is read changes.
function inOwnLetters(brief: Brief): Brief {
  if (!brief.languages.some((code) => code === 'per' || code === 'fas')) return brief
  const own = <T>(value: T): T => {
    if (typeof value === 'string') return persianLetters(value) as T
    if (Array.isArray(value)) return value.map(own) as T
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, own(one)])) as T
  }
  return own(brief)
}

function authorOf(author: Author): Brief['authors'][number] {
  const { shown, other } = inArabicFirst(author)
  return { name: shown, key: headingKey(shown), alternate: other, role: author.role }
}

/** Headings are filed by the Persian alphabet; nobody tells two apart that begin with so many letters alike. */
export function filingKey(label: string): string {
  return sortKey(label).slice(0, 600)
}

/** The folded form under which a name or subject is found, however it is spelt; also its address. */
export function headingKey(label: string): string {
  return fold(label).slice(0, 200).trim()
}

function subjectsOf(described: Description): Brief['subjects'] {
  const subjects = new Map<string, string>()
  for (const subject of described.subjects) {
    const { shown } = inArabicFirst(subject)
    const key = headingKey(shown)
    if (key !== '' && !subjects.has(key)) subjects.set(key, shown)
  }
  return [...subjects].map(([key, label]) => ({ key, label }))
}

function yearOf(described: Description, yearText: string | null): number | null {
  const [language] = described.languages
  const options = language === undefined ? {} : { language }
  for (const text of [...described.years.map(String), ...(yearText === null ? [] : [yearText])]) {
    const year = parseYear(text, options)
    if (year.ok) return year.value.gregorianYears[0]
  }
  return null
}

const STATUS_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(0|available|on ?shelf|موجود|در قفسه)$/, 'available'],
  [/(on ?loan|check(ed)? ?out|امانت)/, 'on-loan'],
  [/(reference|مرجع|not.for.loan|غیر ?قابل امانت)/, 'reference'],
  [/(process|order|damaged|سفارش|آماده ?سازی)/, 'in-process'],
  [/(lost|missing|مفقود|گم ?شده)/, 'lost'],
  [/(withdrawn|discard|وجین)/, 'withdrawn'],
]

function itemOf(item: ItemText): ReadItem {
  const said = item.status === null ? '' : item.status.trim().toLowerCase()
  const status = said === '' ? 'available' : (STATUS_WORDS.find(([words]) => words.test(said))?.[1] ?? 'unknown')
  return {
    libraryCode: item.libraryCode,
    branch: item.branch,
    shelf: item.shelf,
    callNumber: item.callNumber,
    barcode: item.barcode,
    accessionNumber: item.accession,
    copyNumber: item.copy,
    volume: null,
    status,
    note: item.loanPolicy,
  }
}
