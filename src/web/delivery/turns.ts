import type { Context, MiddlewareHandler } from 'hono'
import '#areas/request.ts'
import { remoteAddress } from '#platform/http/operations.ts'
import type { Env } from '#platform/http.ts'
import { subscriberOf } from '#platform/rate-limit.ts'

/** How many requests are worked on at once: of all together, and of one who asks. */
export interface AtOnce {
  all: number
  each: number
}

/**
 * Lets so many in at once and keeps the others waiting, whoever asks in turn with everybody else: a thousand requests of one
 * never stand before the first of another. What `enter` resolves to is called when the work is done.
 */
export class Turns {
  readonly #atOnce: AtOnce
  readonly #working = new Map<string, number>()
  /** Those who wait, by who asks, in the order of their turns. */
  readonly #waiting = new Map<string, (() => void)[]>()
  #inWork = 0

  constructor(atOnce: AtOnce) {
    this.#atOnce = atOnce
  }

  async enter(who: string): Promise<() => void> {
    if (this.#waiting.has(who) || !this.#mayEnter(who)) {
      await new Promise<void>((resolve) => {
        const others = this.#waiting.get(who)
        if (others === undefined) this.#waiting.set(who, [resolve])
        else others.push(resolve)
      })
    } else this.#begin(who)
    let isDone = false
    return () => {
      if (isDone) return
      isDone = true
      this.#end(who)
    }
  }

  #mayEnter(who: string): boolean {
    return this.#inWork < this.#atOnce.all && (this.#working.get(who) ?? 0) < this.#atOnce.each
  }

  #begin(who: string): void {
    this.#inWork += 1
    this.#working.set(who, (this.#working.get(who) ?? 0) + 1)
  }

  #end(who: string): void {
    this.#inWork -= 1
    const left = (this.#working.get(who) ?? 1) - 1
    if (left === 0) this.#working.delete(who)
    else this.#working.set(who, left)
    for (const [next, line] of this.#waiting) {
      if (!this.#mayEnter(next)) continue
      // Behind all others, when more of theirs are waiting.
      this.#waiting.delete(next)
      const enter = line.shift()
      if (line.length > 0) this.#waiting.set(next, line)
      this.#begin(next)
      enter?.()
      return
    }
  }
}

/** Works on `atOnce` requests of those it stands before; those that `passes` names take no turn. */
export function inTurn(atOnce: AtOnce, passes: (c: Context<Env>) => boolean): MiddlewareHandler<Env> {
  const turns = new Turns(atOnce)
  return async (c, next) => {
    if (passes(c)) return next()
    // A body comes as slowly as its sender likes; it is kept for the door, and holds no turn until it is there.
    if (c.req.method === 'POST') await c.req.text()
    const done = await turns.enter(whoAsks(c))
    try {
      // Who went away while waiting is not worked for.
      if (c.req.raw.signal.aborted) return c.body(null, 408)
      await next()
      return
    } finally {
      done()
    }
  }
}

function whoAsks(c: Context<Env>): string {
  const { id } = c.get('actor')
  return id ?? subscriberOf(remoteAddress(c) ?? '')
}
