import type { RequestContext, Router } from '#platform/http.ts'

/**
 * A door for machines beside the pages and the API: where it lies, and what answers there. Mounted once, in no language,
 * behind the pace of machines.
 */
export interface ProtocolDoor {
  path: string
  routes(app: Router): void
  /** What is said to one who asks too often, in the door's own language; the status and `Retry-After` are set already. */
  tooMany?(c: RequestContext, sentence: string): Response
}
