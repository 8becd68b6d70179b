import {
  changesPage,
  countOfChanges,
  isGone,
  lastPlace,
  placeBefore,
  type UnionItem,
  unionItems,
} from '#areas/catalogue/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'
import { formatOf } from './formats.ts'
import { headerXml, recordXml } from './records.ts'
import type { ListVerb, OaiRequest } from './request.ts'
import { setIdOf, specsOf } from './sets.ts'
import { refuse } from './stopped.ts'
import { type ListPlace, readToken, writeToken } from './token.ts'

/** Records and headers of one answer: large enough that requests cost little, small enough to be written in one piece. */
const PAGE: Readonly<Record<ListVerb, number>> = { ListRecords: 250, ListIdentifiers: 1000 }

type ListRequest = Extract<OaiRequest, { verb: ListVerb }>

/** One page of ListRecords or ListIdentifiers, with the token of the next. */
export async function listPage(platform: Platform, actor: Actor, request: ListRequest): Promise<string> {
  const resumed = 'resumptionToken' in request
  const place = resumed ? await placeOf(platform, request) : await beginning(platform, actor, request)
  const { verb, set, after, before, cursor } = place
  const format = formatOf(place.metadataPrefix)
  if (format === undefined) return refuse('cannotDisseminateFormat', 'ListMetadataFormats names the formats.')
  const asked = { after, set, before: before === null ? null : new Date(before) }
  const found = await changesPage(platform, asked, PAGE[verb] + 1)
  const page = found.slice(0, PAGE[verb])
  const last = page.at(-1)
  if (last === undefined) {
    const moved = 'What was left of this list has changed since: harvest on from the first responseDate.'
    return refuse('noRecordsMatch', resumed ? moved : 'Nothing matches these arguments.')
  }
  const ids = new Set(page.flatMap((change) => [...change.setIds, ...change.leftSetIds]))
  const specs = await specsOf(platform, actor, [...ids])
  const present = page.filter((change) => !isGone(change, set)).map((change) => change.editionId)
  const items = verb === 'ListRecords' ? await unionItems(platform, present) : new Map<string, UnionItem>()
  const records = page.map((change) => {
    const item = items.get(change.editionId)
    const isDeleted = isGone(change, set) || (verb === 'ListRecords' && item === undefined)
    const header = headerXml(platform, change, { specs, isDeleted, only: change.isPublic ? set : null })
    return verb === 'ListRecords' ? recordXml(platform, header, item, format) : header
  })
  const more = found.length > page.length
  if (more && !resumed) place.size = await countOfChanges(platform, asked)
  const next = more ? writeToken({ ...place, after: last.seq, cursor: cursor + page.length }, platform.secret) : ''
  return `<${verb}>\n${records.join('')}${more || resumed ? tokenXml(place, cursor + page.length, next) : ''}</${verb}>\n`
}

// §3.5: the last answer of a list that came in parts closes with an empty token.
function tokenXml({ size, cursor }: ListPlace, given: number, token: string): string {
  const complete = token === '' ? given : Math.max(size, given)
  return `<resumptionToken completeListSize="${complete}" cursor="${cursor}">${token}</resumptionToken>\n`
}

async function beginning(
  platform: Platform,
  actor: Actor,
  request: Exclude<ListRequest, { resumptionToken: string }>,
): Promise<ListPlace> {
  const { verb, metadataPrefix, from, until } = request
  if (formatOf(metadataPrefix) === undefined) {
    return refuse('cannotDisseminateFormat', 'ListMetadataFormats names the formats.')
  }
  const set = request.set === null ? null : await setIdOf(platform, actor, request.set)
  if (request.set !== null && set === null) return refuse('noRecordsMatch', 'ListSets names the sets; this is none.')
  const after = from === null ? 0 : await placeBefore(platform, from.begins)
  return { verb, metadataPrefix, set, before: until?.ends.getTime() ?? null, after, cursor: 0, size: 0 }
}

async function placeOf(
  platform: Platform,
  { verb, resumptionToken }: { verb: ListVerb; resumptionToken: string },
): Promise<ListPlace> {
  const place = readToken(resumptionToken, platform.secret)
  if (place === null || place.verb !== verb)
    return refuse('badResumptionToken', 'This token is none of ours for this verb.')
  // A catalogue restored from a backup has forgotten what the token continues.
  if (place.after > (await lastPlace(platform))) {
    return refuse('badResumptionToken', 'The catalogue was restored to an earlier state: begin the list anew.')
  }
  return place
}
