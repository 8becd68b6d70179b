import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import type { Platform } from '#platform/platform.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aBook, aUnion, fileOf, SYSTEM } from '#tests/support/catalogue.ts'
import { whole } from '#tests/support/marc-records.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.test'
const BOOKS = 400

type Ask = (path: string) => Promise<string>

/** What a harvester knows: the title of each edition, null for a deleted one. */
type Known = Map<string, string | null>

/** One incremental harvest, as the protocol has it: `from` is the first responseDate of the one before. */
async function harvest(ask: Ask, known: Known, from: string | null): Promise<string> {
  let xml = await ask(`/oai?verb=ListRecords&metadataPrefix=marcxml${from === null ? '' : `&from=${from}`}`)
  const told = /<responseDate>([^<]+)/.exec(xml)?.[1] ?? ''
  for (;;) {
    for (const [, header = '', body = ''] of xml.matchAll(
      /<header(.*?)<\/header>(.*?)<\/record>\n(?=<record>|<res|<\/List)/gs,
    )) {
      const id = /<identifier>oai:peyvand\.test:([^<]+)/.exec(header)?.[1] ?? ''
      const title = /tag="245"[^>]*>\s*<subfield code="a">([^<]*)/.exec(body)?.[1]
      known.set(id, header.startsWith(' status="deleted"') ? null : (title ?? ''))
    }
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1]
    if (token === undefined) return told
    xml = await ask(`/oai?verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`)
  }
}

/** Follows the change feed to its end. */
async function follow(ask: Ask, known: Map<string, string>, after: string): Promise<string> {
  for (;;) {
    const answer = JSON.parse(await ask(`/api/catalogue/changes?limit=50&after=${after}`))
    for (const { id, change } of answer.changes) known.set(id, change)
    after = answer.next
    if (!answer.more) return after
  }
}

async function importing(platform: Platform, library: string, round: number): Promise<void> {
  const books = Array.from({ length: BOOKS }, (_, i) => aBook(`${library}-${i}`, `کتاب ${library} ${i} بار ${round}`))
  const bytes = whole(fileOf(...books))
  await beginImport(platform, SYSTEM, { library, fileName: `${library}-${round}.mrc`, bytes, dryRun: false })
  await platform.jobs.drain(['catalogue.import'])
}

async function work(platform: Platform): Promise<void> {
  for (const round of [1, 2]) {
    await Promise.all(['NLA:11', 'NLA:12', 'AQR:31'].map((library) => importing(platform, library, round)))
  }
  const hidden = await platform.db.selectFrom('catalogue.record').select('id').orderBy('id').limit(40).execute()
  for (const { id } of hidden) await suppressRecord(platform, SYSTEM, { id, isSuppressed: true })
}

test('whoever harvests while others import ends with exactly what there is', async (t) => {
  const { platform } = await aUnion(t, {
    now: () => new Date(),
    env: { PEYVAND_ORIGIN: HOST, PEYVAND_RATE_LIMITS: 'no' },
  })
  const app = createApp(platform, { protocols: PROTOCOLS })
  const ask: Ask = async (path) => await (await app.fetch(new Request(HOST + path))).text()
  const known: Known = new Map()
  const fed = new Map<string, string>()
  let isDone = false
  const working = work(platform).finally(() => {
    isDone = true
  })
  let from: string | null = null
  let after = '0'
  let rounds = 0
  while (!isDone) {
    from = await harvest(ask, known, from)
    after = await follow(ask, fed, after)
    rounds += 1
  }
  await working
  await harvest(ask, known, from)
  await follow(ask, fed, after)
  assert.ok(rounds > 3, `${rounds} harvests while the imports ran`)
  const there = await platform.db.selectFrom('catalogue.edition').select(['id', 'is_public', 'brief']).execute()
  const shown = there.filter((edition) => edition.is_public)
  assert.equal(shown.length, 3 * BOOKS - 40)
  const told = [...known].filter(([, title]) => title !== null)
  assert.deepEqual(new Map(told.sort()), new Map(shown.map((one) => [one.id, titleOf(one.brief)] as const).sort()))
  const put = [...fed].filter(([, change]) => change === 'put').map(([id]) => id)
  assert.deepEqual(put.sort(), shown.map((edition) => edition.id).sort())
})

const titleOf = (brief: unknown) => (brief as { title: string }).title
