import { addressOf, inputOf } from '#areas/catalogue/pages/parts/search-address.ts'
import { editionAddress, type UnionItem, unionItems } from '#areas/catalogue/service/following/union.ts'
import { searchCatalogue } from '#areas/catalogue/service/search/searching.ts'
import { entryOf } from '#lib/entry-of.ts'
import { writeBibtex } from '#lib/formats/bibtex.ts'
import { type Citable, citableOf } from '#lib/formats/citable.ts'
import { writeDublinCore } from '#lib/formats/dublin-core.ts'
import { writeMods } from '#lib/formats/mods.ts'
import { writeRis } from '#lib/formats/ris.ts'
import { tableHeader, tableRow } from '#lib/formats/table.ts'
import type { Lang } from '#lib/language.ts'
import { describe } from '#lib/marc/description/describe.ts'
import { writeMarcXml, XML_HEAD, XML_TAIL } from '#lib/marc/marcxml/write.ts'
import { writeCsv, writeXlsxSheet } from '#lib/sheets/write-sheet.ts'
import { contentDisposition } from '#platform/files/disposition.ts'
import type { RequestContext, Router } from '#platform/http.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

/** The most titles one file holds; more are had by `GET /api/catalogue/export`. */
export const MOST_EXPORTED = 1000
const AT_ONCE = 100

/** An edition on its way out: its record, what citations say of it, its address. */
interface Taken {
  item: UnionItem
  cited: Citable
  url: string
}

interface ListFormat {
  readonly type: string
  readonly extension: string
  readonly write: (taken: readonly Taken[], lang: Lang) => string | Promise<Uint8Array<ArrayBuffer>>
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
const described = ({ item }: Taken) => describe(item.record, 'marc21')

/** The forms in which a list of titles is taken away. */
export const LIST_FORMATS: Readonly<Record<string, ListFormat>> = {
  csv: {
    type: 'text/csv',
    extension: 'csv',
    write: (taken, lang) =>
      writeCsv(
        tableHeader(lang),
        taken.map(({ cited }) => tableRow(cited)),
      ),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    write: async (taken, lang) => {
      const rows = taken.map(({ cited }) => tableRow(cited))
      return new Uint8Array(await writeXlsxSheet(tableHeader(lang), rows, lang === 'fa'))
    },
  },
  bibtex: {
    type: 'application/x-bibtex',
    extension: 'bib',
    write: (taken) => taken.map(({ cited }) => writeBibtex(cited)).join('\n'),
  },
  ris: {
    type: 'application/x-research-info-systems',
    extension: 'ris',
    write: (taken) => taken.map(({ cited }) => writeRis(cited)).join(''),
  },
  marcxml: {
    type: 'application/marcxml+xml',
    extension: 'marc.xml',
    write: (taken) => XML_HEAD + taken.map(({ item }) => writeMarcXml(item.record)).join('') + XML_TAIL,
  },
  mods: {
    type: 'application/mods+xml',
    extension: 'mods.xml',
    write: (taken) =>
      `${XML}<modsCollection xmlns="http://www.loc.gov/mods/v3">\n${taken.map((one) => writeMods(described(one), one)).join('\n')}\n</modsCollection>\n`,
  },
  dc: {
    type: 'application/xml',
    extension: 'dc.xml',
    write: (taken) =>
      `${XML}<records>\n${taken.map((one) => writeDublinCore(described(one), one)).join('\n')}\n</records>\n`,
  },
}

/** Results of a search, or chosen editions (`id`, repeated), as one file in any of the forms. */
export function resultExportRoutes(app: Router): void {
  app.get('/search/export', async (c) => {
    const format = entryOf(LIST_FORMATS, c.req.query('format') ?? '')
    if (format === undefined) return c.notFound()
    const platform = c.get('platform')
    const taken = await takenFrom(platform, await idsAsked(c))
    const body = await format.write(taken, c.get('lang'))
    const isText = typeof body === 'string'
    return c.body(body, 200, {
      'content-type': isText ? `${format.type}; charset=utf-8` : format.type,
      'content-disposition': contentDisposition(`peyvand.${format.extension}`),
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
    })
  })
}

/** The editions chosen by id, else those the search finds, in its order. */
async function idsAsked(c: RequestContext): Promise<string[]> {
  const params = new URL(c.req.url).searchParams
  const chosen = [...new Set(params.getAll('id'))].filter(isId)
  if (params.has('id')) return chosen.slice(0, MOST_EXPORTED)
  const input = inputOf(addressOf('/search', params))
  const ids: string[] = []
  for (let offset = 0; offset < MOST_EXPORTED; offset += AT_ONCE) {
    const asked = { ...input, limit: AT_ONCE, offset }
    const { hits, total } = await searchCatalogue(c.get('platform'), c.get('actor'), asked, c.get('lang'), {})
    ids.push(...hits.map((hit) => hit.id))
    if (hits.length === 0 || ids.length >= total) break
  }
  return [...new Set(ids)]
}

async function takenFrom(platform: Platform, ids: readonly string[]): Promise<Taken[]> {
  const taken: Taken[] = []
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE)
    const items = await unionItems(platform, some)
    for (const id of some) {
      const item = items.get(id)
      if (item === undefined) continue
      const url = editionAddress(platform, id)
      taken.push({ item, url, cited: citableOf(describe(item.record, 'marc21'), `peyvand-${id}`, url) })
    }
  }
  return taken
}
