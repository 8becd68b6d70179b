import type { Visit } from '#areas/people/auth.ts'
import { hashOf } from '#areas/people/secrets.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Platform } from '#platform/platform.ts'
import { type Allowance, sharedRateLimit, subscriberOf } from '#platform/rate-limit.ts'

// A whole library signs in from one address; a name is one person's.
const BY_ADDRESS: Allowance = { burst: 60, perMinute: 30 }
const BY_NAME: Allowance = { burst: 10, perMinute: 2 }

/** Slows guessing, across all processes: tries from one address, and tries at one name. Refuses `people.too-often`. */
export async function limitTries(platform: Platform, visit: Visit, name: string | null): Promise<void> {
  if (!platform.config.rateLimits) return
  await take(platform, `people.address:${subscriberOf(visit.address)}`, BY_ADDRESS)
  if (name !== null) await take(platform, `people.name:${hashOf(name)}`, BY_NAME)
}

async function take(platform: Platform, key: string, allowance: Allowance): Promise<void> {
  const verdict = await sharedRateLimit(platform.db, key, allowance, platform.clock())
  if (!verdict.ok) throw new Refusal('forbidden', 'people.too-often', { minutes: Math.ceil(verdict.retryAfter / 60) })
}
