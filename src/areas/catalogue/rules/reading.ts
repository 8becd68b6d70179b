import type { Brief } from '#areas/catalogue/contract.ts'

/** A copy as its record names it. */
export interface ReadItem {
  readonly libraryCode: string | null
  readonly branch: string | null
  readonly shelf: string | null
  readonly callNumber: string | null
  readonly barcode: string | null
  readonly accessionNumber: string | null
  readonly copyNumber: string | null
  readonly volume: string | null
  readonly status: string
  readonly note: string | null
}

/** What the catalogue takes out of one source record: made anew whenever it is needed, never stored. */
export interface Reading {
  readonly controlNumber: string | null
  /** Strong identifiers (see grouping.ts). */
  readonly keys: readonly string[]
  readonly titleKeys: readonly string[]
  readonly volumeKey: string
  /** The record alone, as lists would show it. */
  readonly brief: Brief
  readonly summary: string | null
  readonly notes: readonly string[]
  readonly contents: readonly string[]
  readonly urls: readonly { readonly href: string; readonly label: string | null }[]
  readonly classification: readonly string[]
  readonly items: readonly ReadItem[]
  /** Texts that search finds it by, beside the brief's own: other titles, notes, series, call numbers. */
  readonly also: {
    readonly title: readonly string[]
    readonly identifier: readonly string[]
    readonly note: readonly string[]
  }
}
