import type { Db } from '#platform/db.ts'
import type { SearchIndex } from '#platform/search/engine/search-index.ts'
import { asksRebuild, type Change, earlyChanges, type Position, settledChanges, whatIsCommitted } from './changes.ts'
import type { SearchDocument } from './types.ts'

/** Where an area's documents come from: the database is the truth. */
export interface SearchSource {
  /** The documents as they are now; null or absent for those that are not to be found (any more). */
  load(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, SearchDocument | null>>
  /** Every document, in batches of some hundreds. */
  all(db: Db): AsyncIterable<readonly SearchDocument[]>
}

const READ_AT_ONCE = 1_000
const LOADED_AT_ONCE = 200
const PUT_AT_ONCE = 25

/** Keeps one index up to the database's changes. */
export class Follower {
  position: Position
  /** Somebody asked for a rebuild since this follower began. */
  rebuildAsked = false
  readonly #db: Db
  readonly #source: SearchSource
  readonly #index: SearchIndex
  /** Requests to rebuild up to this change are already met. */
  readonly #rebuiltUpTo: number
  /** What was committed when early changes were last read (`pg_snapshot`). */
  #known: string | null = null
  readonly #early = new Set<number>()

  constructor(db: Db, source: SearchSource, index: SearchIndex, position: Position, rebuiltUpTo: number) {
    this.#db = db
    this.#source = source
    this.#index = index
    this.position = position
    this.#rebuiltUpTo = rebuiltUpTo
  }

  /**
   * Applies everything that is committed. The position only moves over transactions
   * that nothing can join from below, so a late commit is never missed; what is committed beyond it is applied early.
   */
  async catchUp(): Promise<void> {
    const { settled, snapshot } = await whatIsCommitted(this.#db)
    for (;;) {
      const changes = await settledChanges(this.#db, this.#index.schema.name, this.position, settled, READ_AT_ONCE)
      const fresh = changes.filter((change) => !this.#early.delete(change.id))
      await this.#apply(fresh)
      const last = changes.at(-1)
      if (last === undefined || changes.length < READ_AT_ONCE) break
      this.position = { tx: last.tx, id: last.id, at: settled.at }
    }
    this.position = settled
    await this.#applyEarly(settled)
    this.#known = snapshot
  }

  async #applyEarly(settled: Position): Promise<void> {
    for (let afterId = 0; ; ) {
      const unread = { known: this.#known, afterId }
      const changes = await earlyChanges(this.#db, this.#index.schema.name, settled, unread, READ_AT_ONCE)
      await this.#apply(changes.filter((change) => !this.#early.has(change.id)))
      for (const change of changes) this.#early.add(change.id)
      if (changes.length < READ_AT_ONCE) return
      afterId = changes.at(-1)?.id ?? afterId
    }
  }

  async #apply(changes: readonly Change[]): Promise<void> {
    const ids = [...new Set(changes.filter((change) => !asksRebuild(change)).map((change) => change.documentId))]
    for (let from = 0; from < ids.length; from += LOADED_AT_ONCE) {
      const batch = ids.slice(from, from + LOADED_AT_ONCE)
      const documents = await this.#source.load(this.#db, batch)
      this.#index.remove(batch.filter((id) => (documents.get(id) ?? null) === null))
      await putGently(
        this.#index,
        [...documents.values()].filter((document) => document !== null),
        true,
      )
    }
    this.rebuildAsked ||= changes.some((change) => asksRebuild(change) && change.id > this.#rebuiltUpTo)
  }
}

/**
 * Puts documents a few at a time, so that searches are answered in between. In an index that is `visible` what replaces a
 * document is found, also by other threads, as soon as that is gone.
 */
export async function putGently(
  index: SearchIndex,
  documents: readonly SearchDocument[],
  visible: boolean,
): Promise<void> {
  for (let from = 0; from < documents.length; from += PUT_AT_ONCE) {
    index.put(documents.slice(from, from + PUT_AT_ONCE))
    if (visible) index.segments()
    await new Promise((resolve) => setImmediate(resolve))
  }
}
