import { createElement, Fragment, type ReactNode } from 'react'
import { editionAddress, type UnionItem, unionItems } from '#areas/catalogue/service/following/union.ts'
import { getEditionPage } from '#areas/catalogue/service/reading.ts'
import { writeBibtex } from '#lib/formats/bibtex.ts'
import { citableOf } from '#lib/formats/citable.ts'
import { writeDublinCore } from '#lib/formats/dublin-core.ts'
import { writeMods } from '#lib/formats/mods.ts'
import { writeRis } from '#lib/formats/ris.ts'
import { describe } from '#lib/marc/description/describe.ts'
import { escapeXml, writeMarcXml, XML_HEAD, XML_TAIL } from '#lib/marc/marcxml/write.ts'
import { Refusal } from '#lib/refusal.ts'
import { contentDisposition } from '#platform/files/disposition.ts'
import type { RequestContext, Router } from '#platform/http.ts'

interface EditionFormat {
  name: string
  type: string
  extension: string
  write(item: UnionItem, url: string): string
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** The forms in which an edition is taken away; their names are those of unAPI and of `/editions/ID/NAME`. */
export const EDITION_FORMATS: readonly EditionFormat[] = [
  {
    name: 'marcxml',
    type: 'application/marcxml+xml',
    extension: 'marc.xml',
    write: ({ record }) => `${XML_HEAD}${writeMarcXml(record)}${XML_TAIL}`,
  },
  {
    name: 'mods',
    type: 'application/mods+xml',
    extension: 'mods.xml',
    write: ({ record }, url) => `${HEAD}${writeMods(describe(record, 'marc21'), { url })}\n`,
  },
  {
    name: 'dc',
    type: 'application/xml',
    extension: 'dc.xml',
    write: ({ record }, url) => `${HEAD}${writeDublinCore(describe(record, 'marc21'), { url })}\n`,
  },
  {
    name: 'bibtex',
    type: 'application/x-bibtex',
    extension: 'bib',
    write: ({ id, record }, url) => writeBibtex(citableOf(describe(record, 'marc21'), `peyvand-${id}`, url)),
  },
  {
    name: 'ris',
    type: 'application/x-research-info-systems',
    extension: 'ris',
    write: ({ id, record }, url) => writeRis(citableOf(describe(record, 'marc21'), `peyvand-${id}`, url)),
  },
]

/** An edition in each form, by address and by unAPI. */
export function editionFormatRoutes(app: Router): void {
  app.get('/editions/:id/:format', async (c) => {
    const format = EDITION_FORMATS.find(({ name }) => name === c.req.param('format'))
    return format === undefined ? c.notFound() : await send(c, c.req.param('id'), format)
  })
  // unAPI 1.0: without a format the list of them, 300 when it is about one id; 406 for a format there is not.
  app.get('/unapi', async (c) => {
    const { id: address, format: name } = c.req.query()
    const id = address?.split(/[/:]/).at(-1) ?? ''
    if (name === undefined) {
      if (address !== undefined) await getEditionPage(c.get('platform'), c.get('actor'), { id })
      return c.body(formatList(address), address === undefined ? 200 : 300, {
        'content-type': 'application/xml; charset=utf-8',
      })
    }
    const format = EDITION_FORMATS.find((one) => one.name === name)
    if (format === undefined) return c.text('406 Not Acceptable\n', 406)
    return await send(c, id, format)
  })
}

function formatList(address: string | undefined): string {
  const formats = EDITION_FORMATS.map(({ name, type }) => `<format name="${name}" type="${type}"/>`).join('')
  return `${HEAD}<formats${address === undefined ? '' : ` id="${escapeXml(address)}"`}>${formats}</formats>\n`
}

async function send(c: RequestContext, id: string, { type, extension, write }: EditionFormat): Promise<Response> {
  const platform = c.get('platform')
  // Refuses what is unknown, hidden or part of another, each in its own way.
  await getEditionPage(platform, c.get('actor'), { id })
  const item = (await unionItems(platform, [id])).get(id)
  if (item === undefined) throw new Refusal('missing', 'catalogue.edition-unknown')
  return c.body(write(item, editionAddress(platform, id)), 200, {
    'content-type': `${type}; charset=utf-8`,
    'content-disposition': contentDisposition(`peyvand-${id}.${extension}`),
    'x-content-type-options': 'nosniff',
  })
}

/** For the head of an edition's page: where the same is had in other forms. */
export function formatLinks(id: string): ReactNode {
  const links = EDITION_FORMATS.map(({ name, type }) =>
    createElement('link', { key: name, rel: 'alternate', type, href: `/editions/${id}/${name}`, title: name }),
  )
  const server = createElement('link', {
    key: 'unapi',
    rel: 'unapi-server',
    type: 'application/xml',
    href: '/unapi',
    title: 'unAPI',
  })
  return createElement(Fragment, null, ...links, server)
}
