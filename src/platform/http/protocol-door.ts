import type { Router } from '#platform/http.ts'

/**
 * A door for machines beside the pages and the API: where it lies, and what answers there. Mounted once, in no language,
 * behind the pace of machines.
 */
export interface ProtocolDoor {
  path: string
  routes(app: Router): void
}
