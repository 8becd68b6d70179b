import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Db } from './db.ts'

/** So many at once, and so many more each minute. */
export interface Allowance {
  burst: number
  perMinute: number
}

/** Whether one more may pass, how many more then, and after how many seconds to try again when not. */
export type Verdict = { ok: true; remaining: number } | { ok: false; remaining: 0; retryAfter: number }

const MOST_KEYS = 50_000
// Sixtieths added up come out a hair below a whole token.
const WHOLE = 1 - 1e-9

/** A token bucket per key in this process's memory: cheap enough for every request. */
export function localRateLimit(allowance: Allowance, clock: Clock): (key: string) => Verdict {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (key) => {
    const at = clock().getTime()
    const before = buckets.get(key)
    const tokens = before ? refilled(before.tokens, at - before.at, allowance) : allowance.burst
    // The oldest key first: a flood of new ones must not fill the memory.
    buckets.delete(key)
    if (buckets.size >= MOST_KEYS) buckets.delete(buckets.keys().next().value ?? '')
    buckets.set(key, { tokens: tokens >= WHOLE ? tokens - 1 : tokens, at })
    return verdict(tokens, allowance)
  }
}

/**
 * A token bucket per key in the database, the same for every process: for what must not be tried often, such as a
 * password. Keys are kept a day past their last use.
 */
export async function sharedRateLimit(db: Db, key: string, allowance: Allowance, at: Date): Promise<Verdict> {
  const { burst, perMinute } = allowance
  const fresh = await sql`
    insert into platform.rate_limit (key, tokens, refilled_at) values (${key}, ${burst}, ${at})
    on conflict (key) do nothing`.execute(db)
  if (fresh.numAffectedRows === 1n) {
    await sql`delete from platform.rate_limit where refilled_at < ${at}::timestamptz - interval '1 day'`.execute(db)
  }
  const { rows } = await sql<{ available: number }>`
    with old as materialized (
      select key, least(${burst}::float8, tokens + extract(epoch from greatest(${at}::timestamptz - refilled_at,
        interval '0'))::float8 * ${perMinute / 60}::float8) as available
      from platform.rate_limit where key = ${key} for update
    )
    update platform.rate_limit bucket
    set tokens = old.available - (old.available >= ${WHOLE}::float8)::int, refilled_at = greatest(bucket.refilled_at, ${at})
    from old where bucket.key = old.key
    returning old.available`.execute(db)
  return verdict(rows[0]?.available ?? burst, allowance)
}

function refilled(tokens: number, milliseconds: number, { burst, perMinute }: Allowance): number {
  return Math.min(burst, tokens + (Math.max(0, milliseconds) / 60_000) * perMinute)
}

function verdict(tokens: number, { perMinute }: Allowance): Verdict {
  if (tokens >= WHOLE) return { ok: true, remaining: Math.max(0, Math.floor(tokens - 1 + 1e-9)) }
  return { ok: false, remaining: 0, retryAfter: Math.ceil(((1 - tokens) / perMinute) * 60 - 1e-6) }
}

/**
 * The subscriber behind an address, for counting what comes from one place: an IPv4 address (also written `::ffff:…`), or the
 * first 64 bits of an IPv6 one, inside which everybody takes as many addresses as they like (RFC 6177 §2). What is no
 * address stays as it is.
 */
export function subscriberOf(address: string): string {
  const bare = address.replace(/^\[|\]$|%.*$/g, '')
  if (!isIPv6(bare)) return bare
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)
  if (mapped?.[1] !== undefined) return mapped[1]
  // The parser of addresses writes them in one way: no zeros in front, the longest run of them as `::`.
  const [head = '', tail = ''] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::')
  const [before, after] = [groupsOf(head), groupsOf(tail)]
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}

const groupsOf = (part: string) => (part === '' ? [] : part.split(':'))
