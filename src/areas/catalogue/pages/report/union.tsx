import type { ReactNode } from 'react'
import { decadesIn } from '#areas/catalogue/decades.ts'
import { useWords } from '#areas/catalogue/pages/parts/words.ts'
import type { KnowledgeField } from '#areas/catalogue/rules/knowledge.ts'
import type { ReportFigures } from '#areas/catalogue/rules/report.ts'
import type { PlaceName, Places } from '#areas/catalogue/service/places.ts'
import type { readReport } from '#areas/catalogue/service/report/reading.ts'
import { entryOf } from '#lib/entry-of.ts'
import { Bars, StackedBar } from '#ui/chart/bars.tsx'
import { IranMap } from '#ui/chart/iran-map.tsx'
import { Sparkline } from '#ui/chart/lines.tsx'
import { Figure, Table } from '#ui/data/table.tsx'
import { Instant, Isolated, Num, Percent, useNumber } from '#ui/data/values.tsx'
import { Actions, LinkButton } from '#ui/link.tsx'
import { Cards, EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { FaultBars, useReportText } from './pieces.tsx'

type Found = NonNullable<Awaited<ReturnType<typeof readReport>>>

/** The report of the union for everybody. `found` is null before the first report. */
export function ReportPage({ found, places }: { found: Found | null; places: Places }): ReactNode {
  const t = useReportText()
  if (found === null) {
    return (
      <>
        <PageHead title={t.title} lead={t.lead} />
        <EmptyState title={t.none} icon="list">
          {t.noneHint}
        </EmptyState>
      </>
    )
  }
  const { report, growth } = found
  const { figures } = report
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <div className="stack">
        <p className="quiet">
          {t.asOf} <Instant at={report.madeAt} />
        </p>
        <Glance figures={figures} />
      </div>
      <Overlap figures={figures} places={places} />
      <ByField figures={figures} places={places} />
      <ByProvince figures={figures} places={places} />
      <Contents figures={figures} />
      <Quality figures={figures} growth={growth} />
      <Section title={t.download}>
        <Actions>
          <LinkButton to="/report.xlsx" icon="download">
            {t.xlsx}
          </LinkButton>
          <LinkButton to="/report.csv" icon="download">
            {t.csv}
          </LinkButton>
        </Actions>
      </Section>
    </>
  )
}

/** A place's name in the language of the page. */
export function useName(): (place: PlaceName | undefined, otherwise: string) => string {
  const lang = useLang()
  return (place, otherwise) => (lang === 'en' ? place?.nameEn : null) ?? place?.name ?? otherwise
}

function Glance({ figures }: { figures: ReportFigures }): ReactNode {
  const t = useReportText()
  const rows = [
    [t.records, figures.records],
    [t.editions, figures.editions],
    [t.copies, figures.copies],
    [t.libraries, figures.libraries],
    [t.shared, figures.shared],
  ] as const
  return (
    <section aria-label={t.figures} className="stack">
      <Cards narrow>
        {rows.map(([label, n]) => (
          <Figure key={label} label={label} value={<Num n={n} />} />
        ))}
      </Cards>
      <p className="quiet">{t.editionsHint}</p>
    </section>
  )
}

const MOST_PARTS = 5

function Overlap({ figures, places }: { figures: ReportFigures; places: Places }): ReactNode {
  const t = useReportText()
  const name = useName()
  const order = figures.networks.map((one) => one.code)
  const label = (codes: readonly string[]) => {
    const sorted = [...codes].sort((a, b) => order.indexOf(a) - order.indexOf(b))
    const names = sorted.map((code) => name(places.networks.get(code), code))
    return names.length === 1 ? t.onlyOne(names[0] as string) : t.together(names)
  }
  const parts = figures.overlap.map(({ networks, editions }) => ({ label: label(networks), value: editions }))
  const total = Math.max(1, figures.editions)
  return (
    <Section title={t.overlap}>
      <div className="stack">
        <StackedBar caption={t.overlapLead} parts={parts.slice(0, MOST_PARTS)} />
        <Table
          caption={t.overlapTable}
          rows={parts}
          rowKey={(row) => row.label}
          columns={[
            { heading: t.heldBy, cell: (row) => <Isolated>{row.label}</Isolated> },
            { heading: t.editions, kind: 'number', cell: (row) => <Num n={row.value} /> },
            { heading: t.share, kind: 'number', cell: (row) => <Percent share={row.value / total} digits={1} /> },
          ]}
        />
        <Table
          caption={t.networks}
          rows={figures.networks}
          rowKey={(row) => row.code}
          columns={[
            { heading: t.network, cell: (row) => <Isolated>{name(places.networks.get(row.code), row.code)}</Isolated> },
            { heading: t.records, kind: 'number', cell: (row) => <Num n={row.records} /> },
            { heading: t.editions, kind: 'number', cell: (row) => <Num n={row.editions} /> },
            { heading: t.only, kind: 'number', cell: (row) => <Num n={row.only} /> },
            { heading: t.copies, kind: 'number', cell: (row) => <Num n={row.copies} /> },
            { heading: t.libraries, kind: 'number', cell: (row) => <Num n={row.libraries} /> },
          ]}
        />
      </div>
    </Section>
  )
}

