import { publicRoutes } from '#areas/catalogue/routes/public.ts'
import { staffRoutes } from '#areas/catalogue/routes/staff.ts'
import type { Router } from '#platform/http.ts'

/** Every page of the catalogue. */
export function routes(app: Router): void {
  publicRoutes(app)
  staffRoutes(app)
}
