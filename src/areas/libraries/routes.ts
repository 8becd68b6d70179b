import type { Router } from '#platform/http.ts'
import { directoryRoutes } from './routes/directory.ts'
import { importRoutes } from './routes/import.ts'
import { libraryRoutes } from './routes/library.ts'
import { networkRoutes } from './routes/networks.ts'
import { staffRoutes } from './routes/staff.ts'

/** Every page of the directory. */
export function routes(app: Router): void {
  directoryRoutes(app)
  libraryRoutes(app)
  networkRoutes(app)
  importRoutes(app)
  staffRoutes(app)
}
