import type { Platform } from '#platform/platform.ts'

/** The name that stands in the identifiers: the host of the address people type. */
export const hostOf = (platform: Platform): string => new URL(platform.config.origin).hostname

/** `oai:HOST:ID`, the oai-identifier scheme. */
export const idOf = (host: string, editionId: string): string => `oai:${host}:${editionId}`
