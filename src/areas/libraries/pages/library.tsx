import type { ReactNode } from 'react'
import { libraryPath } from '#areas/libraries/address.ts'
import { type Hours, type LibraryDetail, type ServicePoint, WEEKDAYS } from '#areas/libraries/contract.ts'
import type { OpenState } from '#areas/libraries/hours.ts'
import { formatDay } from '#lib/calendar/format-day.ts'
import { nameIn } from '#lib/language.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'
import { IranMap } from '#ui/chart/iran-map.tsx'
import { Timeline } from '#ui/chart/lines.tsx'
import { Facts, Table } from '#ui/data/table.tsx'
import { Code, Day } from '#ui/data/values.tsx'
import { Icon } from '#ui/icon.tsx'
import { Link, LinkButton } from '#ui/link.tsx'
import { Badge, Card, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { TotalsTable } from './totals.tsx'
import { nameLang, placeName, stretchesIn, timeIn, useWords, weekIn } from './words.ts'

/** A library's page: whether it is open, how to reach it, what it offers, its figures and its life. */
export function LibraryPage({
  library,
  state,
  today,
}: {
  library: LibraryDetail
  state: OpenState | null
  /** The day of Iran's week today, 0 being شنبه. */
  today: number
}): ReactNode {
  const t = useWords()
  const lang = useLang()
  const degree = library.degree === null ? '' : ` · ${t.degrees[library.degree]}`
  return (
    <>
      <PageHead
        trail={trailOf(library, lang, t.directory)}
        kicker={`${t.kinds[library.kind]}${degree}`}
        title={<bdi lang={nameLang(library, lang)}>{nameIn(lang, library)}</bdi>}
        lead={<bdi>{placeName(library, lang)}</bdi>}
        actions={
          <LinkButton to={`${libraryPath(library)}/catalogue`} icon="book" kind="primary">
            {t.catalogueOf}
          </LinkButton>
        }
      />
      <div className="stack">
        <Standing library={library} />
        {library.isDemonstration && <Notice tone="info">{t.demonstration}</Notice>}
        <div className="split split-even">
          <Card title={t.place}>
            <Contacts library={library} />
          </Card>
          {library.isOpen && (
            <Card title={t.hours}>
              {state && <OpenNow state={state} />}
              {library.hours === null ? (
                <p className="quiet">{t.hoursUnknown}</p>
              ) : (
                <WeekTable hours={library.hours} today={today} />
              )}
            </Card>
          )}
        </div>
        {library.isOpen && library.services.length > 0 && <Services library={library} />}
        {library.servicePoints.length > 0 && <Points library={library} />}
        {library.totals.length > 0 && (
          <Section title={t.totals}>
            <TotalsTable totals={library.totals} />
          </Section>
        )}
        <div className="split split-even">
          {library.lat !== null && library.lon !== null && <OnMap library={library} />}
          {library.history.length > 0 && <History library={library} />}
        </div>
      </div>
    </>
  )
}

function trailOf(library: LibraryDetail, lang: 'fa' | 'en', directory: string) {
  const province = library.province
  return [
    { label: directory, to: '/libraries' },
    ...(province ? [{ label: nameIn(lang, province), to: `/libraries?province=${province.code}` }] : []),
  ]
}

function Standing({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const lang = useLang()
  if (library.isOpen) return null
  const day = library.closedOn === null ? '' : formatDay(library.closedOn, lang, 'long')
  const target = library.mergedInto
  return (
    <Notice tone="attention">
      {target ? t.isMerged(day) : t.isClosed(day)}{' '}
      {target && (
        <Link to={libraryPath({ code: target.code, network: library.network })}>
          <bdi>{target.name}</bdi>
        </Link>
      )}
    </Notice>
  )
}

function Contacts({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const { phone, email, website } = library
  return (
    <Facts
      rows={[
        [t.address, library.address && <bdi lang="fa">{library.address}</bdi>],
        [t.postalCode, library.postalCode && <Code>{library.postalCode}</Code>],
        [
          t.phone,
          phone && (
            <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
              <bdi dir="ltr">{lang === 'fa' ? toPersianDigits(phone) : phone}</bdi>
            </a>
          ),
        ],
        [t.email, email && <a href={`mailto:${email}`}>{<Code>{email}</Code>}</a>],
        [
          t.website,
          website && (
            <a href={website} rel="noopener nofollow">
              <Code>{website.replace(/^https?:\/\//, '')}</Code>
            </a>
          ),
        ],
        [
          t.network,
          <Link key="network" to={`/networks/${encodeURIComponent(library.network.code)}`}>
            <bdi>{nameIn(lang, library.network)}</bdi>
          </Link>,
        ],
        [t.code, <Code key="code">{library.code}</Code>],
        [t.openedOn, library.openedOn && <Day day={library.openedOn} />],
      ]}
    />
  )
}

function OpenNow({ state }: { state: OpenState }): ReactNode {
  const t = useWords()
  const lang = useLang()
  if (state.open)
    return (
      <p>
        <Badge tone="done">{t.openNow}</Badge> {t.openUntil(timeIn(state.until, lang))}
      </p>
    )
  const next = state.next
  return (
    <p>
      <Badge tone="attention">{t.closedNow}</Badge> {next && t.opensAt(t.weekdays[next.day], timeIn(next.from, lang))}
    </p>
  )
}

function WeekTable({ hours, today }: { hours: Hours; today: number }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <table className="week">
      <caption className="unseen">{t.hours}</caption>
      <tbody>
        {WEEKDAYS.map((day, i) => (
          <tr key={day} aria-current={i === today ? 'date' : undefined}>
            <th scope="row">
              {t.weekdays[day]}
              {i === today && <span className="quiet"> ({t.today})</span>}
            </th>
            <td className={hours[day]?.length ? undefined : 'quiet'}>{stretchesIn(hours[day] ?? [], lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Services({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  return (
    <Section title={t.services}>
      <ul className="ticks">
        {library.services.map((name) => (
          <li key={name}>
            <Icon name="done" />
            {t.serviceNames[name]}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Points({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const title = library.kind === 'mobile' ? t.stops : t.servicePoints
  return (
    <Section title={title}>
      <Table<ServicePoint>
        caption={title}
        captionHidden
        rows={library.servicePoints}
        rowKey={(point) => point.id}
        columns={[
          { heading: t.name, cell: (point) => <bdi>{point.name}</bdi> },
          ...(library.kind === 'mobile'
            ? []
            : [{ heading: t.kind, cell: (point: ServicePoint) => t.pointKinds[point.kind] }]),
          { heading: t.hours, cell: (point) => (point.hours ? weekIn(point.hours, lang) : t.notRecorded) },
          ...(library.servicePoints.some(({ note }) => note !== null)
            ? [{ heading: t.note, cell: (point: ServicePoint) => (point.note ? <bdi>{point.note}</bdi> : '—') }]
            : []),
        ]}
      />
    </Section>
  )
}

function OnMap({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const stops = library.servicePoints.flatMap(({ name, lat, lon }) =>
    lat === null || lon === null ? [] : [{ label: name, latitude: lat, longitude: lon, count: 1 }],
  )
  const place = placeName(library, lang)
  const geo = `geo:${library.lat},${library.lon}`
  return (
    <Section title={t.onMap}>
      <IranMap
        points={[
          { label: place || nameIn(lang, library), latitude: library.lat!, longitude: library.lon!, count: 1 },
          ...stops,
        ]}
        caption={t.mapOfOne(nameIn(lang, library))}
      />
      <p>
        <Link to={`/libraries?near=${library.lat},${library.lon}`} rel="nofollow">
          {t.nearby}
        </Link>
        {' · '}
        <a href={geo}>
          {t.coordinates} <Code>{`${library.lat!.toFixed(4)}, ${library.lon!.toFixed(4)}`}</Code>
        </a>
      </p>
    </Section>
  )
}

function History({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  return (
    <Section title={t.history}>
      <Timeline
        events={library.history.map((event) => ({
          day: event.happenedOn,
          title: t.events[event.kind],
          ...(event.kind === 'closed' || event.kind === 'merged' ? { tone: 'attention' as const } : {}),
          text: eventWords(event, t),
        }))}
      />
    </Section>
  )
}

function eventWords(event: LibraryDetail['history'][number], t: ReturnType<typeof useWords>): string | undefined {
  if (event.kind === 'merged' && event.other) return t.mergedInto(event.other.name)
  if (event.kind === 'renamed' && typeof event.facts.from === 'string') return t.renamedFrom(event.facts.from)
  if (event.kind === 'moved' && typeof event.facts.from === 'string') return t.movedFrom(event.facts.from)
  return undefined
}
