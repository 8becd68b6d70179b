import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { getImport, type ImportEntry } from '#areas/catalogue/service/keeping.ts'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { libraryByCode, placeOfLibrary } from '#areas/libraries/service.ts'
import { type Actor, type Role, type Scope, systemActor } from '#areas/people/contract.ts'
import type { MarcRecord } from '#lib/marc/record.ts'
import type { Platform } from '#platform/platform.ts'
import { aPeyvand, type Cleanup, type PlatformWishes } from './database.ts'
import { aRecord, isoBytes, whole } from './marc-records.ts'
import { anActor } from './people.ts'

/** Who does everything in a test that is not about rights. */
export const SYSTEM = systemActor('tests')

/** Two networks with libraries in two provinces: NLA:11 and NLA:12 (Khorasan Razavi), NLA:21 (Tehran), AQR:31. */
export interface Union {
  platform: Platform
  /** The scope of a library by `NETWORK:CODE`. */
  places: Readonly<Record<string, Scope & { level: 'library' }>>
}

const LIBRARIES = [
  ['NLA', '11', 'کتابخانهٔ شهید مطهری', 'خراسان رضوی'],
  ['NLA', '12', 'کتابخانهٔ فردوسی', 'خراسان رضوی'],
  ['NLA', '21', 'کتابخانهٔ پارک شهر', 'تهران'],
  ['AQR', '31', 'کتابخانهٔ مرکزی آستان', 'خراسان رضوی'],
] as const

/** A whole platform with a small union of libraries and nothing in its catalogue. */
export async function aUnion(t: Cleanup, wishes: PlatformWishes = {}): Promise<Union> {
  const { platform } = await aPeyvand(t, wishes)
  return { platform, places: await addLibraries(platform) }
}

/** The libraries of `aUnion` on a platform of one's own. */
export async function addLibraries(platform: Platform): Promise<Union['places']> {
  await addNetwork(platform, SYSTEM, { code: 'NLA', name: 'شبکهٔ عمومی' })
  await addNetwork(platform, SYSTEM, { code: 'AQR', name: 'شبکهٔ آستان' })
  const places: Record<string, Scope & { level: 'library' }> = {}
  for (const [network, code, name, province] of LIBRARIES) {
    await putLibrary(platform, SYSTEM, { network, draft: { code, name, province } })
    const place = placeOfLibrary(await libraryByCode(platform, `${network}:${code}`))
    if (place.level === 'library') places[`${network}:${code}`] = place
  }
  return places
}

/** One more library on a platform that has its networks. */
export async function addLibrary(
  platform: Platform,
  network: string,
  draft: { code: string; name: string; city?: string },
): Promise<void> {
  await putLibrary(platform, SYSTEM, { network, draft })
}

/** Somebody with a role over a library, or over the network or province it lies in. */
export function aWorker(
  place: Scope & { level: 'library' },
  role: Role = 'cataloguer',
  more: Partial<Actor> = {},
): Actor {
  const { network, province } = place
  const scope: Scope =
    role === 'administrator'
      ? { level: 'system' }
      : role === 'network-officer'
        ? { level: 'network', network }
        : role === 'province-officer'
          ? { level: 'province', network, province }
          : place
  return anActor([{ role, scope }], more)
}

/** A small Persian record: number, title and whatever more lines it has. */
export function aBook(number: string, title: string, ...lines: string[]): MarcRecord {
  return aRecord([`001=${number}`, '008=250903s2004    ir a          000 0 per d', `245 10 $a${title}`, ...lines])
}

/** The bytes of several records in ISO 2709. */
export const fileOf = (...records: readonly MarcRecord[]): Buffer => Buffer.concat(records.map(isoBytes))

/** Takes a file in, from beginning to end. */
export async function takeIn(
  platform: Platform,
  library: string,
  file: Buffer | MarcRecord[],
  wishes: { actor?: Actor; dryRun?: boolean; fileName?: string } = {},
): Promise<ImportEntry> {
  const bytes = whole(Buffer.isBuffer(file) ? file : fileOf(...file))
  const { actor = SYSTEM, dryRun = false, fileName = 'records.mrc' } = wishes
  const begun = await beginImport(platform, actor, { library, fileName, bytes, dryRun })
  await platform.jobs.drain(['catalogue.import'])
  return await getImport(platform, SYSTEM, { id: begun.id })
}
