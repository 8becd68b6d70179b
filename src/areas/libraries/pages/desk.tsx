import type { ReactNode } from 'react'
import { libraryPath } from '#areas/libraries/address.ts'
import type { LibraryDetail, ServicePoint } from '#areas/libraries/contract.ts'
import type { Rights } from '#areas/libraries/service/desk.ts'
import { formatDay } from '#lib/calendar/format-day.ts'
import { nameIn } from '#lib/language.ts'
import { Facts, Table } from '#ui/data/table.tsx'
import { Code, Day } from '#ui/data/values.tsx'
import { RadioGroup } from '#ui/form/choice.tsx'
import { DateField } from '#ui/form/date-field.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { ConfirmPage } from '#ui/page/confirm.tsx'
import { Badge, Card, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { TotalForm } from './total-form.tsx'
import { TotalsTable } from './totals.tsx'
import { nameLang, placeName, useWords, weekIn } from './words.ts'

const deskOf = (library: LibraryDetail) => `/staff/libraries/${library.id}`

/** A library on its keeper's desk: what stands, what can be done. */
export function DeskPage({
  library,
  rights,
  pointForm = {},
  totalForm = {},
}: {
  library: LibraryDetail
  rights: Rights
  pointForm?: FormState
  totalForm?: FormState
}): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <>
      <PageHead
        title={<bdi lang={nameLang(library, lang)}>{nameIn(lang, library)}</bdi>}
        trail={[{ label: t.staff.title, to: '/staff/libraries' }]}
        kicker={t.kinds[library.kind]}
        actions={<DeskActions library={library} rights={rights} />}
      />
      <div className="stack">
        <Card>
          <Facts
            rows={[
              [t.staff.state, <State key="state" library={library} />],
              [t.code, <Code key="code">{library.code}</Code>],
              [t.network, <bdi key="network">{nameIn(lang, library.network)}</bdi>],
              [t.degree, library.degree && t.degrees[library.degree]],
              [t.city, <bdi key="place">{placeName(library, lang)}</bdi>],
              [t.address, library.address && <bdi>{library.address}</bdi>],
              [t.phone, library.phone && <Code>{library.phone}</Code>],
              [t.email, library.email && <Code>{library.email}</Code>],
              [t.hours, library.hours ? weekIn(library.hours, lang) : t.notRecorded],
              [t.openedOn, library.openedOn && <Day day={library.openedOn} />],
            ]}
          />
        </Card>
        <Section title={library.kind === 'mobile' ? t.stops : t.servicePoints}>
          <Points library={library} />
          <PointForm library={library} {...pointForm} />
        </Section>
        <Section title={t.totals}>
          {library.totals.length > 0 && <TotalsTable totals={library.totals} />}
          <TotalForm action={`${deskOf(library)}/totals`} {...totalForm} />
        </Section>
      </div>
    </>
  )
}

function DeskActions({ library, rights }: { library: LibraryDetail; rights: Rights }): ReactNode {
  const t = useWords()
  return (
    <>
      <LinkButton to={`${deskOf(library)}/edit`} kind="primary">
        {t.staff.edit}
      </LinkButton>
      <LinkButton to={libraryPath(library)}>{t.staff.publicPage}</LinkButton>
      {rights.directory && library.isOpen && (
        <LinkButton to={`${deskOf(library)}/close`} kind="danger">
          {t.staff.close}
        </LinkButton>
      )}
      {rights.directory && !library.isOpen && library.mergedInto === null && (
        <LinkButton to={`${deskOf(library)}/reopen`}>{t.staff.reopen}</LinkButton>
      )}
    </>
  )
}

