import { getNetwork, librariesByIds, librariesOfNetwork, libraryRow, listNetworks } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { escapeXml } from '#lib/marc/marcxml/write.ts'
import { isRefusal } from '#lib/refusal.ts'
import type { Platform } from '#platform/platform.ts'
import { codesOf, specPart } from './set-spec.ts'

/** Every set: a network, and its libraries as sets within it. */
export async function setsXml(platform: Platform, actor: Actor): Promise<string> {
  const { networks } = await listNetworks(platform, actor)
  let xml = ''
  for (const network of networks) {
    xml += setXml(specPart(network.code), network.name)
    for (const library of await librariesOfNetwork(platform, network.id)) {
      xml += setXml(specOf(network.code, library.code), library.name)
    }
  }
  return xml
}

const specOf = (network: string, library: string) => `${specPart(network)}:${specPart(library)}`

const setXml = (spec: string, name: string) =>
  `<set><setSpec>${escapeXml(spec)}</setSpec><setName>${escapeXml(name)}</setName></set>\n`

/** The id of the library or network a setSpec names; null when there is none. */
export async function setIdOf(platform: Platform, actor: Actor, spec: string): Promise<string | null> {
  const codes = codesOf(spec)
  if (codes === null) return null
  try {
    if (codes.library === null) return (await getNetwork(platform, actor, { code: codes.network })).id
    const library = await libraryRow(platform, `${codes.network}:${codes.library}`)
    return library.networkCode === codes.network ? library.id : null
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** The setSpecs of libraries and networks by id. */
export async function specsOf(platform: Platform, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  const { networks } = await listNetworks(platform, actor)
  const specs = new Map(networks.map((network) => [network.id, specPart(network.code)]))
  const libraries = ids.filter((id) => !specs.has(id))
  for (const row of await librariesByIds(platform, libraries)) specs.set(row.id, specOf(row.networkCode, row.code))
  return specs
}