function ByField({ figures, places }: { figures: ReportFigures; places: Places }): ReactNode {
  const t = useReportText()
  const name = useName()
  const codes = figures.networks.map((one) => one.code)
  const rows = [...new Set(figures.fields.map((one) => one.field))].map((field) => ({
    field,
    all: figures.fields.find((one) => one.field === field && one.network === null)?.editions ?? 0,
    counts: codes.map(
      (code) => figures.fields.find((one) => one.field === field && one.network === code)?.editions ?? 0,
    ),
  }))
  const label = (field: KnowledgeField | null) => (field === null ? t.noField : t.fieldsOf[field])
  return (
    <Section title={t.byField}>
      <div className="stack">
        <Bars caption={t.byFieldLead} bars={rows.map(({ field, all }) => ({ label: label(field), value: all }))} />
        <details className="as-table">
          <summary>{t.byFieldTable}</summary>
          <Table
            caption={t.byField}
            captionHidden
            rows={rows}
            rowKey={(row) => String(row.field)}
            columns={[
              { heading: t.field, cell: (row) => label(row.field) },
              ...codes.map((code, at) => ({
                heading: name(places.networks.get(code), code),
                kind: 'number' as const,
                cell: (row: (typeof rows)[number]) => <Num n={row.counts[at] ?? 0} />,
              })),
            ]}
          />
        </details>
        <Bars
          caption={t.subjects}
          bars={figures.subjects.slice(0, 15).map((one) => ({
            label: one.label,
            value: one.editions,
            to: `/subjects/${encodeURIComponent(one.key)}`,
          }))}
        />
      </div>
    </Section>
  )
}

function ByProvince({ figures, places }: { figures: ReportFigures; places: Places }): ReactNode {
  const t = useReportText()
  const name = useName()
  const seats = new Map(places.seats.map((seat) => [seat.provinceCode, seat]))
  const points = figures.provinces.flatMap(({ code, editions }) => {
    const seat = seats.get(code)
    const label = name(places.provinces.get(code), code)
    return seat === undefined
      ? []
      : [{ label, latitude: seat.lat, longitude: seat.lon, count: editions, to: `/search?province=${code}` }]
  })
  return (
    <Section title={t.byProvince}>
      <IranMap points={points} caption={t.byProvinceLead} />
      <details className="as-table">
        <summary>{t.byProvinceTable}</summary>
        <Table
          caption={t.byProvince}
          captionHidden
          rows={figures.provinces}
          rowKey={(row) => row.code}
          columns={[
            {
              heading: t.province,
              cell: (row) => <Isolated>{name(places.provinces.get(row.code), row.code)}</Isolated>,
            },
            { heading: t.editions, kind: 'number', cell: (row) => <Num n={row.editions} /> },
            { heading: t.copies, kind: 'number', cell: (row) => <Num n={row.copies} /> },
            { heading: t.libraries, kind: 'number', cell: (row) => <Num n={row.libraries} /> },
          ]}
        />
      </details>
    </Section>
  )
}

function Contents({ figures }: { figures: ReportFigures }): ReactNode {
  const t = useReportText()
  const words = useWords()
  const number = useNumber()
  const plain = (year: number) => number(year).replace(/[٬,]/g, '')
  const lang = useLang()
  const names: Readonly<Record<string, string>> = words.languages
  return (
    <>
      <Section title={t.byLanguage}>
        <Bars
          caption={t.editions}
          bars={figures.languages.map(({ code, editions }) => ({
            label: code === '' ? t.noLanguage : (entryOf(names, code) ?? code),
            value: editions,
            ...(code === '' ? {} : { to: `/search?language=${code}` }),
          }))}
        />
      </Section>
      <Section title={t.byDecade}>
        <Bars
          caption={t.editions}
          bars={decadesIn(lang, figures).map(({ from, editions }) => ({
            label: t.decade(plain(from), plain(from + 9)),
            value: editions,
            to: `/search?yearFrom=${from}&yearTo=${from + 9}`,
          }))}
        />
      </Section>
    </>
  )
}

function Quality({ figures, growth }: { figures: ReportFigures; growth: Found['growth'] }): ReactNode {
  const t = useReportText()
  return (
    <Section title={t.quality}>
      <div className="stack">
        <p>{t.qualityLead}</p>
        <Cards narrow>
          <Figure label={t.score} value={<Num n={figures.score} digits={1} />} />
          <Figure label={t.checked} value={<Num n={figures.checked} />} />
        </Cards>
        <FaultBars faults={figures.faults} />
        {growth.length > 1 && (
          <Sparkline
            caption={t.growth}
            points={growth.map((one) => ({ label: one.madeAt.toISOString().slice(0, 10), value: one.records }))}
          />
        )}
      </div>
    </Section>
  )
}
