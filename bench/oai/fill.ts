import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { noteEditions } from '#areas/catalogue/store/followers.ts'
import { madeRecord } from '#bench/catalogue/made-marc.ts'
import { readMarc } from '#lib/marc/read.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

const BATCH = 1000

/** Writes made records, each an edition of its own with one copy, past the import: it is the way out that is measured. */
export async function fill(platform: Platform, from: number, count: number): Promise<void> {
  const { id: library } = await platform.db.selectFrom('libraries.library').select('id').executeTakeFirstOrThrow()
  for (let n = 0; n < count; n += BATCH) {
    const size = Math.min(BATCH, count - n)
    const bytes = Array.from({ length: size }, (_, i) => madeRecord(from + n + i))
    const parsed: string[] = []
    for await (const items of readMarc(Readable.from([Buffer.concat(bytes)]))) {
      for (const item of items) if (item.kind === 'record') parsed.push(JSON.stringify(item.record))
    }
    const ids = bytes.map(() => newId())
    const numbers = bytes.map((_, i) => `b${from + n + i}`)
    await platform.db.transaction().execute(async (tx) => {
      await sql`
        insert into catalogue.edition (id, brief, title_keys, volume_key, sort_key, record_count, copy_count, library_count, is_public,
          created_at, updated_at)
        select id, '{}', '{}', '', '', 1, 1, 1, true, now(), now() from unnest(${ids}::uuid[]) as id`.execute(tx)
      await sql`
        insert into catalogue.record (id, library_id, control_number, edition_id, family, encoding, bytes, sha256, parsed, placement,
          created_at, updated_at)
        select id, ${library}, number, id, 'marc21', 'utf-8', '', '', parsed::json, '{}', now(), now()
        from unnest(${ids}::uuid[], ${numbers}::text[], ${parsed}::text[]) as r(id, number, parsed)`.execute(tx)
      await sql`
        insert into catalogue.item (id, record_id, library_id, item_key, barcode, call_number, status, created_at, updated_at)
        select id, id, ${library}, '1', 'B' || id, 'PIR 5203', 'available', now(), now() from unnest(${ids}::uuid[]) as id`.execute(
        tx,
      )
      await noteEditions(tx, ids)
    })
  }
}
