import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal, type RefusalFacts } from '#lib/refusal.ts'
import { text as journalText } from '#protocols/journal/text.en.ts'
import { text as marcText } from '#protocols/marc/text.en.ts'
import { text as matchingText } from '#protocols/matching/text.en.ts'
import { ROOMS, type Room, refusalSentence } from '#web/rooms.ts'
import { aWeb, get } from '#web/testing.ts'

// What only the command line meets has its sentences at its own door.
const AT_THE_COMMAND_LINE = /^(journal|marc|matching)\./
const THROWN = /new Refusal\(\s*'\w+',\s*'([^']+)'/g

// Sentences are asked for here, not read: every fact they may name is there.
const ANY_FACTS: RefusalFacts = new Proxy({}, { get: () => ['1', '2'] })

/** Every code of a refusal that some source file throws. */
function codesThrown(): string[] {
  const codes = new Set<string>()
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue
    for (const [, code] of readFileSync(join('src', file), 'utf8').matchAll(THROWN)) codes.add(code ?? '')
  }
  return [...codes].sort()
}

test('every refusal that is thrown anywhere has a sentence in both languages', () => {
  const codes = codesThrown()
  assert.ok(codes.length > 80, `only ${codes.length} refusals were found`)
  for (const lang of ['fa', 'en'] as const) {
    const protocols: Readonly<Record<string, (facts: never) => string>> = {
      ...journalText(lang).refusals,
      ...marcText(lang).refusals,
      ...matchingText(lang).refusals,
    }
    const missing = codes.filter((code) => {
      const own = AT_THE_COMMAND_LINE.test(code) && code in protocols
      return !own && !refusalSentence(ROOMS, lang, code, ANY_FACTS)
    })
    assert.deepEqual(missing, [], `no sentence in ${lang}`)
  }
})

const refusing = (code: string, facts = {}): Room => ({
  area: 'people',
  text: () => ({ refusals: {} }),
  routes: (app) =>
    void app.get('/refused', () => {
      throw new Refusal('forbidden', code, facts)
    }),
})

test('who lacks the second step is led to it', async () => {
  const page = await get(aWeb({ rooms: [refusing('people.second-factor-required')] }), '/en/refused')
  assert.equal(page.status, 403)
  assert.match(page.html, /href="\/en\/account\/security"[^>]*>Set up the second step/)
})

test('who tries too often hears when to come back', async () => {
  const page = await get(aWeb({ rooms: [refusing('people.too-often', { minutes: 2 })] }), '/refused')
  assert.equal(page.status, 429)
  assert.equal(page.headers.get('retry-after'), '120')
})

test('a program with a key that is not in force hears it in JSON, a person on a page', async () => {
  const app = aWeb({
    actorOf: async () => {
      throw new Refusal('forbidden', 'people.key-unknown')
    },
  })
  const program = await get(app, '/api/people/me', { 'accept-language': 'en' })
  assert.equal(program.status, 401)
  assert.equal(program.headers.get('www-authenticate'), 'Bearer')
  const body = JSON.parse(program.html) as Record<string, unknown>
  assert.deepEqual([body.code, body.status], ['people.key-unknown', 401])
  assert.match(String(body.message), /key/)
  const page = await get(app, '/search')
  assert.equal(page.status, 401)
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/)
})

test('a file that is too large is named in megabytes, in the digits of the language', () => {
  const facts = { max: 20 * 1024 * 1024 }
  assert.match(refusalSentence([], 'fa', 'files.too-large', facts) ?? '', /۲۰ مگابایت/)
  assert.match(refusalSentence([], 'en', 'files.too-large', facts) ?? '', /20 MB/)
})
