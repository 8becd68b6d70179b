import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Merger, SearchIndex } from '#platform/search/engine/search-index.ts'
import { fingerprintOf } from '#platform/search/segments/analysis.ts'
import { FacetDictionary } from '#platform/search/segments/facet-dictionary.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import { readSegment, writeSegment } from '#platform/search/segments/segment-file.ts'
import type { Position } from './changes.ts'
import type { Analyse, IndexSchema } from './types.ts'

/** Raise it when the files change: older snapshots are then rebuilt. */
const FORMAT = 8
const STATE = 'state.json'
/** Files that no state names are left alone so long: another process may be about to read or name them. */
const LITTER_MS = 15 * 60_000

/** A segment's file, and the checksum of its head. */
interface Filed {
  readonly file: string
  readonly head: number
}

interface State {
  readonly format: number
  readonly schema: IndexSchema
  /** How words were folded and stemmed: `fingerprintOf`. */
  readonly analysis: number
  readonly database: string
  readonly position: Position
  readonly dictionaries: Readonly<Record<string, readonly string[]>>
  readonly segments: readonly (Filed & { dead: string })[]
}

/** What was saved: an index and the database and moment it stood at. */
export interface Opened {
  readonly index: SearchIndex
  readonly database: string
  readonly position: Position
}

/**
 * An index on disk: segment files that never change, and a small state that names them. The state is replaced in one step,
 * so a kill at any moment leaves the last whole snapshot.
 */
export class Snapshots {
  readonly #folder: string
  readonly #schema: IndexSchema
  readonly #files = new WeakMap<Segment, Filed>()

  constructor(directory: string, schema: IndexSchema) {
    this.#folder = join(directory, schema.name)
    this.#schema = schema
  }

  /** Saves the index as it is at the call. */
  async save(index: SearchIndex, database: string, position: Position): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const kept = index.segments().map((segment) => ({
      segment,
      dead: Buffer.from(Uint8Array.from(new Uint8Array(segment.dead.buffer))).toString('base64'),
    }))
    const dictionaries = Object.fromEntries(
      Object.entries(index.dictionaries).map(([name, dictionary]) => [name, dictionary.all()]),
    )
    const segments: (Filed & { dead: string })[] = []
    for (const { segment, dead } of kept) {
      let filed = this.#files.get(segment)
      if (filed === undefined) {
        const file = `${randomBytes(9).toString('hex')}.segment`
        filed = { file, head: await writeSegment(join(this.#folder, file), this.#schema, segment) }
        this.#files.set(segment, filed)
      }
      segments.push({ ...filed, dead })
    }
    const analysis = fingerprintOf(index.analyse)
    await this.#writeState({
      format: FORMAT,
      schema: this.#schema,
      analysis,
      database,
      position,
      dictionaries,
      segments,
    })
    await this.#sweep(new Set(segments.map(({ file }) => file)))
  }

  async #writeState(state: State): Promise<void> {
    const body = JSON.stringify(state)
    const temporary = join(this.#folder, `${STATE}.${randomBytes(6).toString('hex')}`)
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(`${crc32(body)}\n${body}`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, join(this.#folder, STATE))
    const folder = await open(this.#folder, 'r')
    await folder.sync().finally(() => folder.close())
  }

  async #sweep(named: ReadonlySet<string>): Promise<void> {
    for (const file of await readdir(this.#folder)) {
      if (named.has(file) || file === STATE) continue
      const path = join(this.#folder, file)
      const written = await stat(path).catch(() => null)
      if (written !== null && Date.now() - written.mtimeMs > LITTER_MS) await unlink(path).catch(() => {})
    }
  }

  /** Opens what was saved; null when there is nothing. Throws when it is damaged or of another version. */
  async open(analyse: Analyse, merger?: Merger): Promise<Opened | null> {
    const state = await this.#readState()
    if (state === null) return null
    if (state.format !== FORMAT) throw new Error(`the snapshot has format ${state.format}, not ${FORMAT}`)
    if (JSON.stringify(state.schema) !== JSON.stringify(this.#schema))
      throw new Error('the snapshot has another schema')
    if (state.analysis !== fingerprintOf(analyse)) throw new Error('the snapshot has words folded otherwise')
    const segments: Segment[] = []
    for (const { file, head, dead } of state.segments) {
      const segment = await readSegment(join(this.#folder, file), this.#schema, head)
      new Uint8Array(segment.dead.buffer).set(Buffer.from(dead, 'base64'))
      this.#files.set(segment, { file, head })
      segments.push(segment)
    }
    const dictionaries = Object.fromEntries(
      Object.entries(state.dictionaries).map(([name, values]) => [name, FacetDictionary.of(values)]),
    )
    const index = new SearchIndex(this.#schema, analyse, { segments, dictionaries }, merger)
    return { index, database: state.database, position: state.position }
  }

  async #readState(): Promise<State | null> {
    const text = await readFile(join(this.#folder, STATE), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (text === null) return null
    const end = text.indexOf('\n')
    const body = text.slice(end + 1)
    if (String(crc32(body)) !== text.slice(0, Math.max(end, 0))) throw new Error('the checksum of the state is wrong')
    return JSON.parse(body) as State
  }
}
