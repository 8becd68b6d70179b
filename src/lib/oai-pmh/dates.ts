/** How finely a server counts its dates (OAI-PMH 2.0 §3.3). */
export type Granularity = 'day' | 'second'

/** The granularity a server states; seconds are finer, so anything unknown is taken for days, which all must support. */
export const granularityOf = (stated: string | null): Granularity =>
  stated?.trim().toUpperCase() === 'YYYY-MM-DDTHH:MM:SSZ' ? 'second' : 'day'

/** An instant as an argument of a request: `2026-11-22T08:00:00Z` or `2026-11-22`, always UTC. */
export function oaiDate(at: Date, granularity: Granularity): string {
  const text = at.toISOString()
  return granularity === 'second' ? `${text.slice(0, 19)}Z` : text.slice(0, 10)
}

/** A UTC datetime as servers write it, in either granularity; null for anything else. */
export function readOaiDate(text: string | null): Date | null {
  const found = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?Z)?$/.exec(text?.trim() ?? '')
  if (found === null) return null
  const at = new Date(`${found[1]}${found[2] ?? 'T00:00:00Z'}`)
  return Number.isNaN(at.getTime()) ? null : at
}

const OVERLAP: Readonly<Record<Granularity, number>> = { day: 24 * 60 * 60 * 1000, second: 10 * 60 * 1000 }

/**
 * Where the next window begins: somewhat before the last one was answered, because what a server was writing just then may
 * bear an earlier date. Records that come twice are recognised.
 */
export const withOverlap = (answeredAt: Date, granularity: Granularity): Date =>
  new Date(answeredAt.getTime() - OVERLAP[granularity])
