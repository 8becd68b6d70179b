import {
  changeHarvest,
  findHarvest,
  type HarvestNote,
  type HarvestRow,
} from '#areas/catalogue/store/harvest/harvests.ts'
import type { SourceRow } from '#areas/catalogue/store/harvest/sources.ts'
import type { Granularity } from '#lib/oai-pmh/dates.ts'
import type { RunningJob } from '#platform/jobs/run.ts'
import type { Platform } from '#platform/platform.ts'
import type { Asker } from './asking.ts'
import type { HarvestLimits } from './limits.ts'
import type { Taking } from './taking.ts'

export type HarvestJob = RunningJob<{ harvestId: string }>

/** Stands in the token's place when the last page is read and the harvest is not closed yet: no page is asked for again. */
export const LAST_READ = ''

/** One harvest under way. */
export interface Run {
  platform: Platform
  job: HarvestJob
  limits: HarvestLimits
  source: SourceRow
  /** As it stands in the database after the last page. */
  harvest: HarvestRow
  taking: Taking
  asker: Asker
  granularity: Granularity
}

/** Changes the harvest in the database and in the run. */
export async function change(run: Run, what: Parameters<typeof changeHarvest>[2]): Promise<void> {
  await changeHarvest(run.platform.db, run.harvest.id, what)
  run.harvest = (await findHarvest(run.platform.db, run.harvest.id))!
}

/** The run's warnings with one more; an older one of the same code goes. */
export const warned = (run: Run, code: string, facts: HarvestNote['facts'] = {}): HarvestNote[] => [
  ...run.harvest.warnings.filter((one) => one.code !== code),
  { code, facts },
]
