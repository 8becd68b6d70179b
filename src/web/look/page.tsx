import type { ReactNode } from 'react'
import { JALALI_MONTHS } from '#lib/calendar/names.ts'
import { Bars, StackedBar } from '#ui/chart/bars.tsx'
import type { MapPoint } from '#ui/chart/cluster.ts'
import { IranMap } from '#ui/chart/iran-map.tsx'
import { HeatStrip, Sparkline, Timeline } from '#ui/chart/lines.tsx'
import { type Facet, Facets } from '#ui/data/facets.tsx'
import { Pagination } from '#ui/data/pagination.tsx'
import { Facts, Figure, Table } from '#ui/data/table.tsx'
import { Code, Day, Instant, Isolated, Num, Rials, useNumber } from '#ui/data/values.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Island } from '#ui/island.tsx'
import { LiveProgress } from '#ui/islands/live-progress.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { Badge, Card, Cards, EmptyState, Notice, PageHead, Section, Tabs } from '#ui/page/pieces.tsx'
import { Progress } from '#ui/page/progress.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { LookForm } from './form.tsx'
import { words } from './words.en.ts'

const ROWS = [
  { name: 'کتابخانهٔ آزمایشی گلشن', code: 'IR-09-0113', city: 'مشهد', books: 24180, state: 'done' },
  { name: 'کتابخانهٔ آزمایشی Avicenna', code: 'IR-10-0042', city: 'اصفهان', books: 8312, state: 'attention' },
  { name: 'قرائت‌خانهٔ آزمایشی نور', code: 'IR-31-0007', city: 'تربت حیدریه', books: 950, state: 'danger' },
] as const

/** Every piece of furniture on one page; the stories look at it in both languages, themes and widths. */
export function LookPage({
  wrong,
  facets,
  points,
}: {
  wrong: boolean
  facets: readonly Facet[]
  points: readonly MapPoint[]
}): ReactNode {
  const w = words(useLang())
  return (
    <>
      <PageHead
        kicker={w.kicker}
        title={w.title}
        lead={w.lead}
        trail={[{ label: useText().name, to: '/' }]}
        actions={<LinkButton to="/look?wrong=1">{w.refusedForm}</LinkButton>}
      />
      <Tabs
        tabs={[
          { label: w.tabs[0] ?? '', to: '/look', current: true, count: <Num n={128} /> },
          { label: w.tabs[1] ?? '', to: '/look?tab=books', count: <Num n={97} /> },
          { label: w.tabs[2] ?? '', to: '/look?tab=manuscripts' },
        ]}
      />
      <div className="split">
        <Facets facets={facets} clear="/look" />
        <div className="stack">
          <SearchBox action="/look" id="look-search" suggest="/api/catalogue/suggest" />
          <Messages />
          <Rows />
          <Pagination page={6} pages={38} to={(n) => `/look?page=${n}`} />
        </div>
      </div>
      <Section title={w.sections.form}>
        <LookForm wrong={wrong} />
      </Section>
      <Section title={w.sections.cards}>
        <CardsAndFigures />
      </Section>
      <Section title={w.sections.charts}>
        <Charts />
      </Section>
      <Section title={w.sections.map}>
        <IranMap points={points} caption={w.mapCaption} />
      </Section>
    </>
  )
}

function Messages(): ReactNode {
  const w = words(useLang())
  return (
    <div className="stack">
      <Notice>{w.info}</Notice>
      <Notice tone="done" title={w.doneTitle}>
        {w.done}
      </Notice>
      <Notice tone="attention">{w.attention}</Notice>
      <Notice tone="danger">{w.danger}</Notice>
      <Island of={LiveProgress} props={{ url: '/look/progress', label: w.importing, done: 1200, of: 5000 }} />
      <Progress label={w.counting} done={0} of={null} />
    </div>
  )
}

