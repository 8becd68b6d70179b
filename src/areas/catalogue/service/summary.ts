import { eachRefusal, eachRepaired } from '#areas/catalogue/store/import/refusals.ts'
import type { ImportRow } from '#areas/catalogue/store/imports.ts'
import { text } from '#areas/catalogue/text.en.ts'
import type { Lang } from '#lib/language.ts'
import { text as marcText, faultSentence as repairSentence } from '#lib/marc/text.en.ts'
import type { Platform } from '#platform/platform.ts'

/** A refused record as a summary tells it. `offset` is in bytes of the unpacked file. */
export interface RefusedRecord {
  record: number
  offset: number
  code: string
  reason: string
}

/** One thing mended in reading a record that was taken in. `id` is the record's; a record may come without a number. */
interface RepairOfRecord {
  id: string
  controlNumber: string | null
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
  /** Of the records this import wrote: those that came unchanged, and those of a dry run, are only counted. */
  repairs: RepairOfRecord[]
  /** Why the whole file was refused, when it was. */
  fault: string | null
}

/** A control number as its library wrote it; null for a record that came without one and is known by its content. */
export function writtenNumber(controlNumber: string | null): string | null {
  return controlNumber?.startsWith('~') ? null : controlNumber
}

/** True for a refusal of a record without a number that came twice in its file, the same in every byte. */
export function isSameAgain(code: string, facts: Readonly<Record<string, string | number>>): boolean {
  return code === 'catalogue.control-number-repeated' && writtenNumber(String(facts.number)) === null
}

/** The sentence for a fault of a record or a file. */
export function faultSentence(lang: Lang, code: string, facts: Readonly<Record<string, string | number>>): string {
  if (isSameAgain(code, facts)) return text(lang).staff.repeatedRecord
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
  const repairs: RepairOfRecord[] = []
  for await (const one of eachRepaired(platform.db, row)) {
    const controlNumber = writtenNumber(one.controlNumber)
    for (const fault of one.repairs) {
      repairs.push({ id: one.id, controlNumber, reason: repairSentence(fault, lang) })
    }
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
    repairs,
    fault: row.fault === null ? null : faultSentence(lang, row.fault.code, row.fault.facts),
  }
}
