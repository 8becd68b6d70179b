import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Database } from './db-types.ts'

/** The database as services and stores see it: tables are named with their schema, `'people.person'`. */
export type Db = Kysely<Database>
/** One transaction; a store function that takes `Db | Tx` runs inside whichever it is given. */
export type Tx = Transaction<Database>

const DATE = 1082
const INT8 = 20

// A day stays an ISO string, because a Date would move it across midnight; a count is a number, because nobody expects
// count(*) to be a string. An int8 past 2^53 is a fault and never a wrong number.
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === DATE) return (text: string) => text
      if (oid === INT8) return wholeNumber
    }
    return pg.types.getTypeParser(oid, format)
  },
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be read as a number`)
  return value
}

// PostgreSQL keeps every character but NUL. One that comes from outside becomes U+FFFD here, as half a character does on its
// way: a question with it finds nothing, and no door has to think of it.
class TextClient extends pg.Client {}
Object.defineProperty(TextClient.prototype, 'query', {
  value(this: pg.Client, query: unknown, values: unknown, ...rest: readonly unknown[]) {
    return Reflect.apply(pg.Client.prototype.query, this, [query, storable(values), ...rest])
  },
})

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value
  return Array.isArray(value) ? value.map(storable) : value
}

/** The pool under a database: for COPY, advisory locks and libraries that speak `pg`. Rows parse as in `Db`. */
export function openPool(url: string, connections = 20): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    application_name: 'peyvand',
    Client: TextClient,
  })
  // A connection lost while idle (server restarted) is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one lost in the middle of a query, which is told by that query's own fault; the pool listens to idle ones only.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

// What `pg` says of a connection that ended under a query.
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** True for a fault that says that the database (or another server behind us) cannot be reached now. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { severity, syscall, code } = error as { severity?: unknown; syscall?: unknown; code?: unknown }
  // PostgreSQL says FATAL when it ends a session: shut down, starting, no connection left, closed to us.
  if (severity === 'FATAL' || LOST.test(error.message)) return true
  if (syscall === 'connect' || code === 'EPIPE' || code === 'ECONNRESET') return true
  return error.cause !== undefined && isAway(error.cause)
}

/** Opens the database behind an address or over a pool. `destroy()` on the result closes the pool as well. */
export function openDatabase(over: string | pg.Pool): Db {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: typeof over === 'string' ? openPool(over) : over }),
  })
}
