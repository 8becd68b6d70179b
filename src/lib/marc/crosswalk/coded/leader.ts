import type { Context } from '#lib/marc/crosswalk/field.ts'
import { codeOf } from '#lib/marc/crosswalk/tables.ts'

/** Kinds of record that are bibliographic in MARC 21 (leader/06); authorities, holdings, classification are other formats. */
export const isBibliographic = (leader: string): boolean => !/[quvwxyz]/.test(leader[6] ?? ' ')

/**
 * Writes the leader in the other format: kind, level, state by codes.tsv; MARC 21/19 (part of a set) ↔ UNIMARC/08 (level in a
 * hierarchy); lengths are left for the writer.
 */
export function convertLeader(context: Context): string {
  const { from, record } = context
  const old = record.leader.padEnd(24, ' ')
  const code = (at: number, otherwise: string) => {
    const found = codeOf(`leader-${at}`, from, old[at] ?? ' ')
    if (found === null) context.drop('LDR', 1, `/${at}`, old[at] ?? ' ', 'no-code')
    return found ?? otherwise
  }
  const start = `00000${code(5, 'n')}${code(6, 'a')}${code(7, 'm')}`
  const full = code(17, ' ')
  if (from === 'marc21') {
    const level = /[abc]/.test(old[19] ?? ' ') ? (old[19] === 'a' ? '1' : '2') : ' '
    return `${start}${level} 2200000${full}${old[18] === ' ' ? 'n' : old[18] === 'a' ? ' ' : 'i'} 450 `
  }
  const part = old[8] === '2' ? 'b' : old[8] === '1' ? 'a' : ' '
  const form = old[18] === 'n' ? ' ' : old[18] === 'i' ? 'i' : 'a'
  return `${start} a2200000${full}${form}${part}4500`
}
