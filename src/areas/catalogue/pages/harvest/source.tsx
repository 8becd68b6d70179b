import type { ReactNode } from 'react'
import { StateBadge, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { SourceEntry } from '#areas/catalogue/service/harvest/sources.ts'
import type { HarvestRow } from '#areas/catalogue/store/harvest/harvests.ts'
import { formatDay } from '#lib/calendar/format-day.ts'
import type { IsoDay } from '#lib/calendar/iso-day.ts'
import { type Column, Facts, Table } from '#ui/data/table.tsx'
import { Code, Instant, Isolated, Num, useNumber } from '#ui/data/values.tsx'
import { Form } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { Progress } from '#ui/page/progress.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useHarvestText, useHarvestTrail } from './sources.tsx'

export interface SourcePageProps {
  source: SourceEntry
  harvests: readonly HarvestRow[]
  /** Why the newest harvest did not come to its end. */
  fault: { reason: string; advice: string } | null
  /** What the newest harvest noticed. */
  warnings: readonly string[]
  /** Records that the last whole harvest no longer found, and that a person is asked about. */
  question: { records: number; of: number } | null
  /** Seconds the server asked us to wait. */
  pause: number | null
}

/** One harvested system: what came of it last, what can be done, and every harvest before. */
export function SourcePage({ source, harvests, fault, warnings, question, pause }: SourcePageProps): ReactNode {
  const t = useHarvestText()
  const number = useNumber()
  const [newest] = harvests
  const isOpen = newest?.state === 'waiting' || newest?.state === 'running'
  return (
    <>
      <PageHead
        title={<Isolated>{source.repositoryName ?? source.libraryName}</Isolated>}
        trail={useHarvestTrail()}
        kicker={newest && <StateBadge state={newest.state} isDryRun={false} />}
      />
      <div className="stack">
        {fault && (
          <Notice tone={newest?.state === 'stopped' ? 'attention' : 'danger'} title={fault.reason}>
            {fault.advice}
          </Notice>
        )}
        {question && !isOpen && (
          <Notice tone="attention" title={t.vanished(number(question.records), number(question.of))}>
            <p>{t.vanishedLead}</p>
            <LinkButton to={`/staff/harvests/${source.id}/vanished`}>{t.vanishedLook}</LinkButton>
          </Notice>
        )}
        {warnings.length > 0 && (
          <Notice tone="attention" title={t.noticed}>
            {warnings.map((one) => (
              <p key={one}>{one}</p>
            ))}
          </Notice>
        )}
        {isOpen && (
          <div role="status" aria-live="polite">
            <Progress label={t.progress(number(newest.listed))} done={newest.listed} of={newest.announced} />
            {pause !== null && <p className="quiet">{t.waitingForServer(number(pause))}</p>}
          </div>
        )}
        <Acts source={source} newest={newest} isOpen={isOpen} />
        <About source={source} />
      </div>
      <Section title={t.harvests}>
        {harvests.length === 0 ? <p>{t.noHarvest}</p> : <HarvestTable source={source} harvests={harvests} />}
      </Section>
    </>
  )
}

function Acts(props: { source: SourceEntry; newest: HarvestRow | undefined; isOpen: boolean }): ReactNode {
  const t = useHarvestText()
  const { source, newest, isOpen } = props
  const here = `/staff/harvests/${source.id}`
  const isMany = newest?.state === 'refused' && newest.fault?.code === 'catalogue.harvest-many-withdrawn'
  return (
    <Actions>
      {!isOpen && (
        <Form action={`${here}/run`} compact>
          {isMany && <input type="hidden" name="accept" value="on" />}
          <Button kind={isMany ? 'danger' : 'primary'}>
            {isMany
              ? t.acceptMany
              : newest?.state === 'stopped'
                ? t.goOn
                : source.harvestedUntil === null
                  ? t.runFirst
                  : t.runNow}
          </Button>
        </Form>
      )}
      {!isOpen && source.harvestedUntil !== null && (
        <Form action={`${here}/run`} compact>
          <input type="hidden" name="full" value="on" />
          <Button kind="plain">{t.runFull}</Button>
        </Form>
      )}
      <Form action={`${here}/daily`} compact>
        <input type="hidden" name="daily" value={source.isDaily ? 'no' : 'yes'} />
        <Button kind="plain">{source.isDaily ? t.stopDaily : t.makeDaily}</Button>
      </Form>
      <LinkButton to={`${here}/remove`} kind="quiet">
        {t.remove}
      </LinkButton>
    </Actions>
  )
}

function About({ source }: { source: SourceEntry }): ReactNode {
  const t = useHarvestText()
  const staff = useStaffText()
  return (
    <Facts
      rows={[
        [
          staff.library,
          <Link key="library" to={`/libraries/${source.libraryId}`}>
            <Isolated>{source.libraryName}</Isolated>
          </Link>,
        ],
        [t.url, <Code key="url">{source.url}</Code>],
        [t.set, source.setSpec === '' ? null : <Code key="set">{source.setSpec}</Code>],
        [t.format, source.format === null ? null : <Code key="format">{source.format}</Code>],
        [t.schedule, source.isDaily ? t.everyDay : t.byHand],
        [t.next, source.isDaily && source.dueAt ? <Instant key="due" at={source.dueAt} style="short" /> : null],
        [t.until, source.harvestedUntil ? <Instant key="until" at={source.harvestedUntil} style="short" /> : null],
      ]}
    />
  )
}

function HarvestTable({ source, harvests }: { source: SourceEntry; harvests: readonly HarvestRow[] }): ReactNode {
  const t = useHarvestText()
  const staff = useStaffText()
  const lang = useLang()
  const columns: Column<HarvestRow>[] = [
    {
      heading: t.when,
      cell: (one) => (
        <Link to={`/staff/imports/${one.importId}`}>
          <Instant at={one.createdAt} style="short" />
        </Link>
      ),
    },
    { heading: staff.state, cell: (one) => <StateBadge state={one.state} isDryRun={false} /> },
    {
      heading: t.kind,
      cell: (one) =>
        one.isFull
          ? t.full
          : one.askedFrom === null
            ? t.changes
            : t.changesFrom(formatDay(one.askedFrom.slice(0, 10) as IsoDay, lang, 'short')),
    },
    { heading: t.listed, kind: 'number', cell: (one) => <Num n={one.listed} /> },
    {
      heading: t.withdrawn,
      kind: 'number',
      cell: (one) =>
        one.withdrawn > 0 && one.state !== 'running' ? (
          <>
            <Num n={one.withdrawn} />{' '}
            <Link to={`/staff/harvests/${source.id}/undo/${one.id}`} aria-label={t.undo}>
              {staff.show}
            </Link>
          </>
        ) : (
          <Num n={one.withdrawn} />
        ),
    },
    { heading: t.restored, kind: 'number', cell: (one) => <Num n={one.restored} /> },
  ]
  return <Table caption={t.harvests} captionHidden columns={columns} rows={harvests} rowKey={(one) => one.id} />
}
