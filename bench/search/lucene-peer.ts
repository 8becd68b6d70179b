import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SearchDocument } from '#platform/search/types.ts'
import type { Engine, Measured } from './measure.ts'

/** Where Debian's liblucene8-java and libhppc-java put their jars. */
const JARS = '/usr/share/java'
const PARTS = /^lucene-(core|analyzers-common|facet)-\d[\d.]*\.jar$|^hppc-?\d?[\d.]*\.jar$/
const SOURCE = fileURLToPath(new URL('lucene/LucenePeer.java', import.meta.url))

const classPath = (): string =>
  existsSync(JARS)
    ? readdirSync(JARS)
        .filter((name) => PARTS.test(name))
        .map((name) => join(JARS, name))
        .join(':')
    : ''

/** Lucene in a Java process of its own, spoken to by lines. */
export class LucenePeer implements Engine {
  readonly name = 'Lucene'
  readonly #java: ChildProcess
  readonly #folder: string
  readonly #answers: AsyncIterator<string>

  private constructor(java: ChildProcess, folder: string) {
    this.#java = java
    this.#folder = folder
    this.#answers = createInterface({ input: java.stdout! })[Symbol.asyncIterator]()
  }

  /** Null, with a sentence, where Java or Lucene is not installed. */
  static async start(stopWords = false): Promise<LucenePeer | null> {
    const jars = classPath()
    if (!jars.includes('lucene-facet')) {
      console.log('Lucene is not here: apt-get install liblucene8-java default-jre-headless')
      return null
    }
    const folder = await mkdtemp(join(tmpdir(), 'peyvand-lucene-'))
    const words = stopWords ? 'stop-words' : 'every-word'
    const java = spawn('java', ['-Xmx6g', '-cp', jars, SOURCE, folder, words], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    return new LucenePeer(java, folder)
  }

  async #send(text: string): Promise<void> {
    if (!this.#java.stdin!.write(text)) await once(this.#java.stdin!, 'drain')
  }

  async #answer<T>(): Promise<T> {
    const { value, done } = await this.#answers.next()
    if (done === true) throw new Error('Lucene has ended')
    return JSON.parse(value as string) as T
  }

  async load(records: Iterable<SearchDocument>): Promise<{ bytes: number; cpu: number }> {
    let lines: string[] = []
    for (const record of records) {
      lines.push(lineOf(record))
      if (lines.length < 1_000) continue
      await this.#send(lines.join(''))
      lines = []
    }
    await this.#send(`${lines.join('')}F\n`)
    return this.#answer()
  }

  /** The middle of `runs` times of each query. */
  async ask(queries: readonly string[], threads: number, runs: number): Promise<Measured> {
    await this.#send(`Q\t${threads}\t${runs}\t${queries.length}\n${queries.map((text) => `${text}\n`).join('')}`)
    return this.#answer()
  }

  async close(): Promise<void> {
    this.#java.stdin!.end()
    if (this.#java.exitCode === null) await once(this.#java, 'exit')
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function lineOf({ id, fields, facets }: SearchDocument): string {
  const joined = (values: readonly string[] | undefined): string => (values ?? []).join('\u001f')
  const texts = [fields.title, fields.author, fields.subject, fields.publisher, fields.isbn].map(joined)
  const counted = [facets.publisher, facets.year, facets.subject].map(joined)
  return `${['D', id, ...texts, ...counted].join('\t')}\n`
}
