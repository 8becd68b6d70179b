import { askRoutes } from '#areas/catalogue/routes/grouping/asks.ts'
import { decisionRoutes } from '#areas/catalogue/routes/grouping/decisions.ts'
import { groupDeskRoutes } from '#areas/catalogue/routes/grouping/group-desk.ts'
import { harvestRoutes } from '#areas/catalogue/routes/harvest/harvests.ts'
import { listRoutes } from '#areas/catalogue/routes/lists/staff-lists.ts'
import { qualityRoutes } from '#areas/catalogue/routes/report/quality.ts'
import type { Router } from '#platform/http.ts'
import { importRoutes } from './staff-imports.ts'
import { recordRoutes } from './staff-records.ts'

/** The staff pages of the catalogue: imports with what they refused, and the records of one's own libraries. */
export function staffRoutes(app: Router): void {
  // Before the imports: their pages lie at /staff/imports/:id.
  listRoutes(app)
  importRoutes(app)
  harvestRoutes(app)
  decisionRoutes(app)
  groupDeskRoutes(app)
  recordRoutes(app)
  askRoutes(app)
  qualityRoutes(app)
}
