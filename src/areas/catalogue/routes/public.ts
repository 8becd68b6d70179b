import type { Router } from '#platform/http.ts'
import { editionRoutes } from './edition.ts'
import { feedRoutes } from './feeds.ts'
import { searchRoutes } from './search.ts'

/** The pages anybody may read. */
export function publicRoutes(app: Router): void {
  searchRoutes(app)
  editionRoutes(app)
  feedRoutes(app)
}
