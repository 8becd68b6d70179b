import type { ProtocolDoor } from '#platform/http/protocol-door.ts'

/** The OAI-PMH 2.0 provider at `/oai`. */
export const oaiDoor: ProtocolDoor = { path: '/oai', routes: () => {} }
