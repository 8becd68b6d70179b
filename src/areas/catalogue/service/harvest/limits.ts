import type { OutgoingLimits } from '#platform/outgoing/request.ts'

/** What a harvest bears of a server before it gives up. Times are milliseconds. */
export interface HarvestLimits {
  answer: OutgoingLimits
  /** Attempts at one page that came broken or not at all. */
  attempts: number
  /** The pause before the second attempt, doubled each time. */
  pause: number
  /** The longest pause a server may ask for; a longer one ends the harvest, which goes on another time. */
  longestPause: number
  /** How often the window is begun again because a token was refused. */
  restarts: number
  /** Pages in a row without a record. */
  emptyPages: number
  /** Records of one harvest. */
  records: number
}

export const HARVEST_LIMITS: HarvestLimits = {
  answer: { silence: 60_000, total: 600_000, size: 64_000_000 },
  attempts: 5,
  pause: 2_000,
  longestPause: 3_600_000,
  restarts: 3,
  emptyPages: 10,
  records: 20_000_000,
}
