import type { TitleText } from '#lib/marc/description/description.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import { type TitleVolume, volumeOf } from '#lib/persian/volume.ts'
import type { CardVolume } from './card.ts'
import { numberIn } from './read-edition.ts'

type Levels = number[][]

const LETTERS =
  'ا ب ج د ه و ز ح ط ی ک ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ پ چ ژ گ a b c d e f g h i j k l m n o p q r s t u v w x y z'.split(
    ' ',
  )

/** al-thānī, duvvum: «Serie» of other languages sounds like a number too. */
const ROMANISED_ORDINAL = /(?:^|\s)al-|[uo]m(?:$|\s)/i

/** A $n of one letter: الف, «ب», "B"; letters of the two scripts are different volumes. */
function letterOf(number: string): number | null {
  const [word = '', ...more] = fold(number).split(' ')
  const at = more.length > 0 ? -1 : LETTERS.indexOf(word === 'الف' ? 'ا' : word)
  return at < 0 ? null : at + 1
}

/** The volume that a $n names, also a bare number: «۲», "2", «جلد دوم», «al-juzʾ al-thānī». */
function ofPart(number: string): Levels {
  const found = levelsOf(number)
  if (found.length > 0) return found
  const [digits] = /\d{1,3}/.exec(toAsciiDigits(number)) ?? []
  if (digits !== undefined && !/\d{4}/.test(toAsciiDigits(number))) return [[Number(digits)]]
  const counted = levelsOf(`جلد ${number}`)
  if (counted.length > 0) return counted
  // «الاجتماع الأول», «دورهٔ دوم»: whatever is counted.
  const isCounted = !/\p{Nd}{4}/u.test(number) && (/\p{Script=Arabic}/u.test(number) || ROMANISED_ORDINAL.test(number))
  const value = (isCounted ? numberIn(number) : null) ?? letterOf(number)
  return value === null ? [] : [[value]]
}

const MOST_REMEMBERED = 64
const volumes = new Map<string, TitleVolume | null>()

/** `volumeOf`, worked out once for the texts of a record. */
export function volumeIn(text: string): TitleVolume | null {
  const known = volumes.get(text)
  if (known !== undefined) return known
  if (volumes.size >= MOST_REMEMBERED) volumes.clear()
  const found = volumeOf(text)
  const volume = found !== null && isBookOfForty(text, found) ? null : found
  volumes.set(text, volume)
  return volume
}

/** «کتاب الاربعین» is a book of forty traditions and no fortieth book. */
function isBookOfForty(text: string, { kind, numbers, text: mark }: TitleVolume): boolean {
  return kind === 'book' && (numbers[0] ?? 0) >= 20 && text.trimStart().startsWith(mark)
}

function levelsOf(text: string): Levels {
  const found = volumeIn(text)
  if (found === null) return []
  return [found, ...found.others].flatMap((mark) => (mark.numbers.length > 0 ? [[...mark.numbers]] : []))
}

/** Where a volume may be written, the surest place first. */
export interface VolumePlaces {
  readonly titles: readonly TitleText[]
  /** MARC 21 300 $a, UNIMARC 215 $a: «v. 2» is a volume, «2 v.» counts them. */
  readonly extents: readonly string[]
  /** Volumes that the record's ISBNs name. */
  readonly isbnVolumes: readonly number[]
}

/** The volume of a record: from $n, the title, what follows the slash, the extent, or its only ISBN's qualifier; never from a series. */
export function volumeOfRecord({ titles, extents, isbnVolumes }: VolumePlaces): CardVolume | null {
  const reads: (() => [Levels, string][])[] = [
    () => titles.map((title) => partsOf(title)),
    () => titles.map((title) => [inTitle(title), title.main]),
    () => titles.map((title) => [levelsOf(afterSlash(title)), title.responsibility ?? '']),
    () => extents.map((extent) => [levelsOf(singleVolume(extent)), extent]),
    () => (isbnVolumes.length === 1 ? [[[[...isbnVolumes]], String(isbnVolumes[0])]] : []),
  ]
  for (const read of reads) {
    const found = read().find(([levels]) => levels.length > 0)
    if (found) return { levels: found[0], shown: found[1] }
  }
  return null
}

function inTitle({ main, rest }: TitleText): Levels {
  const found = levelsOf(main)
  return rest === null ? found : [...found, ...levelsOf(rest)]
}

function partsOf(title: TitleText): [Levels, string] {
  const numbers = title.parts.flatMap(({ number }) => (number === null ? [] : [number]))
  if (numbers.length > 0) return [numbers.flatMap(ofPart), numbers.join(' ')]
  // «$p جلد اول» is a number in the place of a name.
  const names = title.parts.flatMap(({ name }) => (name === null ? [] : [name]))
  return [names.flatMap(levelsOf), names.join(' ')]
}

/** Only the start of the statement and what a semicolon begins: «/ ج. ۲», not «ترجمهٔ جلد اول …». */
function afterSlash({ responsibility }: TitleText): string {
  if (responsibility === null) return ''
  const pieces = responsibility.split(/[;؛/]/).map((piece) => piece.trim())
  return pieces.filter((piece) => /^\P{L}*(?:ج|جلد|مجلد|المجلد|الجزء|جزء|v|vol|juz)\P{L}/iu.test(piece)).join(' ; ')
}

/** «v. 2» and «ج. ۲ (۳۲۰ ص.)»; a count before the word («2 v. (716 p.)») or an open range («v. <1-2>») describes a set. */
function singleVolume(extent: string): string {
  return /[<>]|\bin\b|^\P{L}*\p{Nd}/u.test(extent) ? '' : extent.replace(/[([][\s\S]*$/, '')
}
