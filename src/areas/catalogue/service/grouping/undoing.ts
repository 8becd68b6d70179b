import { closeMoot, reopenAsks } from '#areas/catalogue/store/asks.ts'
import {
  type DecisionRow,
  dropApart,
  findDecision,
  listDecisionsOf,
  restoreEditions,
  restorePlaces,
  setUndone,
} from '#areas/catalogue/store/decisions.ts'
import { findEdition, findSuccessor } from '#areas/catalogue/store/editions.ts'
import { findRecord } from '#areas/catalogue/store/records.ts'
import type { Actor } from '#areas/people/contract.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { note, recomposeAll, recordFor, withRecord } from './deciding.ts'

/**
 * Undoes one decision: records go back to where they stood, also into an edition that was gone, under its old address;
 * pairs are no longer kept apart; a question it had answered is asked again.
 *
 * Refuses `catalogue.decision-unknown` (missing), `catalogue.nothing-to-undo`, `catalogue.decision-overtaken` (conflict)
 * and, for those who may place neither record, `catalogue.place-by-own-staff`.
 */
export async function undoDecision(platform: Platform, actor: Actor, { id }: { id: string }): Promise<DecisionRow> {
  const known = isId(id) ? await findDecision(platform.db, id) : undefined
  if (known === undefined) throw new Refusal('missing', 'catalogue.decision-unknown')
  await mayUndo(platform, actor, known)
  return await withRecord(platform, known.recordId, async (tx) => {
    const decision = (await findDecision(tx, known.id))!
    if (decision.undoneAt !== null) throw new Refusal('conflict', 'catalogue.nothing-to-undo')
    const at = platform.clock()
    const touched = await putBack(tx, decision)
    await dropApart(tx, id)
    await setUndone(tx, id, actor.name, at)
    const back = decision.before.records.find((one) => one.id === decision.recordId)?.editionId
    const left = decision.editionId
    await recomposeAll(tx, touched, back === undefined || left === null ? new Map() : new Map([[left, back]]), at)
    await restoreEditions(tx, decision.before.editions)
    await reopenAsks(tx, id)
    await closeMoot(tx, touched, null, at)
    await note(platform, tx, actor, decision, 'catalogue.decision-undone')
    return { ...decision, undoneAt: at, undoneByName: actor.name }
  })
}

async function putBack(tx: Tx, { before, editionId, recordId, otherId }: DecisionRow): Promise<string[]> {
  if (editionId === null) return []
  const now = (await findEdition(tx, editionId))?.id ?? (await findSuccessor(tx, editionId))
  const back = []
  for (const place of before.records) {
    const row = await findRecord(tx, place.id)
    if (row?.editionId === now) back.push({ ...place, editionId: await homeOf(tx, place.editionId, now) })
    // What the machine has moved on since then it may; what people moved on they undo first.
    else if (place.id === recordId || place.id === otherId) {
      throw new Refusal('conflict', 'catalogue.decision-overtaken')
    }
  }
  await restorePlaces(tx, back)
  return [...new Set([...back.map((place) => place.editionId), ...(now === undefined ? [] : [now])])]
}

// An edition that this decision emptied comes back; one that went into another since then is found there.
async function homeOf(tx: Tx, former: string, now: string | undefined): Promise<string> {
  if ((await findEdition(tx, former)) !== undefined) return former
  const successor = await findSuccessor(tx, former)
  return successor === undefined || successor === now ? former : successor
}

async function mayUndo(platform: Platform, actor: Actor, decision: DecisionRow): Promise<void> {
  const ids = [decision.recordId, ...(decision.otherId === null ? [] : [decision.otherId])]
  let refusal: unknown
  for (const id of ids) {
    try {
      await recordFor(platform, actor, id)
      return
    } catch (error) {
      if (!isRefusal(error) || error.kind !== 'forbidden') throw error
      refusal ??= error
    }
  }
  throw refusal
}

/** The split of a record that stands and can be undone. */
export async function standingSplit(platform: Platform, recordId: string): Promise<DecisionRow | undefined> {
  const all = await listDecisionsOf(platform.db, recordId)
  return all.find((one) => one.kind === 'split' && one.recordId === recordId && one.undoneAt === null)
}

/** Puts a record that a person took out back into the edition it came from. Refuses `catalogue.nothing-to-undo`. */
export async function returnRecord(platform: Platform, actor: Actor, { id }: { id: string }): Promise<DecisionRow> {
  await recordFor(platform, actor, id)
  const split = await standingSplit(platform, id)
  if (split === undefined) throw new Refusal('conflict', 'catalogue.nothing-to-undo')
  return await undoDecision(platform, actor, { id: split.id })
}
