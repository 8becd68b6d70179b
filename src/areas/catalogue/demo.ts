import { readFile } from 'node:fs/promises'
import { doubtfulRecords } from '#areas/catalogue/demo/doubts.ts'
import { flawedRecords } from '#areas/catalogue/demo/flawed.ts'
import { type DemoCopy, iranmarcRecord, marc21Record } from '#areas/catalogue/demo/records.ts'
import { type DemoEdition, editionsOf, localWorks, randomOf, worksOf } from '#areas/catalogue/demo/shelf.ts'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { refreshReport } from '#areas/catalogue/service/report/refreshing.ts'
import { librariesOfNetwork, libraryByCode, listPlaces } from '#areas/libraries/service.ts'
import { systemActor } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'

const WORKS = new URL('../../../db/demo/works.tsv', import.meta.url)

/**
 * Tells the union catalogue of the demonstration: one file in IRANMARC from the Foundation and one in MARC 21 from Astan
 * Quds, and a few small files of libraries of their own, taken in as a librarian's file is; then the report. Told again,
 * every record is unchanged.
 */
export async function tell(platform: Platform, report: (line: string) => void): Promise<void> {
  const editions = await demoEditions(platform)
  const [foundation, astan] = [await libraryByCode(platform, 'iplf:1001'), await libraryByCode(platform, 'aqr:1')]
  const iplf = holdersOf(await librariesOfNetwork(platform, foundation.networkId))
  const aqr = holdersOf(await librariesOfNetwork(platform, astan.networkId))
  await takeIn(platform, 'iplf:1001', 'iplf-union.mrc', records(editions, iplf, iranmarcRecord, 1), report)
  const shared = editions.filter((edition) => edition.work.province === null || edition.number % 3 === 0)
  await takeIn(platform, 'aqr:1', 'aqr-union.mrc', records(shared, aqr, marc21Record, 2), report)
  const small = [
    ...iplf.slice(1, 5).map(({ code }) => `iplf:${code}`),
    ...aqr.slice(1, 3).map(({ code }) => `aqr:${code}`),
  ]
  for (const [seed, library] of small.entries()) {
    const code = library.slice(library.indexOf(':') + 1)
    await takeIn(platform, library, `own-${code}.mrc`, flawedRecords(code, seed), report)
  }
  // The library whose librarian signs in as `ketabdar`: it is asked about what it describes differently.
  await takeIn(platform, 'iplf:1002', 'cards-1002.mrc', doubtfulRecords(editions, '1002'), report)
  await refreshReport(platform)
}

async function demoEditions(platform: Platform): Promise<DemoEdition[]> {
  const { counties } = await listPlaces(platform)
  const works = [...worksOf(await readFile(WORKS, 'utf8')), ...localWorks(counties)]
  let last = 0
  return works.flatMap((work, seed) => editionsOf(work, seed, () => ++last))
}

interface Holder {
  code: string
  provinceCode: string | null
}

const holdersOf = (libraries: readonly (Holder & { closedOn: string | null })[]): Holder[] =>
  libraries.filter((library) => library.closedOn === null).sort((a, b) => (a.code < b.code ? -1 : 1))

async function* records(
  editions: readonly DemoEdition[],
  holders: readonly Holder[],
  write: (edition: DemoEdition, copies: readonly DemoCopy[]) => Uint8Array,
  seed: number,
): AsyncGenerator<Uint8Array> {
  const byProvince = Map.groupBy(holders, (holder) => holder.provinceCode)
  for (const edition of editions) {
    const random = randomOf(edition.number * 31 + seed)
    const local = edition.work.province === null ? holders : (byProvince.get(edition.work.province) ?? [])
    if (local.length === 0) continue
    // From three libraries for the rarest to a hundred and thirty for what everybody reads.
    const wanted = Math.min(local.length, Math.ceil(2 * 1.6 ** edition.work.weight * (0.6 + random() * 0.8)))
    const chosen = new Set<string>()
    while (chosen.size < Math.min(wanted, Math.ceil(local.length * 0.8))) {
      chosen.add(local[Math.floor(random() * local.length)]!.code)
    }
    const copies = [...chosen].map((code) => ({ code, number: `${code}-${edition.number}` }))
    yield write(edition, copies)
  }
}

async function takeIn(
  platform: Platform,
  library: string,
  fileName: string,
  bytes: AsyncIterable<Uint8Array>,
  report: (line: string) => void,
): Promise<void> {
  const by = systemActor('demonstration')
  const begun = await beginImport(platform, by, { library, fileName, bytes, dryRun: false })
  if (begun.jobId === null) return
  const done = await platform.jobs.follow(begun.jobId)
  report(`${fileName}: ${JSON.stringify(done.result)}`)
}
