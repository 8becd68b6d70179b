import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { test } from 'node:test'
import { serve } from '@hono/node-server'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import type { Platform } from '#platform/platform.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aBook, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { cannotValidate, oaiJudge } from '#tests/support/oai-schema.ts'
import { aFreePort } from '#tests/support/server.ts'
import { sharedData } from '#tests/support/shared-data.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.example.org'

const REAL = [
  'evergreen/jazz_1k.mrc',
  'xbib/IRMARC8.bin',
  'xbib/unimarc/serres.mrc',
  'marc4j/pride-and-prejudice-with-many-errors.mrc',
  'marc4j/chabon.xml',
  'pymarc/bad_records.mrc',
  'traject/test_data.utf8.mrc.gz',
]

async function takeInReal(platform: Platform, folder: string): Promise<number> {
  for (const name of REAL.filter((one) => existsSync(join(folder, one)))) {
    const bytes = createReadStream(join(folder, name))
    await beginImport(platform, SYSTEM, { library: 'NLA:11', fileName: name.replace(/.*\//, ''), bytes, dryRun: false })
    await platform.jobs.drain(['catalogue.import'])
  }
  const { n } = await platform.db
    .selectFrom('catalogue.edition')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

const tokenIn = (xml: string) => /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1] ?? null
const count = (xml: string) => xml.split('<header').length - 1

test('every answer about real records is valid against the schemas of OAI-PMH, MARCXML and MODS', async (t) => {
  const why = cannotValidate()
  if (why !== false) return t.skip(why)
  const folder = sharedData(t, 'marc/edge')
  if (folder === null) return
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  const editions = await takeInReal(platform, folder)
  assert.ok(editions > 1000, `${editions} editions`)
  const app = createApp(platform, { protocols: PROTOCOLS })
  const ask = async (query: string) => (await app.fetch(new Request(`${HOST}/oai?${query}`))).text()
  const judge = oaiJudge(t)
  const identify = await ask('verb=Identify')
  assert.notEqual(judge(identify.replace('<protocolVersion>2.0', '<protocolVersion>3.0')), '', 'the judge judges')
  for (const query of [
    'verb=Identify',
    'verb=ListSets',
    'verb=ListMetadataFormats',
    'verb=ListIdentifiers&metadataPrefix=oai_dc',
    'verb=ListRecords&metadataPrefix=oai_dc&from=2030-01-01',
    'verb=GetRecord&metadataPrefix=oai_dc&identifier=no%20%22uri%22%20%00',
    'verb=Fly&a=%3Cb%3E',
    'verb=ListRecords&metadataPrefix=%3Cdc%3E',
    'verb=ListRecords&resumptionToken=%22%3E%3C%00',
    '',
  ]) {
    assert.equal(judge(await ask(query)), '', query)
  }
  for (const prefix of ['oai_dc', 'marcxml', 'mods']) {
    let xml = await ask(`verb=ListRecords&metadataPrefix=${prefix}`)
    let records = 0
    for (;;) {
      assert.equal(judge(xml), '', prefix)
      records += count(xml)
      const token = tokenIn(xml)
      if (token === null) break
      xml = await ask(`verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`)
    }
    assert.equal(records, editions, prefix)
  }
})

test('the requests of another provider’s suite are refused for the same reasons', async (t) => {
  const folder = sharedData(t, 'protocol/oai-pmh/melinda/test-fixtures/app')
  if (folder === null) return
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  await takeIn(platform, 'NLA:11', [aBook('1', 'بوستان')])
  const app = createApp(platform, { protocols: PROTOCOLS })
  let compared = 0
  for (const verb of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, verb))) {
      const answer = join(folder, verb, name, 'response0.xml')
      const wanted = existsSync(answer) ? /<error code="(\w+)"/.exec(readFileSync(answer, 'utf8'))?.[1] : undefined
      if (wanted === undefined) continue
      const { requests } = JSON.parse(readFileSync(join(folder, verb, name, 'metadata.json'), 'utf8'))
      // Their name of MARC 21 is `marc21`, ours says what form it comes in.
      const params = { ...requests[0].requestParams }
      if (params.metadataPrefix === 'marc21') params.metadataPrefix = 'marcxml'
      const xml = await (await app.fetch(new Request(`${HOST}/oai?${new URLSearchParams(params)}`))).text()
      assert.equal(/<error code="(\w+)"/.exec(xml)?.[1], wanted, `${verb}/${name}`)
      compared += 1
    }
  }
  assert.ok(compared >= 15, `${compared} cases`)
})

const CLIENT = `
use HTTP::OAI;
my ($url, $set) = @ARGV;
my $h = HTTP::OAI::Harvester->new(baseURL => $url);
my $id = $h->Identify; die $id->message if $id->is_error;
print "deleted ", $id->deletedRecord, "\\n";
my $sets = $h->ListSets; my $s = 0; while ($sets->next) { $s++ } print "sets $s\\n";
for my $prefix ('oai_dc', 'marcxml', 'mods') {
  my ($n, $gone, %seen) = (0, 0);
  my $take = sub { my $rec = shift; $n++; $gone++ if $rec->is_deleted; $seen{$rec->identifier} = 1; };
  my $r = $h->ListRecords(metadataPrefix => $prefix, onRecord => $take, $set ? (set => $set) : ());
  die $r->message if $r->is_error;
  print "$prefix $n $gone ", scalar(keys %seen), "\\n";
}
my $bad = $h->ListRecords(metadataPrefix => 'none');
print "none ", ($bad->errors ? ($bad->errors)[0]->code : 'no error'), "\\n";
`

async function harvestByPerl(url: string, ...more: string[]): Promise<string> {
  const child = spawn('perl', ['-e', CLIENT, url, ...more], { stdio: ['ignore', 'pipe', 'inherit'] })
  return await readAll(child.stdout)
}

test('a foreign harvester takes everything, deletions included (HTTP::OAI)', async (t) => {
  if (spawnSync('perl', ['-MHTTP::OAI', '-e1']).status !== 0)
    return t.skip("Debian's libhttp-oai-perl is not installed")
  const port = await aFreePort()
  const { platform } = await aUnion(t, {
    env: { PEYVAND_ORIGIN: `http://localhost:${port}`, PEYVAND_RATE_LIMITS: 'no' },
  })
  await takeIn(
    platform,
    'NLA:11',
    Array.from({ length: 601 }, (_, i) => aBook(String(i), `کتاب ${i}`)),
  )
  await takeIn(platform, 'AQR:31', [aBook('a', 'شاهنامه')])
  const [one] = await platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('control_number', '=', '5')
    .execute()
  await suppressRecord(platform, SYSTEM, { id: one!.id, isSuppressed: true })
  const app = createApp(platform, { protocols: PROTOCOLS })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port })
  t.after(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  assert.deepEqual((await harvestByPerl(`http://localhost:${port}/oai`)).trim().split('\n'), [
    'deleted persistent',
    'sets 6',
    'oai_dc 602 1 602',
    'marcxml 602 1 602',
    'mods 602 1 602',
    'none cannotDisseminateFormat',
  ])
  assert.match(await harvestByPerl(`http://localhost:${port}/oai`, 'AQR:31'), /^oai_dc 1 0 1$/m)
})
