import { accountRoutes } from '#areas/people/routes/account.ts'
import { doorRoutes } from '#areas/people/routes/door.ts'
import { letterRoutes } from '#areas/people/routes/letters.ts'
import { peopleRoutes } from '#areas/people/routes/people.ts'
import { securityRoutes } from '#areas/people/routes/security.ts'
import type { Router } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import type { ScopeDirectory } from './contract.ts'

/** Gives the places roles are given over; the door that composes the house knows where they are kept. */
export type Places = (platform: Platform) => ScopeDirectory

/** Every page of the people area. */
export function routes(app: Router, places: Places): void {
  doorRoutes(app)
  letterRoutes(app, places)
  accountRoutes(app, places)
  securityRoutes(app)
  peopleRoutes(app, places)
}
