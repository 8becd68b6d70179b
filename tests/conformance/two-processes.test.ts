import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { readConfig } from '#platform/config.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform } from '#platform/platform.ts'
import { aDatabaseUrl } from '#tests/support/database.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { aPerson, aSmallCountry, PASSWORD } from '#tests/support/people.ts'
import { aServerProcess, runCommand } from '#tests/support/server.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Asks again until the answer is right or the time of a person's patience is over. */
async function eventually<T>(ask: () => Promise<T>, right: (answer: T) => boolean, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (right(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('two servers on one database are one Peyvand: sessions, imports and search', async (t) => {
  const url = await aDatabaseUrl(t)
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-two-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  // One machine, one home: files that came in through one process are there for the other.
  const home = { PEYVAND_HOME: folder }
  const [one, two] = await Promise.all([aServerProcess(t, url, home), aServerProcess(t, url, home)])
  const peyvand = (...words: string[]) => runCommand(url, words, home)

  await t.test('whoever signs in at one is signed in at the other, and out at both', async () => {
    const platform = await openPlatform(readConfig({ DATABASE_URL: url, PEYVAND_HOME: folder }), { log: silentLog })
    const { userName } = await aPerson(platform, aSmallCountry()).finally(() => platform.close())
    const body = new URLSearchParams({ userName, password: PASSWORD }).toString()
    const signedIn = await fetch(`${one.origin}/sign-in`, { method: 'POST', body, headers: FORM, redirect: 'manual' })
    assert.equal(signedIn.status, 303)
    const cookie = signedIn.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    const account = (origin: string) => fetch(`${origin}/account`, { headers: { cookie }, redirect: 'manual' })
    assert.equal((await account(one.origin)).status, 200)
    assert.equal((await account(two.origin)).status, 200)
    const origin = { origin: two.origin }
    await fetch(`${two.origin}/sign-out`, {
      method: 'POST',
      headers: { ...FORM, ...origin, cookie },
      redirect: 'manual',
    })
    assert.notEqual((await account(two.origin)).status, 200)
    assert.notEqual(
      (
        await eventually(
          () => account(one.origin),
          (answer) => answer.status !== 200,
        )
      ).status,
      200,
    )
  })

  await t.test('what is imported through one is found in both, also when the other was killed meanwhile', async () => {
    const file = join(folder, 'books.mrc')
    const records = ['بوستان', 'گلستان'].map((title, i) => aRecord([`001=b${i}`, `245 10 $a${title} /$cسعدی شیرازی`]))
    writeFileSync(file, Buffer.concat(records.map((record) => writeIso2709(record))))
    assert.equal((await peyvand('networks', 'add', '--code', 'iplf', '--name', 'نهاد')).code, 0)
    const library = ['libraries', 'add', '--network', 'iplf', '--code', 'ir-1', '--name', 'کتابخانهٔ مرکزی']
    assert.equal((await peyvand(...library)).code, 0)
    const imported = await peyvand('import', 'marc', file, '--library', 'ir-1', '--json')
    assert.equal(imported.code, 0, imported.stdout + imported.stderr)
    const { read, added } = JSON.parse(imported.stdout) as { read: number; added: number }
    assert.deepEqual({ read, added }, { read: 2, added: 2 })
    const total = async (origin: string) =>
      (
        (await (await fetch(`${origin}/api/catalogue/search?q=${encodeURIComponent('گلستان')}`)).json()) as {
          total: number
        }
      ).total
    assert.equal(
      await eventually(
        () => total(one.origin),
        (n) => n === 1,
      ),
      1,
    )
    assert.equal(
      await eventually(
        () => total(two.origin),
        (n) => n === 1,
      ),
      1,
    )
    two.kill('SIGKILL')
    await two.ended
    writeFileSync(file, writeIso2709(aRecord(['001=b9', '245 10 $aگلستان مصور /$cسعدی شیرازی'])))
    assert.equal((await peyvand('import', 'marc', file, '--library', 'ir-1')).code, 0)
    assert.equal(
      await eventually(
        () => total(one.origin),
        (n) => n === 2,
      ),
      2,
    )
  })

  await t.test('each ends by itself when asked', async () => {
    one.kill('SIGTERM')
    assert.equal(await one.ended, 0, one.said())
  })
})
