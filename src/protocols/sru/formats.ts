import type { UnionItem } from '#areas/catalogue/service.ts'
import { writeDublinCore } from '#lib/formats/dublin-core.ts'
import { writeMods } from '#lib/formats/mods.ts'
import { describe } from '#lib/marc/description/describe.ts'
import { writeMarcXml } from '#lib/marc/marcxml/write.ts'

/** A schema in which records are given: its identifier, the short name clients ask by, and how a record is written. */
export interface RecordFormat {
  readonly identifier: string
  readonly names: readonly string[]
  readonly title: string
  write(item: UnionItem, url: string): string
}

const DC = 'info:srw/schema/1/dc-schema'

/** The first is given to whoever names none. */
export const FORMATS: readonly RecordFormat[] = [
  {
    identifier: 'info:srw/schema/1/marcxml-v1.1',
    names: ['marcxml', 'marc', 'marc21', 'http://www.loc.gov/MARC21/slim'],
    title: 'MARCXML',
    write: ({ record }) =>
      writeMarcXml(record).trim().replace('<record>', '<record xmlns="http://www.loc.gov/MARC21/slim">'),
  },
  {
    identifier: 'info:srw/schema/1/mods-v3.8',
    names: ['mods', 'info:srw/schema/1/mods-v3.3', 'info:srw/schema/1/mods-v3.5', 'http://www.loc.gov/mods/v3'],
    title: 'MODS 3.8',
    write: ({ record }, url) => writeMods(describe(record, 'marc21'), { url }),
  },
  {
    identifier: 'info:srw/schema/1/dc-v1.1',
    names: ['dc', 'http://purl.org/dc/elements/1.1/'],
    title: 'Dublin Core',
    write: ({ record }, url) =>
      writeDublinCore(describe(record, 'marc21'), { url })
        .replace(/^<oai_dc:dc[^>]*>/, `<srw_dc:dc xmlns:srw_dc="${DC}" xmlns:dc="http://purl.org/dc/elements/1.1/">`)
        .replace(/<\/oai_dc:dc>\s*$/, '</srw_dc:dc>'),
  },
  {
    identifier: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    names: ['oai_dc'],
    title: 'Dublin Core as OAI-PMH has it',
    write: ({ record }, url) => writeDublinCore(describe(record, 'marc21'), { url }),
  },
]

export const formatAsked = (name: string): RecordFormat | undefined =>
  FORMATS.find(({ identifier, names }) => identifier === name || names.includes(name.toLowerCase()))
