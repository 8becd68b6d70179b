import { Worker } from 'node:worker_threads'

interface Waiting {
  resolve(value: never): void
  reject(error: unknown): void
}

/** A thread that answers messages by their `id`. It keeps the process alive only as long as an answer is awaited. */
export class Thread<To extends object, From extends { readonly id: number }> {
  readonly #worker: Worker
  readonly #died: (error: Error) => void
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #closing = false
  /** Why it has ended; null as long as it works. */
  ended: Error | null = null

  /** `died` hears of an end that nobody asked for. */
  constructor(entry: URL, died: (error: Error) => void = () => {}) {
    this.#died = died
    // Plain Node reads these files: a loader of the process would only slow the start.
    this.#worker = new Worker(entry, { execArgv: ['--disable-warning=ExperimentalWarning'] })
    this.#worker.unref()
    this.#worker.on('message', (message: From) => this.#settle(message))
    this.#worker.on('error', (error: Error) => this.#end(error))
    this.#worker.on('exit', (code) => this.#end(new Error(`a search thread ended with ${code}`)))
  }

  /** How many answers are awaited. */
  get load(): number {
    return this.#waiting.size
  }

  tell(message: To): void {
    this.#worker.postMessage(message)
  }

  ask<Answer extends From>(messageOf: (id: number) => To): Promise<Answer> {
    if (this.ended !== null) return Promise.reject(this.ended)
    const id = ++this.#last
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.#waiting.set(id, { resolve, reject })
    this.#worker.ref()
    this.#worker.postMessage(messageOf(id))
    return promise
  }

  #settle(message: From): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (this.#waiting.size === 0) this.#worker.unref()
    waiting?.resolve(message as never)
  }

  #end(error: Error): void {
    if (this.ended === null) {
      this.ended = error
      if (!this.#closing) this.#died(error)
    }
    for (const { reject } of this.#waiting.values()) reject(this.ended)
    this.#waiting.clear()
  }

  async close(): Promise<void> {
    this.#closing = true
    await this.#worker.terminate()
  }
}
