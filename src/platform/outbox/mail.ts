import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { storableText } from '#lib/merkle/canonical-json.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import type { Jobs } from '#platform/jobs.ts'

/** A letter: plain text always, HTML beside it where it helps. */
export interface Letter {
  to: string
  subject: string
  text: string
  html?: string
  /**
   * For letters that come again and again: our address that ends them when a program posts to it, without a session. It holds
   * a secret of this reader's, and nothing else but this address may end them.
   */
  unsubscribe?: string
}

/** A letter as the outbox page shows it. */
export interface SentLetter extends Letter {
  id: string
  createdAt: Date
  /** null while it waits, and for ever where no mail server is configured. */
  sentAt: Date | null
  attempts: number
  error: string | null
}

/** Mail that is written with the transaction it belongs to and carried by a job. */
export interface Mail {
  /** False where letters only lie in the outbox page. */
  delivers: boolean
  /**
   * Writes a letter in the caller's transaction and returns its id: if the transaction fails there is no letter, and after
   * it has committed none is lost. A crash in the instant between the mail server's yes and our note of it is the one
   * case in which a letter goes twice, under the same Message-ID.
   */
  send(tx: Tx, letter: Letter): Promise<string>
  /** The newest letters, 50 unless told. */
  recent(limit?: number): Promise<SentLetter[]>
  close(): void
}

/** What mail stands on; `url` is an SMTP address or null, `from` what letters are signed with. */
export interface MailOptions {
  db: Db
  jobs: Jobs
  clock: Clock
  url: string | null
  from: string
}

const JOB = 'platform.mail'
const SENDER = { kind: 'system', id: null, name: 'mail' } as const
const TIMEOUT = 30_000

interface MailRow {
  id: string
  recipient: string
  subject: string
  text: string
  html: string | null
  unsubscribe_url: string | null
  created_at: Date
  sent_at: Date | null
  attempts: number
  error: string | null
}

/** Opens mail; defines the job that carries it. */
export function openMail({ db, jobs, clock, url, from }: MailOptions): Mail {
  const host = /@([^\s>@]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  const timeouts = { connectionTimeout: TIMEOUT, greetingTimeout: TIMEOUT, socketTimeout: TIMEOUT }
  const transport = url === null ? null : createTransport({ url, pool: true, ...timeouts }, { from })
  const deliver = async (row: MailRow) => {
    // One address, never parsed as a list: a comma in it must not reach a second person.
    const to = { name: '', address: row.recipient }
    const messageId = `<${row.id}@${host}>`
    await transport?.sendMail({
      to,
      subject: row.subject,
      text: row.text,
      ...(row.html ? { html: row.html } : {}),
      ...(row.unsubscribe_url === null ? {} : { headers: wayOut(row.unsubscribe_url) }),
      messageId,
    })
  }
  jobs.define(JOB, (job: { data: { mail: string } }) => carry(db, clock, job.data.mail, deliver), {
    concurrency: 2,
    retry: { limit: 10, delay: 10 },
  })
  return {
    delivers: transport !== null,
    async send(tx, letter) {
      const id = newId()
      await sql`
        insert into platform.mail (id, recipient, subject, text, html, unsubscribe_url, created_at)
        values (${id}, ${storableText(letter.to)}, ${storableText(letter.subject)}, ${storableText(letter.text)},
          ${letter.html === undefined ? null : storableText(letter.html)}, ${addressOf(letter)}, ${clock()})
      `.execute(tx)
      if (transport !== null) await jobs.send(tx, JOB, { mail: id }, { by: SENDER })
      return id
    },
    async recent(limit = 50) {
      const { rows } = await sql<MailRow>`select * from platform.mail order by id desc limit ${limit}`.execute(db)
      return rows.map(letterOf)
    },
    close: () => transport?.close(),
  }
}

// As URLs are written: without spaces, brackets and ends of lines, so that no header can follow it.
function addressOf({ unsubscribe }: Letter): string | null {
  if (unsubscribe === undefined) return null
  const { protocol, href } = new URL(unsubscribe)
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError(`Nobody posts to ${protocol}`)
  return href.replace(/[^\x21-\x7e]|[<>,]/g, encodeURIComponent)
}

/** RFC 2369 §3.2, RFC 8058 §3.1; a program posts only where the address cannot be read on the way. */
function wayOut(address: string): Record<string, string> {
  const named = { 'List-Unsubscribe': `<${address}>` }
  return address.startsWith('https:') ? { ...named, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : named
}

function letterOf(row: MailRow): SentLetter {
  const { id, subject, text, attempts, error } = row
  const html = row.html === null ? {} : { html: row.html }
  const unsubscribe = row.unsubscribe_url === null ? {} : { unsubscribe: row.unsubscribe_url }
  return {
    id,
    to: row.recipient,
    subject,
    text,
    ...html,
    ...unsubscribe,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    attempts,
    error,
  }
}

// The row stays locked while the mail server is spoken to, so two processes never carry one letter.
async function carry(db: Db, clock: Clock, id: string, deliver: (row: MailRow) => Promise<void>): Promise<void> {
  const failure = await db.transaction().execute(async (tx) => {
    const { rows } = await sql<MailRow>`
      select * from platform.mail where id = ${id}::uuid and sent_at is null for update
    `.execute(tx)
    const row = rows[0]
    if (!row) return null
    try {
      await deliver(row)
    } catch (error) {
      await sql`
        update platform.mail set attempts = attempts + 1, error = ${storableText(String(error))} where id = ${id}::uuid
      `.execute(tx)
      return error
    }
    await sql`
      update platform.mail set attempts = attempts + 1, error = null, sent_at = ${clock()} where id = ${id}::uuid
    `.execute(tx)
    return null
  })
  if (failure === null) return
  // A 5xx answer is final (RFC 5321 §4.2.1); anything else may pass.
  const answer = (failure as { responseCode?: number }).responseCode ?? 0
  if (answer >= 500 && answer < 600) throw new Refusal('invalid', 'mail.rejected', { answer })
  throw failure
}

/** Deletes letters written before `before`, sent or not: they hold names, addresses and links. */
export async function pruneLetters(db: Db, before: Date): Promise<void> {
  await sql`delete from platform.mail where created_at < ${before}`.execute(db)
}
