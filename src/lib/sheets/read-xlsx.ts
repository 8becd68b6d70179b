import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Refusal } from '#lib/refusal.ts'
import { unpack, ZipFault, type ZipPart, zipParts } from './unzip.ts'
import { dateStyles, dayOfSerial } from './xlsx-dates.ts'

/** A row with its number in the sheet, from 1, and its cells as text up to the last one that has any. */
export interface XlsxRow {
  readonly row: number
  readonly cells: readonly string[]
}

const MB = 1024 * 1024
/** Unpacked bytes of a sheet, of its shared texts, and of the small parts. */
const MOST = { sheet: 256 * MB, texts: 128 * MB, small: 16 * MB }
/** So much of one text or tag; a cell holds 32,767 characters at most. */
const LONGEST_PIECE = 4 * MB
/** Cells behind these are formatting that reaches to the edge; nobody has so many columns. */
const MOST_COLUMNS = 1000
const LAST_ROW = 1_048_576
const AT_ONCE = 500

/**
 * Reads the first sheet of an XLSX file (ECMA-376) a stretch of rows at a time: what is empty costs nothing, wherever the
 * last cell stands, and nothing is held but the shared texts. Rows without text do not come; dates are ISO days.
 *
 * Refuses, as `invalid`: `sheets.not-a-table` for what is no such file, `sheets.too-large` for one that unpacks to more than
 * 256 MB.
 */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<XlsxRow[]> {
  try {
    const parts = zipParts(bytes)
    const book = await readBook(parts)
    const reader = new RowReader(await readTexts(parts.get(book.texts)), book)
    const { parser, gap } = listening((parser) => reader.listen(parser))
    const sheet = parts.get(book.sheet)
    if (sheet === undefined) throw new ZipFault('damaged')
    for await (const _ of written(parser, unpack(sheet, MOST.sheet), gap)) {
      if (reader.rows.length >= AT_ONCE) yield reader.rows.splice(0)
    }
    if (reader.rows.length > 0) yield reader.rows.splice(0)
  } catch (error) {
    if (error instanceof ZipFault && error.code === 'too-large') {
      throw new Refusal('invalid', 'sheets.too-large', { megabytes: MOST.sheet / MB })
    }
    throw error instanceof ZipFault ? new Refusal('invalid', 'sheets.not-a-table') : error
  }
}

interface Book {
  sheet: string
  texts: string
  isDate: readonly boolean[]
  from1904: boolean
}

/** Where the first sheet and the shared texts lie, and which styles are dates. */
async function readBook(parts: ReadonlyMap<string, ZipPart>): Promise<Book> {
  const home = 'xl/'
  const targets = new Map<string, string>()
  const book: Book = { sheet: '', texts: `${home}sharedStrings.xml`, isDate: [], from1904: false }
  await readPart(parts.get(`${home}_rels/workbook.xml.rels`), MOST.small, (parser) => {
    parser.on('opentag', ({ attributes: { Id = '', Target = '', Type = '' } }) => {
      const path = Target.startsWith('/') ? Target.slice(1) : `${home}${Target}`
      targets.set(Id, path)
      if (Type.endsWith('/sharedStrings')) book.texts = path
    })
  })
  await readPart(parts.get(`${home}workbook.xml`), MOST.small, (parser) => {
    parser.on('opentag', (tag) => {
      const name = bare(tag.name)
      if (name === 'workbookPr') book.from1904 = /^(1|true)$/.test(tag.attributes.date1904 ?? '')
      const id = Object.entries(tag.attributes).find(([key]) => key.endsWith(':id'))?.[1]
      if (name === 'sheet' && book.sheet === '' && id !== undefined) book.sheet = targets.get(id) ?? ''
    })
  })
  const styles = dateStyles()
  await readPart(parts.get(`${home}styles.xml`), MOST.small, (parser) => {
    parser.on('opentag', ({ name, attributes }) => styles.open(bare(name), attributes))
    parser.on('closetag', ({ name }) => styles.close(bare(name)))
  })
  return { ...book, isDate: styles.isDate }
}

