import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { systemClock } from '#platform/clock.ts'
import { openJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { aDatabase } from '#tests/support/database.ts'
import { type Letter, openMail } from './mail.ts'

const FROM = 'پیوند <peyvand@peyvand.example>'
const LETTER = { to: 'reader@example.org', subject: 'پیوند: دعوت به کتابخانه', text: 'سلام.\n.\nخوش آمدید.' }

/** A mail server as small as RFC 5321 allows; `answer` may turn a recipient away. */
async function aMailServer(t: TestContext, answer: (line: string) => string | null = () => null) {
  const letters: string[] = []
  const server = createServer((socket) => {
    let rest = ''
    let letter: string[] | null = null
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 test')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (letter !== null) {
          if (line !== '.') letter.push(line.startsWith('.') ? line.slice(1) : line)
          else {
            letters.push(letter.join('\n'))
            letter = null
            say('250 taken')
          }
        } else if (/^data$/i.test(line)) {
          letter = []
          say('354 go on')
        } else say(/^quit/i.test(line) ? '221 bye' : (answer(line) ?? '250 test'))
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, letters }
}

async function someMail(t: TestContext, url: string | null) {
  const { db, url: database } = await aDatabase(t)
  const open = () => {
    const jobs = openJobs({ db, url: database, clock: systemClock, log: silentLog })
    const mail = openMail({ db, jobs, clock: systemClock, url, from: FROM })
    return { jobs, mail }
  }
  const one = open()
  const two = open()
  t.after(async () => {
    for (const { jobs, mail } of [one, two]) {
      await jobs.stop()
      mail.close()
    }
  })
  return { db, one, two }
}

test('a letter reaches the mail server once, though two processes carry', async (t) => {
  const server = await aMailServer(t)
  const { db, one, two } = await someMail(t, server.url)
  const ids: string[] = []
  for (let n = 0; n < 5; n++) {
    ids.push(await db.transaction().execute((tx) => one.mail.send(tx, { ...LETTER, html: '<p dir="rtl">سلام</p>' })))
  }
  await Promise.all([one.jobs.drain(), two.jobs.drain()])
  assert.equal(server.letters.length, 5)
  assert.deepEqual(
    new Set(server.letters.map((letter) => /^Message-ID: <(.+)@peyvand\.example>$/m.exec(letter)?.[1])),
    new Set(ids),
  )
  assert.match(server.letters[0] ?? '', /^To: reader@example\.org$/m)
  const shown = await one.mail.recent()
  assert.ok(shown.every((letter) => letter.sentAt !== null && letter.attempts === 1 && letter.error === null))
})

test('a letter says how to end such letters, and nothing given to it becomes a header', async (t) => {
  const server = await aMailServer(t)
  const { db, one } = await someMail(t, server.url)
  const send = (letter: Partial<Letter>) =>
    db.transaction().execute((tx) => one.mail.send(tx, { ...LETTER, ...letter }))
  const stop = `https://peyvand.example/searches/stop?key=${'0123456789abcdef'.repeat(2)}.${'A_b-'.repeat(11)}`
  await send({ unsubscribe: stop })
  await send({ unsubscribe: 'http://localhost:4000/searches/stop?key=1' })
  await send({
    unsubscribe: 'https://peyvand.example/?key=1\r\nBcc: <thief@example.org>, <b>',
    subject: 'x\r\nBcc: a@b.c',
  })
  await assert.rejects(send({ unsubscribe: 'mailto:stop@peyvand.example' }), TypeError)
  await assert.rejects(send({ unsubscribe: '/searches/stop' }), TypeError)
  await one.jobs.drain()
  const heads = server.letters.map((letter) => letter.slice(0, letter.indexOf('\n\n')).replace(/\n[ \t]+/g, ' '))
  const headOf = (like: string) => heads.find((head) => head.includes(like)) ?? ''
  const header = (head: string, name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]
  assert.equal(heads.length, 3)
  assert.equal(header(headOf('0123456789'), 'List-Unsubscribe'), `<${stop}>`)
  assert.equal(header(headOf('0123456789'), 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click')
  assert.equal(header(headOf('localhost:4000'), 'List-Unsubscribe'), '<http://localhost:4000/searches/stop?key=1>')
  assert.equal(header(headOf('localhost:4000'), 'List-Unsubscribe-Post'), undefined)
  const hostile = headOf('thief')
  assert.equal(header(hostile, 'Bcc'), undefined)
  assert.match(header(hostile, 'List-Unsubscribe') ?? '', /^<https:[^<>,\s]+>$/)
})

test('a letter goes with its transaction', async (t) => {
  const server = await aMailServer(t)
  const { db, one } = await someMail(t, server.url)
  await assert.rejects(
    db.transaction().execute(async (tx) => {
      await one.mail.send(tx, LETTER)
      throw new Error('changed my mind')
    }),
  )
  await one.jobs.drain()
  assert.deepEqual([server.letters, await one.mail.recent()], [[], []])
})

test('without a mail server letters lie in the outbox page', async (t) => {
  const { db, one } = await someMail(t, null)
  await db.transaction().execute((tx) => one.mail.send(tx, LETTER))
  assert.equal(await one.jobs.drain(), 0)
  const [letter] = await one.mail.recent()
  assert.ok(letter)
  assert.deepEqual(
    { to: letter.to, subject: letter.subject, text: letter.text, sentAt: letter.sentAt },
    { ...LETTER, sentAt: null },
  )
  assert.equal(one.mail.delivers, false)
})

test('a mail server that is busy is asked again, and one that says no for good is not', async (t) => {
  const asked: string[] = []
  const server = await aMailServer(t, (line) => {
    if (!/^rcpt/i.test(line)) return null
    asked.push(line)
    if (/nobody/.test(line)) return '550 no such person'
    return asked.filter((other) => other === line).length === 1 ? '450 busy' : null
  })
  const { db, one } = await someMail(t, server.url)
  const send = (to: string) => db.transaction().execute((tx) => one.mail.send(tx, { ...LETTER, to }))
  await send('reader@example.org')
  await send('nobody@example.org')
  await send('one@example.org, two@example.org')
  await one.jobs.drain()
  assert.equal(server.letters.length, 0)
  await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(db)
  await one.jobs.drain()
  assert.equal(server.letters.filter((letter) => /^To: reader@/m.test(letter)).length, 1)
  const [, refused, sent] = await one.mail.recent()
  assert.deepEqual([sent?.attempts, sent?.error], [2, null])
  assert.match(refused?.error ?? '', /550/)
  assert.equal(
    (await one.jobs.recent('platform.mail')).filter((job) => job.refusal?.code === 'mail.rejected').length,
    1,
  )
  assert.ok(!asked.some((line) => /<one@example.org>|<two@example.org>/.test(line)))
})
