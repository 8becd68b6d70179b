import { eachRefusal, type ImportRow } from '#areas/catalogue/store/imports.ts'
import { text } from '#areas/catalogue/text.en.ts'
import type { Lang } from '#lib/language.ts'
import { text as marcText } from '#lib/marc/text.en.ts'
import type { Platform } from '#platform/platform.ts'

/** A refused record as a summary tells it. `offset` is in bytes of the unpacked file. */
export interface RefusedRecord {
  record: number
  offset: number
  code: string
  reason: string
}

/** What an import did: the shape the command line prints with --json. */
export interface ImportSummary {
  id: string
  state: ImportRow['state']
  dryRun: boolean
  read: number
  added: number
  updated: number
  unchanged: number
  repaired: number
  refused: RefusedRecord[]
  /** Why the whole file was refused, when it was. */
  fault: string | null
}

/** The sentence for a fault of a record or a file. */
export function faultSentence(lang: Lang, code: string, facts: Readonly<Record<string, string | number>>): string {
  const own: Readonly<Record<string, ((facts: never) => string) | undefined>> = text(lang).refusals
  const marc: Readonly<Record<string, ((facts: never) => string) | undefined>> = marcText(lang).faults
  return (own[code] ?? marc[code])?.(facts as never) ?? code
}

/** Sums an import up, every refusal with its sentence. */
export async function summaryOf(platform: Platform, row: ImportRow, lang: Lang): Promise<ImportSummary> {
  const refused: RefusedRecord[] = []
  for await (const { recordNumber, byteOffset, code, facts } of eachRefusal(platform.db, row.id)) {
    refused.push({ record: recordNumber, offset: byteOffset, code, reason: faultSentence(lang, code, facts) })
  }
  return {
    id: row.id,
    state: row.state,
    dryRun: row.isDryRun,
    read: row.doneRecords,
    added: row.added,
    updated: row.updated,
    unchanged: row.unchanged,
    repaired: row.repaired,
    refused,
    fault: row.fault === null ? null : faultSentence(lang, row.fault.code, row.fault.facts),
  }
}