function State({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  if (library.isOpen) return <Badge tone="done">{t.open}</Badge>
  return (
    <>
      <Badge tone="attention">{t.closed}</Badge> {library.closedOn && <Day day={library.closedOn} />}
      {library.mergedInto && ` · ${t.mergedInto(library.mergedInto.name)}`}
    </>
  )
}

function Points({ library }: { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const lang = useLang()
  if (library.servicePoints.length === 0) return <p className="quiet">{t.staff.noPoints}</p>
  return (
    <Table<ServicePoint>
      caption={t.servicePoints}
      captionHidden
      rows={library.servicePoints}
      rowKey={(point) => point.id}
      columns={[
        { heading: t.name, cell: (point) => <bdi>{point.name}</bdi> },
        { heading: t.kind, cell: (point) => t.pointKinds[point.kind] },
        { heading: t.hours, cell: (point) => (point.hours ? weekIn(point.hours, lang) : t.notRecorded) },
        {
          heading: t.staff.pointClose,
          kind: 'actions',
          cell: (point) => (
            <LinkButton
              to={`${deskOf(library)}/points/${point.id}`}
              kind="quiet"
              small
              aria-label={`${t.staff.pointClose}: ${point.name}`}
            >
              {t.staff.pointClose}
            </LinkButton>
          ),
        },
      ]}
    />
  )
}

function PointForm({ library, errors = {}, typed = {} }: FormState & { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const kinds = (['stop', 'branch', 'return-box', 'desk'] as const).filter(
    (kind) => kind !== 'stop' || library.kind === 'mobile',
  )
  return (
    <details className="as-table" open={Object.keys(errors).length > 0}>
      <summary>{t.staff.addPoint}</summary>
      <Form action={`${deskOf(library)}/points`} errors={errors} typed={typed} label={t.staff.addPoint}>
        <TextField name="name" label={t.name} maxLength={200} required />
        <RadioGroup
          name="kind"
          label={t.kind}
          options={kinds.map((value) => ({ value, label: t.pointKinds[value] }))}
          value={kinds[0]!}
          required
        />
        <TextField name="note" label={t.staff.note} maxLength={500} />
        <Actions>
          <Button kind="plain">{t.staff.addPoint}</Button>
        </Actions>
      </Form>
    </details>
  )
}

/** The first step of closing or merging: the day, and where the books go. */
export function ClosePage({ library, errors = {}, typed = {} }: FormState & { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <>
      <PageHead
        title={t.staff.closeTitle(nameIn(lang, library))}
        lead={t.staff.closeLead}
        trail={[
          { label: t.staff.title, to: '/staff/libraries' },
          { label: nameIn(lang, library), to: deskOf(library) },
        ]}
      />
      <Form action={`${deskOf(library)}/close`} errors={errors} typed={typed}>
        <DateField name="on" label={t.staff.closeOn} required />
        <TextField name="into" label={t.staff.closeInto} hint={t.staff.closeIntoHint} kind="code" width="half" />
        <Actions>
          <Button kind="danger">{t.staff.goOn}</Button>
          <Cancel library={library} />
        </Actions>
      </Form>
    </>
  )
}

/** The second question before a library is closed or merged. */
export function CloseSurePage({
  library,
  on,
  into,
}: {
  library: LibraryDetail
  on: string
  into: { code: string; name: string; cityName: string | null } | null
}): ReactNode {
  const t = useWords()
  const lang = useLang()
  const day = formatDay(on, lang, 'long')
  const name = nameIn(lang, library)
  return (
    <ConfirmPage
      title={into ? t.staff.mergeAsk(name, into.name) : t.staff.closeAsk(name)}
      action={`${deskOf(library)}/close`}
      yes={into ? t.staff.mergeYes : t.staff.closeYes}
      back={deskOf(library)}
      fields={{ on, sure: 'yes', ...(into ? { into: into.code } : {}) }}
    >
      <p>{into ? t.staff.mergeEffect(day) : t.staff.closeEffect(day)}</p>
      {into && (
        <Notice tone="info">
          <bdi>{[into.name, into.cityName].filter(Boolean).join('، ')}</bdi> <Code>{into.code}</Code>
        </Notice>
      )}
    </ConfirmPage>
  )
}

/** Opening a closed library again. */
export function ReopenPage({ library, errors = {}, typed = {} }: FormState & { library: LibraryDetail }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <>
      <PageHead
        title={t.staff.reopenTitle(nameIn(lang, library))}
        trail={[
          { label: t.staff.title, to: '/staff/libraries' },
          { label: nameIn(lang, library), to: deskOf(library) },
        ]}
      />
      <Form action={`${deskOf(library)}/reopen`} errors={errors} typed={typed}>
        <DateField name="on" label={t.staff.reopenOn} required />
        <Actions>
          <Button>{t.staff.reopen}</Button>
          <Cancel library={library} />
        </Actions>
      </Form>
    </>
  )
}

/** The second question before a stop or a branch ends. */
export function EndPointPage({ library, point }: { library: LibraryDetail; point: ServicePoint }): ReactNode {
  const t = useWords()
  return (
    <ConfirmPage
      title={t.staff.pointAsk(point.name)}
      action={`${deskOf(library)}/points/${point.id}`}
      yes={t.staff.pointClose}
      back={deskOf(library)}
    >
      <p>{t.staff.pointEffect}</p>
    </ConfirmPage>
  )
}

function Cancel({ library }: { library: LibraryDetail }): ReactNode {
  return (
    <LinkButton to={deskOf(library)} kind="quiet">
      {useText().cancel}
    </LinkButton>
  )
}
