import type { ReactNode } from 'react'
import { Bars, StackedBar } from '#ui/chart/bars.tsx'
import type { MapPoint } from '#ui/chart/cluster.ts'
import { IranMap } from '#ui/chart/iran-map.tsx'
import { HeatStrip, Sparkline, Timeline } from '#ui/chart/lines.tsx'
import { type Facet, Facets } from '#ui/data/facets.tsx'
import { Pagination } from '#ui/data/pagination.tsx'
import { Facts, Figure, Table } from '#ui/data/table.tsx'
import { Code, Day, Instant, Isolated, Num, Rials } from '#ui/data/values.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Island } from '#ui/island.tsx'
import { LiveProgress } from '#ui/islands/live-progress.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { Badge, Card, Cards, EmptyState, Notice, PageHead, Section, Tabs } from '#ui/page/pieces.tsx'
import { Progress } from '#ui/page/progress.tsx'
import { LookForm } from './form.tsx'

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
  return (
    <>
      <PageHead
        kicker="Look"
        title="اثاث خانه · The furniture"
        lead="هر چه صفحه‌ها از آن ساخته می‌شوند، یک‌جا. Everything pages are made of, in one place."
        trail={[{ label: 'پیوند', to: '/' }]}
        actions={<LinkButton to="/look?wrong=1">A form refused</LinkButton>}
      />
      <Tabs
        tabs={[
          { label: 'همه', to: '/look', current: true, count: <Num n={128} /> },
          { label: 'کتاب‌ها', to: '/look?tab=books', count: <Num n={97} /> },
          { label: 'نسخه‌های خطی', to: '/look?tab=manuscripts' },
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
      <Section title="برگه · A form">
        <LookForm wrong={wrong} />
      </Section>
      <Section title="کارت و رقم · Cards and figures">
        <CardsAndFigures />
      </Section>
      <Section title="نمودار · Charts">
        <Charts />
      </Section>
      <Section title="نقشه · The map">
        <IranMap points={points} caption="کتابخانه‌های نمونه بر نقشهٔ ایران" />
      </Section>
    </>
  )
}

function Messages(): ReactNode {
  return (
    <div className="stack">
      <Notice>کتابخانه‌ها روزهای جمعه بسته‌اند. Libraries are closed on Fridays.</Notice>
      <Notice tone="done" title="۲٬۴۱۸ رکورد به فهرست افزوده شد">
        از این پس در جستجو پیدا می‌شوند.
      </Notice>
      <Notice tone="attention">سه رکورد پذیرفته نشد؛ علت هر یک در فهرست زیر آمده است.</Notice>
      <Notice tone="danger">این پرونده MARC نیست. پروندهٔ ISO 2709 یا MARCXML بفرستید.</Notice>
      <Island of={LiveProgress} props={{ url: '/look/progress', label: 'ورود رکوردها', done: 1200, of: 5000 }} />
      <Progress label="شمارش" done={0} of={null} />
    </div>
  )
}

function Rows(): ReactNode {
  const words = { done: 'باز', attention: 'در حال تعمیر', danger: 'بسته' }
  return (
    <Table
      caption="کتابخانه‌های نمونه"
      rows={ROWS}
      rowKey={(row) => row.code}
      columns={[
        { heading: 'نام', cell: (row) => <Isolated>{row.name}</Isolated> },
        { heading: 'کد', kind: 'code', cell: (row) => <span className="code">{row.code}</span> },
        { heading: 'شهر', cell: (row) => row.city },
        { heading: 'کتاب', kind: 'number', cell: (row) => <Num n={row.books} /> },
        { heading: 'وضع', cell: (row) => <Badge tone={row.state}>{words[row.state]}</Badge> },
        {
          heading: 'کار',
          kind: 'actions',
          cell: (row) => (
            <LinkButton to="/look" small aria-label={`ویرایش ${row.name}`}>
              ویرایش
            </LinkButton>
          ),
        },
      ]}
    />
  )
}

function CardsAndFigures(): ReactNode {
  return (
    <div className="stack">
      <Cards narrow>
        <Figure value={<Num n={3850} />} label="کتابخانه" to="/look" />
        <Figure value={<Num n={31} />} label="استان" />
        <Figure value={<Num n={1204118} />} label="عنوان کتاب" />
        <Figure value={<Rials rials={50000n} />} label="هزینهٔ پست" />
      </Cards>
      <Cards>
        <Card title="شاهنامهٔ فردوسی" to="/look" foot={<Day day="2026-11-15" also={['gregorian', 'lunar']} />}>
          <p>به کوشش جلال خالقی مطلق</p>
        </Card>
        <Card title="مشخصات">
          <Facts
            rows={[
              ['شابک', <Code key="isbn">978-964-00-0001-0</Code>],
              ['ناشر', 'مرکز دائرةالمعارف بزرگ اسلامی'],
              ['افزوده', <Instant key="at" at={new Date('2026-11-15T08:30:00Z')} />],
              ['خالی', null],
            ]}
          />
        </Card>
        <EmptyState title="هنوز کتابی اینجا نیست" action={<LinkButton to="/look">افزودن کتاب</LinkButton>}>
          نخستین کتاب را بیفزایید یا یک پروندهٔ MARC بفرستید.
        </EmptyState>
      </Cards>
      <Actions>
        <Button icon="done">ثبت</Button>
        <Button kind="plain">ذخیرهٔ پیش‌نویس</Button>
        <Button kind="quiet">انصراف</Button>
        <Button kind="danger">حذف</Button>
        <Button disabled>ناممکن</Button>
      </Actions>
    </div>
  )
}

function Charts(): ReactNode {
  const months = ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان']
  return (
    <div className="split split-even">
      <Card>
        <Bars
          caption="انجام‌شده در برابر وعده"
          unit="قفسه"
          bars={[
            { label: 'خراسان رضوی', value: 118, of: 140, to: '/look' },
            { label: 'تهران', value: 64, of: 120 },
            { label: 'سیستان و بلوچستان', value: 31, of: 31 },
          ]}
        />
      </Card>
      <Card>
        <StackedBar
          caption="موجودی بر پایهٔ وضعیت"
          parts={[
            { label: 'در قفسه', value: 640 },
            { label: 'در امانت', value: 210 },
            { label: 'در راه', value: 60 },
            { label: 'در صحافی', value: 42 },
          ]}
        />
      </Card>
      <Card>
        <Sparkline
          caption="امانت در ماه"
          points={months.map((label, i) => ({ label, value: 420 + ((i * 137) % 310) }))}
        />
      </Card>
      <Card>
        <HeatStrip
          caption="مناسبت‌های سال، هفته به هفته"
          squares={Array.from({ length: 52 }, (_, i) => ({ label: `هفتهٔ ${i + 1}`, value: (i * 7) % 11 }))}
        />
      </Card>
      <Card title="زندگی یک نسخه">
        <Timeline
          events={[
            { day: '2025-09-03', title: 'سپرده شد', text: 'با دو امضا', tone: 'done' },
            { day: '2026-02-11', title: 'مرمت', text: 'آفت‌زدایی و وصالی', tone: 'attention' },
            { day: '2026-11-15', title: 'دیجیتال شد' },
          ]}
        />
      </Card>
    </div>
  )
}
