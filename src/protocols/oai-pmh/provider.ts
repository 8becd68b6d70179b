import { oldestDatestamp, settleChanges } from '#areas/catalogue/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { escapeXml } from '#lib/marc/marcxml/write.ts'
import type { Platform } from '#platform/platform.ts'
import { envelope, errorsXml } from './envelope.ts'
import { FORMATS } from './formats.ts'
import { hostOf, idOf } from './identifier.ts'
import { listPage } from './lists.ts'
import { knownChange, oneRecord } from './one-record.ts'
import { type OaiRequest, type ReadRequest, writeMoment } from './request.ts'
import { setsXml } from './sets.ts'
import { refuse, StoppedByProtocol } from './stopped.ts'

/** Answers one request of a harvester with a whole OAI-PMH document; errors of the protocol are answers as well. */
export async function answerOai(platform: Platform, actor: Actor, read: ReadRequest): Promise<string> {
  const baseUrl = `${platform.config.origin}/oai`
  // Everything committed before this moment is in the answer; what comes later is stamped at it or after it.
  const at = await settleChanges(platform)
  if (!read.ok) return envelope({ baseUrl, echo: {} }, at, errorsXml(read.errors))
  try {
    return envelope({ baseUrl, echo: read.echo }, at, await contentOf(platform, actor, read.request, at))
  } catch (error) {
    if (!(error instanceof StoppedByProtocol)) throw error
    // §3.2: with badArgument the request is repeated without its arguments.
    const echo = error.code === 'badArgument' ? {} : read.echo
    return envelope({ baseUrl, echo }, at, errorsXml([{ code: error.code, message: error.message }]))
  }
}

async function contentOf(platform: Platform, actor: Actor, request: OaiRequest, at: Date): Promise<string> {
  switch (request.verb) {
    case 'Identify':
      return identify(platform, at)
    case 'ListMetadataFormats':
      if (request.identifier !== null) await knownChange(platform, request.identifier)
      return `<ListMetadataFormats>\n${FORMATS.map(formatXml).join('')}</ListMetadataFormats>\n`
    case 'ListSets':
      if (request.resumptionToken !== null) return refuse('badResumptionToken', 'The sets come in one answer.')
      return listSets(await setsXml(platform, actor))
    case 'GetRecord':
      return `<GetRecord>\n${await oneRecord(platform, actor, request, at)}</GetRecord>\n`
    default:
      return await listPage(platform, actor, request)
  }
}

function listSets(sets: string): string {
  return sets === '' ? refuse('noSetHierarchy', 'There are no networks yet.') : `<ListSets>\n${sets}</ListSets>\n`
}

const formatXml = ({ prefix, schema, namespace }: (typeof FORMATS)[number]) =>
  `<metadataFormat><metadataPrefix>${prefix}</metadataPrefix><schema>${schema}</schema>` +
  `<metadataNamespace>${namespace}</metadataNamespace></metadataFormat>\n`

async function identify(platform: Platform, at: Date): Promise<string> {
  const { origin, mailFrom } = platform.config
  const earliest = (await oldestDatestamp(platform)) ?? at
  const host = hostOf(platform)
  return `<Identify>
<repositoryName>پیوند: فهرست مشترک کتابخانه‌ها / Peyvand union catalogue</repositoryName>
<baseURL>${escapeXml(origin)}/oai</baseURL>
<protocolVersion>2.0</protocolVersion>
<adminEmail>${escapeXml(adminAddress(mailFrom))}</adminEmail>
<earliestDatestamp>${writeMoment(earliest)}</earliestDatestamp>
<deletedRecord>persistent</deletedRecord>
<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>
<compression>gzip</compression>
${/^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+$/.test(host) ? identifierScheme(host) : ''}</Identify>
`
}

const SCHEME = 'http://www.openarchives.org/OAI/2.0/oai-identifier'

const identifierScheme = (host: string) => `<description>
<oai-identifier xmlns="${SCHEME}" xsi:schemaLocation="${SCHEME} ${SCHEME}.xsd">
<scheme>oai</scheme>
<repositoryIdentifier>${host}</repositoryIdentifier>
<delimiter>:</delimiter>
<sampleIdentifier>${idOf(host, '0199aaaa-0000-7000-8000-000000000000')}</sampleIdentifier>
</oai-identifier>
</description>
`

// The schema wants a name with a dot behind the @; a machine of one's own has none.
function adminAddress(mailFrom: string): string {
  const address = /<([^<>\s]+)>/.exec(mailFrom)?.[1] ?? mailFrom.trim()
  if (/^\S+@\S+\.\S+$/.test(address)) return address
  return /^\S+@\S+$/.test(address) ? `${address}.localdomain` : 'peyvand@localhost.localdomain'
}
