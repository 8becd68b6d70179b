import type { UnionItem } from '#areas/catalogue/service.ts'
import { writeDublinCore } from '#lib/formats/dublin-core.ts'
import { writeMods } from '#lib/formats/mods.ts'
import { describe } from '#lib/marc/description/describe.ts'
import { writeMarcXml } from '#lib/marc/marcxml/write.ts'

/** A form in which records are given: as ListMetadataFormats tells it, and how a record is written in it. */
export interface MetadataFormat {
  prefix: string
  schema: string
  namespace: string
  write(item: UnionItem, url: string): string
}

const MARC = 'http://www.loc.gov/MARC21/slim'
const MARC_SCHEMA = 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd'
const MARC_ROOT = `<record xmlns="${MARC}" xsi:schemaLocation="${MARC} ${MARC_SCHEMA}">`

/** The forms of `/oai`; simple Dublin Core is the one every harvester takes (§3.4). */
export const FORMATS: readonly MetadataFormat[] = [
  {
    prefix: 'oai_dc',
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    write: ({ record }, url) => writeDublinCore(describe(record, 'marc21'), { url }),
  },
  {
    prefix: 'marcxml',
    schema: MARC_SCHEMA,
    namespace: MARC,
    write: ({ record }) => writeMarcXml(record).replace('<record>', MARC_ROOT),
  },
  {
    prefix: 'mods',
    schema: 'http://www.loc.gov/standards/mods/v3/mods-3-8.xsd',
    namespace: 'http://www.loc.gov/mods/v3',
    write: ({ record }, url) => writeMods(describe(record, 'marc21'), { url }),
  },
]

export const formatOf = (prefix: string): MetadataFormat | undefined =>
  FORMATS.find((format) => format.prefix === prefix)
