import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Doors, getPage, theDoors } from '#tests/support/doors.ts'
import { anActor } from '#tests/support/people.ts'
import { createApp } from '#web/app.ts'

const SECRET = 'a-secret-of-its-own'

async function aLetter({ platform }: Doors, text = `سلام\n${platform.config.origin}/join?secret=${SECRET}\nبدرود`) {
  const letter = { to: 'sara@example.org', subject: 'دعوت <b>به</b> پیوند', text }
  await platform.db.transaction().execute((tx) => platform.mail.send(tx, letter))
}

test('in the demonstration a letter is read and its link followed', async (t) => {
  const doors = await theDoors(t)
  assert.match((await getPage(doors, '/letters')).html, /هنوز نامه‌ای نوشته نشده است/)
  await aLetter(doors)
  const page = await getPage(doors, '/letters')
  assert.equal(page.status, 200)
  assert.match(page.html, /sara@example\.org/)
  assert.match(page.html, /href="http:\/\/localhost:4000\/join\?secret=a-secret-of-its-own"/)
  assert.match(page.html, /دعوت &lt;b&gt;به&lt;\/b&gt; پیوند/)
  assert.match((await getPage(doors, '/en/letters')).html, /Open the letter&#x27;s link/)
})

test('a letter never leads to another house', async (t) => {
  const doors = await theDoors(t)
  await aLetter(doors, 'http://localhost:4000.evil.example/join http://evil.example/')
  assert.doesNotMatch((await getPage(doors, '/letters')).html, /href="[^"]*evil/)
})

test('elsewhere the letters are the administrator’s', async (t) => {
  const doors = await theDoors(t, { env: { PEYVAND_DEMO: 'no' } })
  await aLetter(doors)
  const page = await getPage(doors, '/letters')
  assert.equal(page.status, 401)
  assert.doesNotMatch(page.html, /sara@example/)
})

test('an administrator sees what became of a letter, and never the secret in it', async (t) => {
  const { platform } = await theDoors(t, { env: { PEYVAND_DEMO: 'no' } })
  const administrator = anActor([{ role: 'administrator', scope: { level: 'system' } }])
  const doors = { platform, app: createApp(platform, { actorOf: async () => administrator }) }
  await aLetter(doors)
  const page = await getPage(doors, '/en/letters')
  assert.equal(page.status, 200)
  assert.match(page.html, /Kept here/)
  assert.match(page.html, /join\?secret=…/)
  assert.doesNotMatch(page.html, new RegExp(SECRET))
  const withoutSecondStep = {
    ...doors,
    app: createApp(platform, { actorOf: async () => ({ ...administrator, secondFactor: false }) }),
  }
  assert.equal((await getPage(withoutSecondStep, '/en/letters')).status, 403)
})
