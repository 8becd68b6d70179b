import { sql } from 'kysely'
import type { QualityFault } from '#areas/catalogue/quality-faults.ts'
import type { KnowledgeField } from '#areas/catalogue/rules/knowledge.ts'
import type { LibraryFigures, NetworkFigures, Report, ReportFigures } from '#areas/catalogue/rules/report.ts'
import type { Db, Tx } from '#platform/db.ts'

/**
 * Puts who holds what into a temporary table: an edition and a library a row, by record or by copy, with its network and
 * province. Every figure of holdings is counted from it.
 */
export async function gatherHoldings(tx: Tx): Promise<void> {
  // One pass over records and copies is sorted in memory as far as it goes; the rest is the server's temporary files.
  await sql`set local work_mem = '64MB'`.execute(tx)
  await sql`
    create temporary table holding on commit drop as
    select h.edition_id, h.library_id, l.network_code, l.province_code, sum(h.copies)::int as copies, sum(h.records)::int as records
    from (
      select edition_id, library_id, 0 as copies, 1 as records from catalogue.record where suppressed_at is null
      union all
      select r.edition_id, i.library_id, (i.status not in ('lost', 'withdrawn'))::int, 0
      from catalogue.record r join catalogue.item i on i.record_id = r.id
      where r.suppressed_at is null and i.suppressed_at is null
    ) h join libraries.library_brief l on l.id = h.library_id
    group by 1, 2, 3, 4`.execute(tx)
  await sql`
    create temporary table held on commit drop as
    select edition_id, array_agg(distinct network_code order by network_code) as networks,
      sum(records)::int as records, count(*) filter (where records > 0)::int as owners
    from holding group by edition_id`.execute(tx)
  await sql`analyze holding`.execute(tx)
}

type Holdings = Pick<
  ReportFigures,
  'records' | 'editions' | 'copies' | 'libraries' | 'shared' | 'overlap' | 'provinces'
> & { networks: NetworkFigures[] }

/** Counts `holding`. */
export async function countHoldings(tx: Tx): Promise<Holdings> {
  const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(tx)).rows
  const [whole] = await rows(sql<Pick<Holdings, 'records' | 'editions' | 'shared'>>`
    select coalesce(sum(records), 0)::int as records, count(*)::int as editions,
      (count(*) filter (where owners > 1))::int as shared from held`)
  const [more] = await rows(sql<Pick<Holdings, 'copies' | 'libraries'>>`
    select coalesce(sum(copies), 0)::int as copies, count(distinct library_id)::int as libraries from holding`)
  const overlap = await rows(sql<Holdings['overlap'][number]>`
    select networks, count(*)::int as editions from held group by 1 order by 2 desc`)
  const networks = await rows(sql<NetworkFigures>`
    select network_code as code, sum(records)::int as records, count(distinct edition_id)::int as editions, 0 as only,
      sum(copies)::int as copies, count(distinct library_id)::int as libraries from holding group by 1 order by 3 desc`)
  const provinces = await rows(sql<Holdings['provinces'][number]>`
    select province_code as code, count(distinct edition_id)::int as editions, sum(copies)::int as copies,
      count(distinct library_id)::int as libraries
    from holding where province_code is not null group by 1 order by 2 desc, 1`)
  return {
    ...whole!,
    ...more!,
    overlap,
    provinces,
    networks: networks.map((one) => ({ ...one, only: onlyOf(overlap, one.code) })),
  }
}

const onlyOf = (overlap: Holdings['overlap'], code: string) =>
  overlap.find(({ networks }) => networks.length === 1 && networks[0] === code)?.editions ?? 0

/** Counts what the books are about, in which language and from when. */
export async function countContents(
  tx: Tx,
): Promise<Pick<ReportFigures, 'fields' | 'subjects' | 'languages' | 'decades' | 'solarDecades'>> {
  const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(tx)).rows
  const fields = await rows(sql<{ field: KnowledgeField | null; network: string | null; editions: number }>`
    with placed as (
      select r.edition_id, min(c.field) as field from catalogue.record r join catalogue.record_check c on c.record_id = r.id
      where r.suppressed_at is null group by 1
    ), known as (select p.field, h.networks from placed p join held h on h.edition_id = p.edition_id)
    select field, null as network, count(*)::int as editions from known group by 1
    union all
    select field, n.network, count(*)::int from known cross join lateral unnest(networks) as n(network) group by 1, 2
    order by 1 nulls last, 2 nulls first`)
  const subjects = await rows(sql<ReportFigures['subjects'][number]>`
    select s.key, coalesce(h.label, s.key) as label, s.editions from (
      select subject->>'key' as key, count(*)::int as editions
      from catalogue.edition e cross join lateral jsonb_array_elements(e.brief->'subjects') as subject
      where e.is_public group by 1 order by 2 desc, 1 limit 40
    ) s left join catalogue.heading h on h.kind = 'subject' and h.key = s.key order by s.editions desc, s.key`)
  const languages = await rows(sql<ReportFigures['languages'][number]>`
    select coalesce(brief->'languages'->>0, '') as code, count(*)::int as editions from catalogue.edition
    where is_public group by 1 order by 2 desc limit 12`)
  // A solar year begins in the Gregorian year that is 621 more, as in `gregorianYear`.
  const [decades, solarDecades] = await Promise.all([0, 621].map((ahead) => countDecades(tx, ahead)))
  return { fields, subjects, languages, decades: decades!, solarDecades: solarDecades! }
}

/** Editions by decades of the calendar whose years are `ahead` smaller than ours. */
async function countDecades(tx: Tx, ahead: number): Promise<{ from: number; editions: number }[]> {
  const found = await sql<{ from: number; editions: number }>`
    select (year - ${ahead}::int) / 10 * 10 as "from", count(*)::int as editions from catalogue.edition
    where is_public and year between 1800 and 2100 group by 1 order by 1`.execute(tx)
  return found.rows
}

