import type { ProtocolDoor } from '#platform/http/protocol-door.ts'
import { oaiDoor } from '#protocols/oai-pmh/door.ts'
import { sruDoor } from '#protocols/sru/door.ts'

/** The doors for machines that speak other languages than HTTP with JSON; the server hangs them beside the pages. */
export const PROTOCOLS: readonly ProtocolDoor[] = [oaiDoor, sruDoor]
