import type { UnionItem } from '#areas/catalogue/service.ts'
import { escapeXml } from '#lib/marc/marcxml/write.ts'
import type { Platform } from '#platform/platform.ts'
import type { MetadataFormat } from './formats.ts'
import { hostOf, idOf } from './identifier.ts'
import { writeMoment } from './request.ts'

interface Stamped {
  editionId: string
  changedAt: Date
  setIds: readonly string[]
  leftSetIds: readonly string[]
}

/** What a header is written with: setSpecs by id, whether it is deleted, and the set it was asked for when only that one matters. */
export interface Told {
  specs: ReadonlyMap<string, string>
  isDeleted: boolean
  only: string | null
}

const MOST_ORIGINS = 20

/**
 * The header of a record. A deleted one names the sets it stood in; one that only left the set asked for names that set, so
 * that nobody takes it for gone everywhere.
 */
export function headerXml(platform: Platform, change: Stamped, { specs, isDeleted, only }: Told): string {
  const ids = isDeleted ? (only === null ? change.leftSetIds : [only]) : change.setIds
  const sets = [...new Set(ids.flatMap((id) => specs.get(id) ?? []))].sort()
  return (
    `<header${isDeleted ? ' status="deleted"' : ''}><identifier>${escapeXml(idOf(hostOf(platform), change.editionId))}</identifier>` +
    `<datestamp>${writeMoment(change.changedAt)}</datestamp>${sets.map((spec) => `<setSpec>${escapeXml(spec)}</setSpec>`).join('')}</header>\n`
  )
}

/** A whole record; a deleted one is its header alone (§2.5.1). */
export function recordXml(
  platform: Platform,
  header: string,
  item: UnionItem | undefined,
  format: MetadataFormat,
): string {
  if (item === undefined) return `<record>\n${header}</record>\n`
  const metadata = format.write(item, `${platform.config.origin}/editions/${item.id}`)
  return `<record>\n${header}<metadata>\n${metadata}</metadata>\n${aboutXml(platform, item)}</record>\n`
}

const PROVENANCE = 'http://www.openarchives.org/OAI/2.0/provenance'

// One container for each source: the record as its library sent it, at an address where anybody reads it.
function aboutXml(platform: Platform, { origins }: UnionItem): string {
  const { origin } = platform.config
  return origins
    .slice(0, MOST_ORIGINS)
    .map(
      ({ recordId, library, updatedAt }) => `<about>
<provenance xmlns="${PROVENANCE}" xsi:schemaLocation="${PROVENANCE} ${PROVENANCE}.xsd">
<originDescription harvestDate="${writeMoment(updatedAt)}" altered="true">
<baseURL>${escapeXml(`${origin}/libraries/${library.split(':').map(encodeURIComponent).join('/')}`)}</baseURL>
<identifier>${escapeXml(`${origin}/records/${recordId}`)}</identifier>
<datestamp>${writeMoment(updatedAt)}</datestamp>
<metadataNamespace>http://www.loc.gov/MARC21/slim</metadataNamespace>
</originDescription>
</provenance>
</about>
`,
    )
    .join('')
}