/** What is wanting, over all and by library. */
export async function countQuality(tx: Tx): Promise<LibraryFigures[]> {
  const found = await sql<LibraryFigures>`
    with standing as (
      select c.library_id, count(*)::int as records, sum(c.score) as score, count(distinct r.edition_id)::int as editions
      from catalogue.record_check c join catalogue.record r on r.id = c.record_id
      where r.suppressed_at is null group by 1
    ), faulty as (
      select f.library_id, f.fault, count(*)::int as n from catalogue.record_fault f
      where not exists (select from catalogue.record r where r.id = f.record_id and r.suppressed_at is not null) group by 1, 2
    )
    select s.library_id as "libraryId", s.records, s.editions,
      (s.score::float / s.records)::float as score,
      coalesce((select jsonb_object_agg(f.fault, f.n) from faulty f where f.library_id = s.library_id), '{}') as faults
    from standing s`.execute(tx)
  return found.rows
}

export async function addReport(tx: Tx, made: Report & { checkedUntil: Date }): Promise<void> {
  await tx
    .insertInto('catalogue.report')
    .values({
      id: made.id,
      made_at: made.madeAt,
      took_ms: made.tookMs,
      figures: JSON.stringify(made.figures),
      checked_until: made.checkedUntil,
    })
    .execute()
}

/** Keeps a library's figures where they differ from those kept last. */
export async function addLibraryFigures(tx: Tx, libraries: readonly LibraryFigures[], at: Date): Promise<void> {
  if (libraries.length === 0) return
  await sql`
    insert into catalogue.report_library (library_id, made_at, records, editions, score, faults)
    select n."libraryId", ${at}, n.records, n.editions, n.score, n.faults
    from jsonb_to_recordset(${JSON.stringify(libraries)}::jsonb)
      as n("libraryId" uuid, records integer, editions integer, score real, faults jsonb)
    left join lateral (select * from catalogue.report_library o where o.library_id = n."libraryId" order by made_at desc limit 1) o on true
    where o.library_id is null or (o.records, o.editions, o.faults) is distinct from (n.records, n.editions, n.faults)
      or abs(o.score - n.score) > 0.001
    on conflict do nothing`.execute(tx)
}

/** The newest report; undefined before the first. */
export async function findReport(db: Db | Tx): Promise<(Report & { checkedUntil: Date }) | undefined> {
  const found = await sql<Report & { checkedUntil: Date }>`
    select id, made_at as "madeAt", took_ms as "tookMs", figures, checked_until as "checkedUntil"
    from catalogue.report order by made_at desc limit 1`.execute(db)
  return found.rows[0]
}

/** How the union grew: one point a day at most, the newest last. */
export async function listGrowth(db: Db | Tx, limit: number) {
  const found = await sql<{ madeAt: Date; records: number; editions: number; score: number }>`
    select * from (
      select distinct on (made_at::date) made_at as "madeAt", (figures->>'records')::int as records,
        (figures->>'editions')::int as editions, (figures->>'score')::float as score
      from catalogue.report order by made_at::date desc, made_at desc limit ${limit}
    ) r order by "madeAt"`.execute(db)
  return found.rows
}

/** A library's figures, the newest last. */
export async function listLibraryFigures(db: Db | Tx, libraryId: string, limit: number) {
  const found = await sql<LibraryFigures & { madeAt: Date }>`
    select * from (
      select library_id as "libraryId", made_at as "madeAt", records, editions, score::float as score, faults
      from catalogue.report_library where library_id = ${libraryId} order by made_at desc limit ${limit}
    ) r order by "madeAt"`.execute(db)
  return found.rows
}

/** The newest figures of some libraries, or of all (`null`), the poorest first. */
export async function listNewestFigures(
  db: Db | Tx,
  libraryIds: readonly string[] | null,
): Promise<(LibraryFigures & { madeAt: Date })[]> {
  const within = libraryIds === null ? sql`true` : sql`library_id = any(${libraryIds}::uuid[])`
  const found = await sql<LibraryFigures & { madeAt: Date }>`
    select * from (
      select distinct on (library_id) library_id as "libraryId", made_at as "madeAt", records, editions,
        score::float as score, faults
      from catalogue.report_library where ${within} order by library_id, made_at desc
    ) r where records > 0 order by score, records desc, "libraryId"`.execute(db)
  return found.rows
}

/** When the last import ended; null before the first. */
export async function lastImportEnd(db: Db | Tx): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`
    select max(finished_at) as at from catalogue.import where not is_dry_run`.execute(db)
  return found.rows[0]?.at ?? null
}

/** Lets go of reports that only repeat: older ones but the last of each day. */
export async function pruneReports(tx: Tx): Promise<void> {
  await sql`
    delete from catalogue.report r where exists (
      select from catalogue.report o where o.made_at::date = r.made_at::date and o.made_at > r.made_at)`.execute(tx)
}

/** Every fault of the whole union, and its mean score, out of the libraries' own. */
export function sumQuality(libraries: readonly LibraryFigures[]): Pick<ReportFigures, 'score' | 'checked' | 'faults'> {
  const faults: Partial<Record<QualityFault, number>> = {}
  let [checked, sum] = [0, 0]
  for (const library of libraries) {
    checked += library.records
    sum += library.score * library.records
    for (const [fault, n] of Object.entries(library.faults) as [QualityFault, number][]) {
      faults[fault] = (faults[fault] ?? 0) + n
    }
  }
  return { score: checked === 0 ? 0 : sum / checked, checked, faults }
}
