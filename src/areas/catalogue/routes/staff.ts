import type { Router } from '#platform/http.ts'
import { harvestRoutes } from './staff-harvests.ts'
import { importRoutes } from './staff-imports.ts'
import { recordRoutes } from './staff-records.ts'

/** The staff pages of the catalogue: imports with what they refused, and the records of one's own libraries. */
export function staffRoutes(app: Router): void {
  importRoutes(app)
  harvestRoutes(app)
  recordRoutes(app)
}
