import { directoryRoutes } from '#areas/libraries/routes/directory.ts'
import { importRoutes } from '#areas/libraries/routes/import.ts'
import { libraryRoutes } from '#areas/libraries/routes/library.ts'
import { networkRoutes } from '#areas/libraries/routes/networks.ts'
import { staffRoutes } from '#areas/libraries/routes/staff.ts'
import type { Router } from '#platform/http.ts'

/** Every page of the directory. */
export function routes(app: Router): void {
  directoryRoutes(app)
  libraryRoutes(app)
  networkRoutes(app)
  importRoutes(app)
  staffRoutes(app)
}
