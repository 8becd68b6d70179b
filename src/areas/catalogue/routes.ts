import { staffRoutes } from '#areas/catalogue/routes/staff.ts'
import type { Router } from '#platform/http.ts'
import { publicRoutes } from './routes/public.ts'

/** Every page of the catalogue. */
export function routes(app: Router): void {
  publicRoutes(app)
  staffRoutes(app)
}
