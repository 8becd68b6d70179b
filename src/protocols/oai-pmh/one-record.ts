import { changeOf, isGone, unionItems } from '#areas/catalogue/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { formatOf } from './formats.ts'
import { hostOf, idOf } from './identifier.ts'
import { headerXml, recordXml } from './records.ts'
import { specsOf } from './sets.ts'
import { refuse } from './stopped.ts'

/** The change behind an identifier; stops with idDoesNotExist for what was never told to anybody. */
export async function knownChange(platform: Platform, identifier: string) {
  const start = idOf(hostOf(platform), '')
  const id = identifier.startsWith(start) ? identifier.slice(start.length) : ''
  const change = isId(id) ? await changeOf(platform, id) : undefined
  return change ?? refuse('idDoesNotExist', 'There never was a record of this identifier.')
}

/** The content of GetRecord. */
export async function oneRecord(
  platform: Platform,
  actor: Actor,
  { identifier, metadataPrefix }: { identifier: string; metadataPrefix: string },
  at: Date,
): Promise<string> {
  const format = formatOf(metadataPrefix)
  if (format === undefined) return refuse('cannotDisseminateFormat', 'ListMetadataFormats names the formats.')
  const change = await knownChange(platform, identifier)
  const specs = await specsOf(platform, actor, [...change.setIds, ...change.leftSetIds])
  const stamped = { ...change, changedAt: change.changedAt ?? at }
  const item = change.isPublic ? (await unionItems(platform, [change.editionId])).get(change.editionId) : undefined
  const header = headerXml(platform, stamped, {
    specs,
    isDeleted: item === undefined || isGone(change, null),
    only: null,
  })
  return recordXml(platform, header, item, format)
}
