import { resultExportRoutes } from '#areas/catalogue/routes/export/results.ts'
import { workRoutes } from '#areas/catalogue/routes/grouping/work.ts'
import { reportRoutes } from '#areas/catalogue/routes/report/union.ts'
import { advancedRoutes } from '#areas/catalogue/routes/searching/advanced.ts'
import { savedSearchRoutes } from '#areas/catalogue/routes/searching/saved.ts'
import type { Router } from '#platform/http.ts'
import { discoveryRoutes } from './discovery.ts'
import { editionRoutes } from './edition.ts'
import { editionFormatRoutes } from './edition-formats.ts'
import { feedRoutes } from './feeds.ts'
import { followingRoutes } from './following.ts'
import { headingRoutes } from './headings.ts'
import { libraryRoutes } from './library.ts'
import { recordRoutes } from './record.ts'
import { searchRoutes } from './search.ts'

/** The pages anybody may read. */
export function publicRoutes(app: Router): void {
  searchRoutes(app)
  resultExportRoutes(app)
  editionRoutes(app)
  recordRoutes(app)
  headingRoutes(app)
  libraryRoutes(app)
  feedRoutes(app)
  savedSearchRoutes(app)
  advancedRoutes(app)
  followingRoutes(app)
  editionFormatRoutes(app)
  discoveryRoutes(app)
  reportRoutes(app)
  workRoutes(app)
}
