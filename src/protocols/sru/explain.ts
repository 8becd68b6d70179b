import { CQL_INDEXES, CQL_SETS, type CqlIndex, countSearchable } from '#areas/catalogue/service.ts'
import { escapeXml } from '#lib/marc/marcxml/write.ts'
import type { Platform } from '#platform/platform.ts'
import { textElement } from './envelope.ts'
import { FORMATS } from './formats.ts'
import { MOST_RECORDS, type SruVersion } from './request.ts'

export const ZEEREX = 'http://explain.z3950.org/dtd/2.0/'

/** The explain record (ZeeRex 2.0): where the door is, its indexes, schemas and what it can do. */
export function explainRecord(platform: Platform, version: SruVersion): string {
  const { hostname, port, protocol } = new URL(platform.config.origin)
  const sets = Object.entries(CQL_SETS).map(
    ([name, [identifier]]) => `<set identifier="${identifier}" name="${name}"/>`,
  )
  return `<explain xmlns="${ZEEREX}" authoritative="true">
<serverInfo protocol="SRU" version="${version}" transport="${protocol === 'https:' ? 'https' : 'http'}" method="GET POST">
${textElement('host', hostname)}${textElement('port', port || (protocol === 'https:' ? 443 : 80))}<database numRecs="${countSearchable(platform)}">sru</database>
</serverInfo>
<databaseInfo>
<title lang="fa" primary="true">پیوند: فهرست مشترک کتابخانه‌ها</title><title lang="en">Peyvand: union catalogue of libraries</title>
<description lang="en" primary="true">Editions held by the libraries of the networks, found in any Persian or Arabic spelling.</description>
<langUsage codes="per ara eng">Persian, Arabic, English and others</langUsage>
</databaseInfo>
<indexInfo>
${sets.join('\n')}
${CQL_INDEXES.map(indexXml).join('\n')}
${['dc.title', 'dc.date', 'peyvand.newest', 'relevance'].map((name) => `<sortKeyword>${name}</sortKeyword>`).join('')}
</indexInfo>
<schemaInfo>
${FORMATS.map(({ identifier, names, title }) => `<schema identifier="${identifier}" name="${names[0]}" sort="false" retrieve="true">${textElement('title', title)}</schema>`).join('\n')}
</schemaInfo>
<configInfo>
<default type="numberOfRecords">10</default><default type="contextSet">dc</default><default type="index">cql.serverChoice</default>
<default type="relation">=</default><default type="retrieveSchema">${FORMATS[0]!.identifier}</default>
<setting type="maximumRecords">${MOST_RECORDS}</setting>
${SUPPORTS.map(([type, what]) => `<supports type="${type}">${escapeXml(what)}</supports>`).join('\n')}
</configInfo>
</explain>`
}

const SUPPORTS: readonly (readonly [string, string])[] = [
  ...['=', '==', '<>', '<', '<=', '>', '>=', 'any', 'all', 'adj', 'within'].map((one) => ['relation', one] as const),
  ...['stem', 'relevant', 'ignoreCase', 'ignoreAccents', 'masked', 'unmasked', 'string', 'word'].map(
    (one) => ['relationModifier', one] as const,
  ),
  ['maskingCharacter', '*'],
  ['maskingCharacter', '?'],
  ['anchor', '^'],
  ['proximity', ''],
  ...['distance', 'unit', 'ordered', 'unordered'].map((one) => ['proximityModifier', one] as const),
  ['scan', ''],
  ['sort', ''],
  ...['ascending', 'descending', 'missingHigh', 'missingLow', 'missingOmit', 'missingFail'].map(
    (one) => ['sortModifier', one] as const,
  ),
]

function indexXml({ set, name, title, scan }: CqlIndex): string {
  const titles = `<title lang="fa">${escapeXml(title.fa)}</title><title lang="en">${escapeXml(title.en)}</title>`
  return `<index search="true" scan="${scan}" sort="${set === 'dc' && (name === 'title' || name === 'date')}">${titles}<map><name set="${set}">${name}</name></map></index>`
}
