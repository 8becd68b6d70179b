import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openPool } from '#platform/db.ts'
import { migrate, readMigrations } from '#platform/postgres/migrate.ts'
import { startEmbedded } from '#platform/postgres/server.ts'

const FILE = fileURLToPath(new URL('../src/platform/db-types.ts', import.meta.url))
const HOME = fileURLToPath(new URL('../.peyvand-test', import.meta.url))

interface Column {
  schema: string
  table: string
  column: string
  type: string
  array: boolean
  nullable: boolean
  fills: boolean
  always: boolean
  kind: string
}

// PostgreSQL does not know which columns of a view are never null: `comment on column … is 'not null'` says so.
const COLUMNS = `
  select n.nspname as schema, c.relname as table, a.attname as column, c.relkind as kind,
    coalesce(base.typname, element.typname, t.typname) as type, t.typcategory = 'A' as array,
    not (a.attnotnull or t.typnotnull or coalesce(col_description(c.oid, a.attnum), '') like 'not null%') as nullable,
    a.atthasdef or a.attidentity <> '' or a.attgenerated <> '' as fills,
    a.attgenerated <> '' or a.attidentity = 'a' as always
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    left join pg_type base on base.oid = t.typbasetype and t.typtype = 'd'
    left join pg_type element on element.oid = t.typelem and t.typcategory = 'A'
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and n.nspname not in ('public', 'pgboss')
  order by n.nspname collate "C", c.relname collate "C", a.attnum`

/** TypeScript of a column as it is read, and as it may be written. */
function typeOf(type: string): { read: string; write?: string } {
  if (
    [
      'text',
      'varchar',
      'bpchar',
      'citext',
      'uuid',
      'name',
      'xid8',
      'inet',
      'cidr',
      'tsvector',
      'interval',
      'time',
      'xml',
    ].includes(type)
  )
    return { read: 'string' }
  if (type === 'numeric') return { read: 'string', write: 'string | number | bigint' }
  if (['int2', 'int4', 'float4', 'float8', 'oid'].includes(type)) return { read: 'number' }
  if (type === 'int8') return { read: 'number', write: 'number | bigint' }
  if (type === 'bool') return { read: 'boolean' }
  if (type === 'timestamptz' || type === 'timestamp') return { read: 'Date', write: 'Date | string' }
  if (type === 'date') return { read: 'IsoDay' }
  if (type === 'bytea') return { read: 'Buffer' }
  if (type === 'json' || type === 'jsonb') return { read: 'Json', write: 'string' }
  throw new Error(`There is no TypeScript type for the column type ${type}: add it to scripts/make-db-types.ts.`)
}

function columnType(column: Column): string {
  const { read, write } = typeOf(column.type)
  const list = column.array ? '[]' : ''
  const wrap = (type: string) => (list && type.includes(' ') ? `(${type})${list}` : `${type}${list}`)
  const none = column.nullable ? ' | null' : ''
  const reading = `${wrap(read)}${none}`
  const writing = `${wrap(write ?? read)}${none}`
  if (column.kind === 'v' || column.kind === 'm') return `${wrap(read)}${column.nullable ? ' | null' : ''}`
  if (column.always) return `ColumnType<${reading}, never, never>`
  const inserting = column.fills || column.nullable ? `${writing} | undefined` : writing
  return reading === inserting ? reading : `ColumnType<${reading}, ${inserting}, ${writing}>`
}

function typeScript(columns: readonly Column[]): string {
  const tables = new Map<string, Column[]>()
  for (const column of columns) {
    const key = `${column.schema}.${column.table}`
    tables.set(key, [...(tables.get(key) ?? []), column])
  }
  const body = [...tables].map(([name, list]) => {
    const lines = list.map((column) => `    ${column.column}: ${columnType(column)}`)
    return `  '${name}': {\n${lines.join('\n')}\n  }`
  })
  return `// Made by \`npm run db-types\` out of db/migrations. Not written by hand.
import type { ColumnType } from 'kysely'

/** 'YYYY-MM-DD' */
export type IsoDay = string
/** A JSON column: read as a value, written as the text of \`JSON.stringify\`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

export interface Database {
${body.join('\n')}
}
`
}

async function readColumns(): Promise<Column[]> {
  const server = await startEmbedded(HOME, { careless: true })
  const name = `types_${process.pid}`
  const admin = new pg.Client({ connectionString: server.url('postgres') })
  await admin.connect()
  try {
    await admin.query(`create database ${name} template template0`)
    const pool = openPool(server.url(name), 1)
    try {
      await migrate(pool, readMigrations())
      return (await pool.query<Column>(COLUMNS)).rows
    } finally {
      await pool.end()
    }
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await server.leave()
  }
}

const wanted = typeScript(await readColumns())
if (process.argv.includes('--check')) {
  const found = await readFile(FILE, 'utf8').catch(() => '')
  if (found !== wanted) {
    console.error('src/platform/db-types.ts does not fit db/migrations. Run `npm run db-types` and commit the result.')
    process.exitCode = 1
  }
} else {
  await writeFile(FILE, wanted)
  console.log(`Wrote src/platform/db-types.ts.`)
}
