import { createElement } from 'react'
import { RECORD_FORMATS, type RecordFormat, RecordPage, type Repair } from '#areas/catalogue/pages/record.tsx'
import { libraryNames } from '#areas/catalogue/service/places.ts'
import { getSourceBytes, getSourceRecord, type SourceRecord } from '#areas/catalogue/service/reading.ts'
import { faultSentence } from '#areas/catalogue/service/summary.ts'
import type { Lang } from '#lib/language.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { writeJson } from '#lib/marc/json/write.ts'
import { writeMarcXml, XML_HEAD, XML_TAIL } from '#lib/marc/marcxml/write.ts'
import { declareUnicode } from '#lib/marc/unicode.ts'
import { contentDisposition } from '#platform/files/disposition.ts'
import type { RequestContext, Router } from '#platform/http.ts'
import { libraryPath } from './feeds.ts'

/** Source records: to read, and to take away. */
export function recordRoutes(app: Router): void {
  app.get('/records/:id', async (c) => {
    const source = await getSourceRecord(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    const name = (await libraryNames(c.get('platform'), [source.library.id])).get(source.library.id)
    const path = libraryPath(name?.networkCode ?? '', source.library.code)
    const page = createElement(RecordPage, { source, libraryPath: path, repairs: repairsOf(source, c.get('lang')) })
    return c.render(page, { title: source.reading.brief.title, unlisted: true })
  })
  app.get('/records/:id/:format', async (c) => {
    const format = c.req.param('format')
    if (!isFormat(format)) return c.notFound()
    const source = await getSourceRecord(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return send(c, source, format)
  })
}

function repairsOf({ row }: SourceRecord, lang: Lang): Repair[] {
  return (row.repairs ?? []).map(({ code, tag, offset, facts }) => ({
    tag,
    offset,
    sentence: faultSentence(lang, code, facts),
  }))
}

const isFormat = (word: string): word is RecordFormat => (RECORD_FORMATS as readonly string[]).includes(word)

async function send(c: RequestContext, source: SourceRecord, format: RecordFormat): Promise<Response> {
  const { row } = source
  const sent = format === 'sent' ? await getSourceBytes(c.get('platform'), c.get('actor'), { id: row.id }) : null
  const { body, type, extension } = sent === null ? write(source, format) : asSent(sent)
  return c.body(body, 200, {
    'content-type': type,
    'content-disposition': contentDisposition(`${source.library.code}-${row.controlNumber}.${extension}`),
    'x-content-type-options': 'nosniff',
  })
}

interface Written {
  body: Uint8Array<ArrayBuffer> | string
  type: string
  extension: string
}

const TYPES = {
  mrc: { type: 'application/marc', extension: 'mrc' },
  xml: { type: 'application/marcxml+xml; charset=utf-8', extension: 'xml' },
  json: { type: 'application/marc-in-json; charset=utf-8', extension: 'json' },
}

function write({ row }: SourceRecord, format: RecordFormat): Written {
  const record = declareUnicode(row.parsed, row.family)
  if (format === 'xml') return { body: `${XML_HEAD}${writeMarcXml(record)}${XML_TAIL}`, ...TYPES.xml }
  if (format === 'json') return { body: writeJson(record), ...TYPES.json }
  return { body: new Uint8Array(writeIso2709(record)), ...TYPES.mrc }
}

// A record keeps the form it came in; its first character tells which.
function asSent(bytes: Buffer): Written {
  const [first] = bytes
  const known = first === 0x3c ? TYPES.xml : first === 0x7b ? TYPES.json : TYPES.mrc
  return { body: new Uint8Array(bytes), ...known }
}
