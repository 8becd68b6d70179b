import type { Router } from '#platform/http.ts'
import { directoryRoutes } from './routes/directory.ts'
import { libraryRoutes } from './routes/library.ts'
import { networkRoutes } from './routes/networks.ts'

/** Every page of the directory. */
export function routes(app: Router): void {
  directoryRoutes(app)
  libraryRoutes(app)
  networkRoutes(app)
}
