import type { QualityFault } from '#areas/catalogue/quality-faults.ts'
import type { KnowledgeField } from './knowledge.ts'

/** Figures of one network. `only` counts the editions that no other network has. */
export interface NetworkFigures {
  code: string
  records: number
  editions: number
  only: number
  copies: number
  libraries: number
}

/** Everything the public page of the report says, as it is kept. */
export interface ReportFigures {
  records: number
  editions: number
  copies: number
  /** Libraries that hold something. */
  libraries: number
  /** Editions with records of more than one library. */
  shared: number
  networks: readonly NetworkFigures[]
  /** How many editions are held by exactly these networks (codes in alphabet order). */
  overlap: readonly { networks: readonly string[]; editions: number }[]
  provinces: readonly { code: string; editions: number; copies: number; libraries: number }[]
  /** Editions by field of knowledge (null: no class is known) in each network, and in all of them (`network` null). */
  fields: readonly { field: KnowledgeField | null; network: string | null; editions: number }[]
  subjects: readonly { key: string; label: string; editions: number }[]
  languages: readonly { code: string; editions: number }[]
  /** By Gregorian decades, from 1980 to 1989. */
  decades: readonly { from: number; editions: number }[]
  /** By decades of the solar calendar, from 1360 to 1369; reports made before these were counted have none. */
  solarDecades?: readonly { from: number; editions: number }[]
  /** The rules the records were checked by. */
  version: number
  /** Mean score of all records, 0 to 100. */
  score: number
  checked: number
  faults: Readonly<Partial<Record<QualityFault, number>>>
}

/** A library's quality at one report. */
export interface LibraryFigures {
  libraryId: string
  records: number
  editions: number
  score: number
  faults: Readonly<Partial<Record<QualityFault, number>>>
}

/** A report as it is kept. */
export interface Report {
  id: string
  madeAt: Date
  tookMs: number
  figures: ReportFigures
}
