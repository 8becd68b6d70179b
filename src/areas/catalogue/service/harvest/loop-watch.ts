import { createHash } from 'node:crypto'
import type { OaiResponse } from '#lib/oai-pmh/response.ts'
import { Refusal } from '#lib/refusal.ts'
import type { HarvestLimits } from './limits.ts'

/**
 * Notices a server that goes in a circle. A token may come twice, since some servers keep the place on their side; the same
 * page may not. A page without records says nothing, so only some in a row are borne.
 */
export class LoopWatch {
  private readonly pages = new Set<string>()
  private empty = 0
  private readonly limits: HarvestLimits

  constructor(limits: HarvestLimits) {
    this.limits = limits
  }

  /** Takes note of the page that came for `token`. Refuses `catalogue.harvest-loop`. */
  saw(token: string | null, page: Pick<OaiResponse, 'records' | 'token'>): void {
    this.empty = page.records.length === 0 ? this.empty + 1 : 0
    if (page.token !== null && this.empty >= this.limits.emptyPages) {
      throw new Refusal('conflict', 'catalogue.harvest-loop', { pages: this.pages.size })
    }
    if (page.records.length === 0) return
    const hash = createHash('sha256')
    for (const { identifier, datestamp, metadata } of page.records) {
      hash.update(`${identifier}\0${datestamp}\0${metadata ?? ''}\0`)
    }
    const mark = hash.digest('base64').slice(0, 22)
    if (this.pages.has(mark)) {
      throw new Refusal('conflict', 'catalogue.harvest-loop', {
        pages: this.pages.size,
        token: (token ?? '').slice(0, 60),
      })
    }
    this.pages.add(mark)
  }

  /** Begins anew, when the list is asked for again. */
  forget(): void {
    this.pages.clear()
    this.empty = 0
  }
}
