// The report of the union at the size of a country: how long its making takes the first time and after an import, how much
// memory, and how fast its pages answer. Records are put in by SQL, because importing them is another bench.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { eachToMend, listToMend, readReport } from '#areas/catalogue/service/report/reading.ts'
import { refreshReport } from '#areas/catalogue/service/report/refreshing.ts'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { madeRecord } from '#bench/catalogue/made-marc.ts'
import { readMarc } from '#lib/marc/read.ts'
import { readConfig } from '#platform/config.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { setUpAreas } from '#src/setup.ts'

const SIZE = Number(process.env.PEYVAND_BENCH_RECORDS ?? '100000')
const by = systemActor('bench')
const home = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
const platform = await openPlatform(readConfig({ PEYVAND_HOME: home, PORT: '0', PEYVAND_DEMO: 'no' }), {
  log: silentLog,
})

/** Some hundred made records as the database keeps them, told apart only by number: enough kinds of faults for the rules. */
async function samples(): Promise<string[]> {
  const file = Buffer.concat(Array.from({ length: 300 }, (_, i) => madeRecord(i)))
  const found: string[] = []
  for await (const items of readMarc(one(file))) {
    for (const item of items) {
      if (item.kind !== 'record') continue
      // Every third record loses its subjects, every tenth its identifiers.
      const lost = [
        ...(found.length % 3 === 0 ? ['650', '606'] : []),
        ...(found.length % 10 === 0 ? ['020', '010'] : []),
      ]
      const fields = item.record.fields.filter((field) => !lost.includes(field.tag))
      found.push(JSON.stringify({ ...item.record, fields }))
    }
  }
  return found
}

async function* one(bytes: Uint8Array) {
  yield bytes
}

/** Two networks of twenty libraries each; every third edition stands twice in its library. */
async function fill(platform: Platform): Promise<void> {
  for (const code of ['north', 'south']) {
    await addNetwork(platform, by, { code, name: code })
    for (let i = 0; i < 20; i++) {
      await putLibrary(platform, by, {
        network: code,
        draft: { code: `${code}${i}`, name: `${code} ${i}`, province: i % 2 ? 'تهران' : 'فارس' },
      })
    }
  }
  await sql`create table sample as select (row_number() over ())::int - 1 as n, parsed from unnest(${await samples()}::text[]) as parsed`.execute(
    platform.db,
  )
  await sql`create table place as select (row_number() over (order by code))::int - 1 as n, id from libraries.library`.execute(
    platform.db,
  )
  await sql`
    insert into catalogue.edition (id, brief, title_keys, volume_key, sort_key, year, record_count, copy_count, library_count, is_public, created_at, updated_at)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
      jsonb_build_object('title', 'title ' || i, 'subjects', jsonb_build_array(jsonb_build_object('key', 's' || i % 5000, 'label', 'S')), 'languages', jsonb_build_array('per')),
      '{}', '', '', 1950 + i % 70, 1, 1, 1, true, now(), now()
    from generate_series(0, ${SIZE}::int * 3 / 4) i`.execute(platform.db)
  for (let from = 0; from < SIZE; from += 50_000) {
    await sql`
      insert into catalogue.record (id, library_id, control_number, edition_id, family, encoding, bytes, sha256, parsed, placement, created_at, updated_at)
      select ('00000000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, p.id, i::text,
        ('00000000-0000-7000-8000-' || lpad(to_hex(i % (${SIZE}::int * 3 / 4)), 12, '0'))::uuid,
        'marc21', 'utf-8', '', '', s.parsed::json, '{}', now(), timestamptz '2026-01-01' + i * interval '1 millisecond'
      from generate_series(${from}::int, ${Math.min(from + 50_000, SIZE) - 1}::int) i
      join sample s on s.n = i % 300 join place p on p.n = (i % (${SIZE}::int * 3 / 4) / 7) % 40`.execute(platform.db)
  }
  await sql`
    insert into catalogue.item (id, record_id, library_id, item_key, status, created_at, updated_at)
    select gen_random_uuid(), r.id, r.library_id, k::text, 'available', now(), now() from catalogue.record r, generate_series(1, 2) k`.execute(
    platform.db,
  )
  await sql`analyze catalogue.record; `.execute(platform.db)
  await sql`analyze catalogue.item`.execute(platform.db)
  await sql`analyze catalogue.edition`.execute(platform.db)
}

let most = 0
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss)
}, 200)

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const done = await work()
  console.log(
    `${name.padEnd(58)} ${((performance.now() - start) / 1000).toFixed(2)} s   ${Math.round(most / 1e6)} MB at most`,
  )
  return done
}

try {
  await setUpAreas(platform)
  await timed(`${SIZE} records put in by SQL`, () => fill(platform))
  most = 0
  await timed('first report (every record checked)', () => refreshReport(platform))
  await timed('report with nothing new', () => refreshReport(platform))
  await sql`update catalogue.record set updated_at = now() where id in (select id from catalogue.record limit 1000)`.execute(
    platform.db,
  )
  await timed('report after 1,000 records changed', () => refreshReport(platform))
  await timed('what the public page reads', () => readReport(platform, by))
  const { report } = (await readReport(platform, by))!
  const [fault] = Object.entries(report.figures.faults).sort((a, b) => b[1] - a[1])
  const asked = { library: 'north:north1', fault: (fault?.[0] ?? 'duplicate') as 'duplicate' }
  await timed(`first page of a list to mend (${asked.fault})`, () => listToMend(platform, by, { ...asked, limit: 50 }))
  const ids: string[] = []
  await timed('the whole list, as it is exported', async () => {
    for await (const { id } of eachToMend(platform, by, asked)) ids.push(id)
  })
  const rows = ids.length
  await timed('its last page', () => listToMend(platform, by, { ...asked, limit: 50, after: ids.at(-50) }))
  console.log(`(${rows} rows; faults: ${JSON.stringify(report.figures.faults)})`)
} finally {
  clearInterval(watch)
  await platform.close()
  await rm(home, { recursive: true, force: true })
}
