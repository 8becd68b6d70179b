import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SearchDocument } from '#platform/search/types.ts'
import type { Query } from './tasks.ts'

const JARS = ['core', 'analyzers-common'].map((part) => `/usr/share/java/lucene-${part}-*.jar`)
const SOURCE = fileURLToPath(new URL('LucenePeer.java', import.meta.url))

export interface LuceneWishes {
  /** How much each field counts; `all` holds the texts of every field. */
  readonly weights: Readonly<Record<string, number>>
  /** One slip in any word of four letters or more is allowed. */
  readonly fuzzy: boolean
}

/** Why Lucene cannot be asked here; null when it can. */
export function lackOfLucene(): string | null {
  const lacks = JARS.some((jar) => globSync(jar).length === 0)
  if (lacks || spawnSync('java', ['-version']).status !== 0) {
    return 'Lucene is absent: apt-get install liblucene8-java default-jre-headless'
  }
  return existsSync(SOURCE) ? null : `${SOURCE} is absent`
}

/** Lucene's best ten for each query over the same documents, once for each way of asking. */
export function askLucene(
  documents: readonly SearchDocument[],
  queries: readonly Query[],
  ways: readonly LuceneWishes[],
): string[][][] {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-quality-'))
  try {
    const lines = documents.flatMap(({ id, fields }) =>
      // What we make of romanised titles is our own work, not the record's.
      Object.entries(fields).flatMap(([name, values]) =>
        (name === 'romanised' ? [] : values).map((text) => `${id}\t${name}\t${oneLine(text)}\n`),
      ),
    )
    writeFileSync(join(folder, 'documents.tsv'), lines.join(''))
    writeFileSync(join(folder, 'queries.txt'), queries.map(({ text }) => `${oneLine(text)}\n`).join(''))
    const jars = JARS.flatMap((jar) => globSync(jar)).join(':')
    const words = [SOURCE, join(folder, 'documents.tsv'), join(folder, 'queries.txt'), ...ways.map(said)]
    const run = spawnSync('java', ['-cp', jars, ...words], { encoding: 'utf8', maxBuffer: 1e9 })
    if (run.status !== 0) throw new Error(`Lucene failed: ${run.stderr}`)
    const answers = run.stdout.split('\n').map((line) => line.split(' ').filter((id) => id !== ''))
    return ways.map((_, way) => answers.slice(way * queries.length, (way + 1) * queries.length))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const said = ({ weights, fuzzy }: LuceneWishes) =>
  `${fuzzy ? '~' : '='}${Object.entries(weights)
    .map(([field, weight]) => `${field}=${weight}`)
    .join(',')}`
const oneLine = (text: string) => text.replace(/[\t\n\r\u2028\u2029]+/gu, ' ')
