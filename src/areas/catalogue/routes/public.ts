import type { Router } from '#platform/http.ts'
import { feedRoutes } from './feeds.ts'
import { searchRoutes } from './search.ts'

/** The pages anybody may read. */
export function publicRoutes(app: Router): void {
  searchRoutes(app)
  feedRoutes(app)
}
