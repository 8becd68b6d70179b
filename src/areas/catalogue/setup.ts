import type { Platform } from '#platform/platform.ts'
import { defineImportJob } from './service/importing.ts'
import { SCHEMA, searchSource } from './service/source.ts'

/** Names the import job and the union catalogue's index. */
export async function setUp(platform: Platform): Promise<void> {
  platform.search.define(SCHEMA, searchSource(platform))
  defineImportJob(platform)
}
