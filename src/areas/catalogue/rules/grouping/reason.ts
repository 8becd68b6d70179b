import type { FeatureVerdict, Verdict } from '#lib/matching/verdict.ts'

const isTelling = ({ result }: FeatureVerdict) => result !== 'missing'

/** What told in a verdict, as `feature:result`, in the order of comparing. */
export function tellingOf(verdict: Verdict): string[] {
  return verdict.features.filter(isTelling).map(({ feature, result }) => `${feature}:${result}`)
}

/** So many sayings make a reason: more would make every pair a case of its own. */
const MOST = 4

/**
 * The reason of a doubt, the same for like pairs: the codes of what speaks against, or is missing, in the order of their
 * weight. Pairs without any are one case of their own.
 */
export function reasonOf(verdict: Verdict): string {
  const against = verdict.features
    .filter(({ result }) => result === 'differs' || result === 'veto' || result === 'near' || result === 'missing')
    .sort((a, b) => rank(a) - rank(b) || (a.because < b.because ? -1 : 1))
    .slice(0, MOST)
    .map(({ because }) => because)
    .sort()
  return [...new Set(against)].join(' ') || 'little-said'
}

const RANKS = { veto: 0, differs: 1, near: 2, missing: 3, same: 4 } as const
const rank = ({ result }: FeatureVerdict) => RANKS[result]