async function readTexts(part: ZipPart | undefined): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  const path: string[] = []
  const add = (piece: string) => {
    if (path.at(-1) === 't' && !path.includes('rPh')) text += piece
  }
  await readPart(part, MOST.texts, (parser) => {
    parser.on('opentag', ({ name }) => path.push(bare(name)))
    parser.on('text', add)
    parser.on('cdata', add)
    parser.on('closetag', () => {
      if (path.pop() !== 'si') return
      texts.push(text)
      text = ''
    })
  })
  return texts
}

/** Hears a sheet and keeps its rows until they are taken. */
class RowReader {
  readonly rows: XlsxRow[] = []
  readonly #texts: readonly string[]
  readonly #book: Book
  readonly #path: string[] = []
  #row = 0
  #column = 0
  #cell: Readonly<Record<string, string>> = {}
  #text = ''
  #cells: string[] = []

  constructor(texts: readonly string[], book: Book) {
    this.#texts = texts
    this.#book = book
  }

  listen(parser: SaxesParser): void {
    const add = (piece: string) => {
      const at = this.#path.at(-1)
      if ((at === 'v' || at === 't') && !this.#path.includes('rPh')) this.#text += piece
    }
    parser.on('opentag', (tag) => this.#open(tag))
    parser.on('text', add)
    parser.on('cdata', add)
    parser.on('closetag', () => this.#close())
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    const tag = bare(name)
    this.#path.push(tag)
    if (tag === 'row') {
      const row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r)
      if (!Number.isInteger(row) || row <= this.#row || row > LAST_ROW) throw new ZipFault('damaged')
      this.#row = row
      this.#column = 0
      this.#cells = []
    } else if (tag === 'c') {
      this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r)
      this.#cell = attributes
      this.#text = ''
    }
  }

  #close(): void {
    const tag = this.#path.pop()
    if (tag === 'c' && this.#column <= MOST_COLUMNS) {
      const text = this.#value().trim()
      if (text === '') return
      while (this.#cells.length < this.#column - 1) this.#cells.push('')
      this.#cells[this.#column - 1] = text
    } else if (tag === 'row' && this.#cells.length > 0) {
      this.rows.push({ row: this.#row, cells: this.#cells })
      this.#cells = []
    }
  }

  #value(): string {
    const { t: type = 'n', s: style = '' } = this.#cell
    if (type === 's') return this.#texts[Number(this.#text)] ?? ''
    if (type === 'b') return this.#text.trim() === '1' ? 'true' : 'false'
    if (type === 'e') return ''
    if (type === 'd') return this.#text.slice(0, 10)
    if (type !== 'n') return this.#text
    const number = Number(this.#text)
    if (this.#text.trim() === '' || !Number.isFinite(number)) return this.#text
    const day = this.#book.isDate[Number(style)] === true ? dayOfSerial(number, this.#book.from1904) : null
    return day ?? String(number)
  }
}

/** `AB12` → 28. */
function columnOf(reference: string): number {
  const letters = /^\$?([A-Za-z]{1,3})\$?\d*$/.exec(reference)?.[1]
  if (letters === undefined) throw new ZipFault('damaged')
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

async function readPart(part: ZipPart | undefined, most: number, listen: (parser: SaxesParser) => void): Promise<void> {
  if (part === undefined) return
  const { parser, gap } = listening(listen)
  for await (const _ of written(parser, unpack(part, most), gap)) void _
}

interface Listening {
  parser: SaxesParser
  /** Characters that came since the last tag. */
  gap: { since: number }
}

function listening(listen: (parser: SaxesParser) => void): Listening {
  const parser = new SaxesParser()
  const gap = { since: 0 }
  parser.on('error', () => {
    throw new ZipFault('damaged')
  })
  parser.on('doctype', () => {
    throw new ZipFault('damaged')
  })
  listen(parser)
  return { parser, gap }
}

/** Gives the pieces to the parser; yields after each. */
async function* written(
  parser: SaxesParser,
  pieces: AsyncIterable<Uint8Array>,
  gap: Listening['gap'],
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8')
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true })
    // A text or tag without an end would be held whole.
    gap.since = text.includes('<') ? text.length : gap.since + text.length
    if (gap.since > LONGEST_PIECE) throw new ZipFault('damaged')
    parser.write(text)
    yield
  }
  parser.write(decoder.decode())
  parser.close()
}
