import { listDue } from '#areas/catalogue/store/harvest/sources.ts'
import { systemActor } from '#areas/people/contract.ts'
import { isRefusal } from '#lib/refusal.ts'
import type { Platform } from '#platform/platform.ts'
import { defineHarvestJob } from './harvesting.ts'
import { beginHarvest } from './sources.ts'
import { defineVanishedJob } from './vanishing.ts'

const LOOK_EVERY = 5 * 60 * 1000

/** Begins the daily harvests whose time has come; returns how many. Each beginning sets the next day's time. */
export async function beginDue(platform: Platform): Promise<number> {
  const due = await listDue(platform.db, platform.clock())
  let begun = 0
  for (const source of due) {
    try {
      await beginHarvest(platform, systemActor('daily harvest'), { id: source.id })
      begun += 1
    } catch (error) {
      // A library that was closed since: its source waits for a person.
      if (!isRefusal(error)) throw error
      platform.log.warn('a daily harvest was not begun', { source: source.id, code: error.code })
    }
  }
  return begun
}

/** Names the harvest job and the look for what is due; called once when a process opens. */
export function defineHarvests(platform: Platform): void {
  defineHarvestJob(platform)
  defineVanishedJob(platform)
  platform.rounds.push({ name: 'beginning daily harvests', pause: LOOK_EVERY, work: () => beginDue(platform) })
}
