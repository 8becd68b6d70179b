import { defineStamping } from '#areas/catalogue/service/following/changes.ts'
import { defineRegroupJob } from '#areas/catalogue/service/grouping/regrouping.ts'
import { defineHarvests } from '#areas/catalogue/service/harvest/schedule.ts'
import { defineImportJob, defineWaitingJob } from '#areas/catalogue/service/import/importing.ts'
import { defineLists } from '#areas/catalogue/service/lists/unanswered.ts'
import { defineFiling } from '#areas/catalogue/service/querying/filing.ts'
import { defineReport } from '#areas/catalogue/service/report/refreshing.ts'
import { defineSearchLetters } from '#areas/catalogue/service/saved/letters.ts'
import { SCHEMA } from '#areas/catalogue/service/search/document.ts'
import { searchSource } from '#areas/catalogue/service/search/source.ts'
import type { Platform } from '#platform/platform.ts'

/** Names the import job and the union catalogue's index. */
export async function setUp(platform: Platform): Promise<void> {
  platform.search.define(SCHEMA, searchSource)
  defineImportJob(platform)
  defineWaitingJob(platform)
  defineRegroupJob(platform)
  defineStamping(platform)
  defineHarvests(platform)
  defineFiling(platform)
  defineReport(platform)
  defineLists(platform)
  defineSearchLetters(platform)
}
