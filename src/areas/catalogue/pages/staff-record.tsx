import type { ReactNode } from 'react'
import { MarcView } from '#areas/catalogue/pages/parts/marc-view.tsx'
import { ItemTable, RecordGroup } from '#areas/catalogue/pages/parts/record-parts.tsx'
import { ControlNumber, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { RecordWork } from '#areas/catalogue/service/keeping.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { dayInTehran, formatInstant } from '#lib/calendar/format-day.ts'
import { faultSentence } from '#lib/marc/text.en.ts'
import type { JournalRecord } from '#platform/journal.ts'
import { Timeline } from '#ui/chart/lines.tsx'
import { Facts } from '#ui/data/table.tsx'
import { Code, Instant, Isolated, useNumber } from '#ui/data/values.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { ConfirmPage } from '#ui/page/confirm.tsx'
import { Badge, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang, useText } from '#ui/request-context.tsx'

/** One record as its own staff keeps it. */
export function RecordPage({ work }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const lang = useLang()
  const { row, title } = work
  return (
    <>
      <PageHead
        title={<Isolated>{title}</Isolated>}
        trail={[{ label: t.records, to: '/staff/records' }]}
        kicker={t.record}
        actions={<RecordActions work={work} />}
      />
      <div className="stack">
        {row.suppressedAt && <Notice tone="attention">{t.hiddenSince(formatInstant(row.suppressedAt, lang))}</Notice>}
        <About work={work} />
      </div>
      <Section title={t.items}>
        {work.items.length === 0 ? <p className="quiet">{t.noItems}</p> : <ItemTable work={work} />}
      </Section>
      <Section title={t.group}>
        <RecordGroup work={work} />
      </Section>
      {row.repairs && row.repairs.length > 0 && (
        <Section title={t.repairs}>
          <p className="quiet">{t.repairsLead}</p>
          <ul>
            {row.repairs.map((repair) => (
              <li key={JSON.stringify(repair)}>{faultSentence(repair, lang)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t.marc}>
        <MarcView record={row.parsed} />
      </Section>
      <Section title={t.history}>
        {work.history.length === 0 ? <p>{t.noHistory}</p> : <History entries={work.history} />}
      </Section>
    </>
  )
}

function RecordActions({ work: { row } }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const here = `/staff/records/${row.id}`
  if (row.suppressedAt === null) return <LinkButton to={`${here}/hide`}>{t.suppress}</LinkButton>
  return (
    <Form action={`${here}/show`} compact>
      <Button kind="plain">{t.show}</Button>
    </Form>
  )
}

function About({ work }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const words = text(useLang())
  const { row, library } = work
  return (
    <>
      <Facts
        rows={[
          [t.controlNumber, <ControlNumber key="number" number={row.controlNumber} />],
          [
            t.library,
            <>
              <Isolated>{library.name}</Isolated> <Code>{library.code}</Code>
            </>,
          ],
          [t.family, words.families[row.family]],
          [t.encoding, <Code key="encoding">{row.encoding}</Code>],
          [t.updatedAt, <Instant key="updated" at={row.updatedAt} />],
        ]}
      />
      <Actions>
        {work.isPublic && <LinkButton to={`/editions/${row.editionId}`}>{t.edition}</LinkButton>}
        {row.importId && <LinkButton to={`/staff/imports/${row.importId}`}>{t.cameWith}</LinkButton>}
      </Actions>
    </>
  )
}

function History({ entries }: { entries: readonly JournalRecord[] }): ReactNode {
  const t = useStaffText()
  const lang = useLang()
  const words = text(lang)
  const events = entries.map((entry) => ({
    day: dayInTehran(entry.at),
    title: t.actions[entry.action] ?? words.grouping.actions[entry.action] ?? entry.action,
    text: (
      <>
        {formatInstant(entry.at, lang, 'time')}{' '}
        {entry.by.kind === 'system' ? t.byCommand(entry.by.name) : <Isolated>{entry.by.name}</Isolated>}
        {typeof entry.facts.note === 'string' && entry.facts.note !== '' && (
          <div>
            {t.placedNote}: <Isolated>{entry.facts.note}</Isolated>
          </div>
        )}
      </>
    ),
  }))
  return <Timeline events={events} />
}

/** The second question before a record is hidden. */
export function HidePage({ work }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const here = `/staff/records/${work.row.id}`
  return (
    <ConfirmPage title={t.suppressAsk} action={`${here}/hide`} yes={t.suppress} back={here}>
      <p>
        <Isolated>{work.title}</Isolated>
      </p>
      <p>{t.suppressHint}</p>
    </ConfirmPage>
  )
}

/** The second question before a record goes back to its former group. */
export function ReturnPage({ work }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const here = `/staff/records/${work.row.id}`
  return (
    <ConfirmPage title={t.returnAsk} action={`${here}/return`} yes={t.return} back={here} danger={false}>
      <p>
        <Isolated>{work.title}</Isolated>
      </p>
      <p>{t.returnHint}</p>
    </ConfirmPage>
  )
}

/** The second question before a record is taken out of its group, with room for the reason. */
export function SplitPage({ work }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const furniture = useText()
  const number = useNumber()
  const here = `/staff/records/${work.row.id}`
  return (
    <div className="confirm">
      <PageHead title={t.splitAsk} />
      <div className="stack">
        <p>
          <Isolated>{work.title}</Isolated> <Badge>{t.groupLead(number(work.others.length))}</Badge>
        </p>
        <p>{t.splitHint}</p>
        <Form action={`${here}/split`}>
          <TextField name="note" label={t.splitNote} hint={t.splitNoteHint} maxLength={300} />
          <Actions>
            <Button kind="danger">{t.split}</Button>
            <LinkButton to={here} kind="quiet">
              {furniture.cancel}
            </LinkButton>
          </Actions>
        </Form>
      </div>
    </div>
  )
}
