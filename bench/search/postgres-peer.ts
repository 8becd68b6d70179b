import { readFileSync } from 'node:fs'
import pg from 'pg'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { parseQuery } from '#platform/search/query.ts'
import type { SearchDocument } from '#platform/search/types.ts'
import { type Engine, type Measured, measured, sum } from './measure.ts'

/** Linux's clock ticks in a second. */
const TICKS = 100
const WEIGHTS: Readonly<Record<string, string>> = { title: 'A', author: 'B', subject: 'C', publisher: 'D', isbn: 'A' }

const quoted = (term: string): string => `'${term.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`

/** The same terms as our own index, as a tsvector with weights: the server's own parser would split them differently. */
function vectorOf({ fields }: SearchDocument): string {
  const places = new Map<string, string[]>()
  let base = 1
  for (const [field, values] of Object.entries(fields)) {
    for (const value of values) {
      const terms = searchTerms(value)
      for (const { term, position } of terms) {
        const here = places.get(term) ?? []
        if (here.length < 200) here.push(`${Math.min(base + position, 16_383)}${WEIGHTS[field]}`)
        places.set(term, here)
      }
      base += terms.length + 10
    }
  }
  return [...places].map(([term, here]) => `${quoted(term)}:${here.join(',')}`).join(' ')
}

/** PostgreSQL's full text over the same records, with facets by GROUP BY over what matched. */
export class PostgresPeer implements Engine {
  readonly name = 'PostgreSQL'
  readonly #url: string
  readonly #client: pg.Client
  readonly #clients: pg.Client[] = []

  constructor(url: string) {
    this.#url = url
    this.#client = new pg.Client({ connectionString: url })
  }

  /** Takes the records and returns the bytes of table and index. */
  async load(records: Iterable<SearchDocument>): Promise<number> {
    const client = this.#client
    await client.connect()
    await client.query(
      'drop schema if exists search_bench cascade; create schema search_bench; set search_path to search_bench',
    )
    await client.query(
      'create table record (id uuid primary key, terms tsvector, publisher text, year text, subjects text[])',
    )
    let batch: SearchDocument[] = []
    const flush = async (): Promise<void> => {
      await client.query(
        `insert into record select id, terms::tsvector, publisher, year, array(select jsonb_array_elements_text(subjects))
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) as given (id, terms, publisher, year, subjects)`,
        [
          batch.map(({ id }) => id),
          batch.map(vectorOf),
          batch.map(({ facets }) => facets.publisher![0]),
          batch.map(({ facets }) => facets.year![0]),
          batch.map(({ facets }) => JSON.stringify(facets.subject)),
        ],
      )
      batch = []
    }
    for (const record of records) {
      batch.push(record)
      if (batch.length === 2_000) await flush()
    }
    await flush()
    await client.query("set maintenance_work_mem = '512MB'")
    await client.query('create index on record using gin (terms)')
    await client.query('vacuum analyze record')
    const { rows } = await client.query<{ size: string }>(`select pg_total_relation_size('record') as size`)
    return Number(rows[0]!.size)
  }

  async #clientsFor(count: number): Promise<pg.Client[]> {
    while (this.#clients.length < count) {
      const client = new pg.Client({ connectionString: this.#url })
      await client.connect()
      // A query is one process's work, as with the others; the clients are the two at a time.
      await client.query(
        "set search_path to search_bench; set max_parallel_workers_per_gather = 0; set work_mem = '64MB'",
      )
      this.#clients.push(client)
    }
    return this.#clients.slice(0, count)
  }

  async ask(queries: readonly string[], clients: number, runs: number): Promise<Measured> {
    const asking = await this.#clientsFor(clients)
    const pids = await Promise.all(
      asking.map(
        async (client) => (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid,
      ),
    )
    const cpu = (): number => sum(pids.map(secondsOf))
    return measured(queries, clients, runs, (text, client) => this.#search(asking[client]!, text), cpu)
  }

  /** The first twenty by rank, the total and three facets. */
  async #search(client: pg.Client, text: string): Promise<number> {
    const terms = parseQuery(text).flatMap((node) => searchTerms(node.text).map(({ term }) => quoted(term)))
    const { rows } = await client.query<{ total: string }>({
      name: 'search',
      text: `with matched as materialized (
          select id, publisher, year, subjects, ts_rank(terms, $1::tsquery) as rank from record where terms @@ $1::tsquery)
        select (select count(*) from matched) as total,
          (select json_agg(top) from (select id, rank from matched order by rank desc, id limit 20) top) as hits,
          (select json_agg(top) from (select publisher, count(*) from matched group by 1 order by 2 desc, 1 limit 10) top) as publishers,
          (select json_agg(top) from (select year, count(*) from matched group by 1 order by 2 desc, 1 limit 10) top) as years,
          (select json_agg(top) from (select subject, count(*) from matched, unnest(subjects) as subject group by 1 order by 2 desc, 1 limit 10) top) as subjects`,
      values: [terms.join(' & ')],
    })
    return Number(rows[0]!.total)
  }

  async close(): Promise<void> {
    for (const client of this.#clients) await client.end()
    await this.#client.query('drop schema search_bench cascade')
    await this.#client.end()
  }
}

/** The processor's time of a process of this machine, from Linux's own counters; nothing elsewhere. */
function secondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS
  } catch {
    return Number.NaN
  }
}