function Rows(): ReactNode {
  const w = words(useLang())
  return (
    <Table
      caption={w.sampleLibraries}
      rows={ROWS}
      rowKey={(row) => row.code}
      columns={[
        { heading: w.columns.name, cell: (row) => <Isolated>{row.name}</Isolated> },
        { heading: w.columns.code, kind: 'code', cell: (row) => <span className="code">{row.code}</span> },
        { heading: w.columns.city, cell: (row) => row.city },
        { heading: w.columns.books, kind: 'number', cell: (row) => <Num n={row.books} /> },
        { heading: w.columns.state, cell: (row) => <Badge tone={row.state}>{w.states[row.state]}</Badge> },
        {
          heading: w.columns.act,
          kind: 'actions',
          cell: (row) => (
            <LinkButton to="/look" small aria-label={`${w.edit} ${row.name}`}>
              {w.edit}
            </LinkButton>
          ),
        },
      ]}
    />
  )
}

function CardsAndFigures(): ReactNode {
  const w = words(useLang())
  return (
    <div className="stack">
      <Cards narrow>
        <Figure value={<Num n={3850} />} label={w.figures[0] ?? ''} to="/look" />
        <Figure value={<Num n={31} />} label={w.figures[1] ?? ''} />
        <Figure value={<Num n={1204118} />} label={w.figures[2] ?? ''} />
        <Figure value={<Rials rials={50000n} />} label={w.figures[3] ?? ''} />
      </Cards>
      <Cards>
        <Card title="شاهنامهٔ فردوسی" to="/look" foot={<Day day="2026-11-15" also={['gregorian', 'lunar']} />}>
          <p>به کوشش جلال خالقی مطلق</p>
        </Card>
        <Card title={w.facts.title}>
          <Facts
            rows={[
              [w.facts.isbn, <Code key="isbn">978-964-00-0001-0</Code>],
              [w.facts.publisher, <Isolated key="publisher">مرکز دائرةالمعارف بزرگ اسلامی</Isolated>],
              [w.facts.added, <Instant key="at" at={new Date('2026-11-15T08:30:00Z')} />],
              ['', null],
            ]}
          />
        </Card>
        <EmptyState title={w.empty} action={<LinkButton to="/look">{w.emptyAct}</LinkButton>}>
          {w.emptyText}
        </EmptyState>
      </Cards>
      <Actions>
        <Button icon="done">{w.buttons.save}</Button>
        <Button kind="plain">{w.buttons.draft}</Button>
        <Button kind="quiet">{w.buttons.cancel}</Button>
        <Button kind="danger">{w.buttons.remove}</Button>
        <Button disabled>{w.buttons.off}</Button>
      </Actions>
    </div>
  )
}

function Charts(): ReactNode {
  const w = words(useLang())
  const number = useNumber()
  const months = JALALI_MONTHS[useLang()].slice(0, 8)
  return (
    <div className="split split-even">
      <Card>
        <Bars
          caption={w.promised}
          unit={w.shelves}
          bars={[
            { label: 'خراسان رضوی', value: 118, of: 140, to: '/look' },
            { label: 'تهران', value: 64, of: 120 },
            { label: 'سیستان و بلوچستان', value: 31, of: 31 },
          ]}
        />
      </Card>
      <Card>
        <StackedBar
          caption={w.holdings}
          parts={[640, 210, 60, 42].map((value, i) => ({ label: w.parts[i] ?? '', value }))}
        />
      </Card>
      <Card>
        <Sparkline caption={w.loans} points={months.map((label, i) => ({ label, value: 420 + ((i * 137) % 310) }))} />
      </Card>
      <Card>
        <HeatStrip
          caption={w.occasions}
          squares={Array.from({ length: 52 }, (_, i) => ({ label: w.week(number(i + 1)), value: (i * 7) % 11 }))}
        />
      </Card>
      <Card title={w.life}>
        <Timeline
          events={[
            { day: '2025-09-03', title: w.events[0], text: w.events[1], tone: 'done' },
            { day: '2026-02-11', title: w.events[2], text: w.events[3], tone: 'attention' },
            { day: '2026-11-15', title: w.events[4] },
          ]}
        />
      </Card>
    </div>
  )
}
