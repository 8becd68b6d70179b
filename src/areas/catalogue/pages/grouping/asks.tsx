import type { ReactNode } from 'react'
import type { AskCase } from '#areas/catalogue/service/grouping/asking.ts'
import { type Column, Table } from '#ui/data/table.tsx'
import { Isolated, Num } from '#ui/data/values.tsx'
import { Actions, LinkButton } from '#ui/link.tsx'
import { EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { reasonWords, useGroupingText } from './pieces.tsx'

/** The address of a case's questions, one by one or all at once. */
const caseHref = (page: 'next' | 'case', queue: string, reason: string) =>
  `/staff/asks/${page}?queue=${queue}&reason=${encodeURIComponent(reason)}`

/** The desk of doubtful pairs: what waits for this person, by the reason of doubt. */
export function AsksPage({
  open,
  officer,
  isOfficer,
  before,
}: {
  open: readonly AskCase[]
  officer: readonly AskCase[]
  isOfficer: boolean
  /** The question answered just before, to change one's mind about. */
  before: string | undefined
}): ReactNode {
  const t = useGroupingText()
  const decisions = <LinkButton to="/staff/decisions">{t.decisions}</LinkButton>
  const rules = isOfficer && <LinkButton to="/staff/field-rules">{t.rules}</LinkButton>
  return (
    <>
      <PageHead
        title={t.asks}
        lead={t.asksLead}
        actions={
          <>
            {before !== undefined && <LinkButton to={`/staff/asks/${before}`}>{t.before}</LinkButton>}
            {decisions}
            {rules}
          </>
        }
      />
      {isOfficer && (
        <Section title={t.asksOfficer}>
          <p className="quiet">{officer.length === 0 ? t.asksOfficerNone : t.asksOfficerLead}</p>
          {officer.length > 0 && <Cases caption={t.asksOfficer} queue="officer" cases={officer} />}
        </Section>
      )}
      {open.length === 0 ? (
        <EmptyState title={t.asksNone} icon="done">
          {t.asksNoneHint}
        </EmptyState>
      ) : (
        <Section title={t.asksOpen}>
          <Cases caption={t.asksOpen} queue="open" cases={open} />
        </Section>
      )}
    </>
  )
}

function Cases({ caption, queue, cases }: { caption: string; queue: string; cases: readonly AskCase[] }): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  const columns: Column<AskCase>[] = [
    { heading: t.caseColumn, cell: (one) => reasonWords(lang, one.reason) },
    { heading: t.caseExample, cell: (one) => <Isolated>{one.title}</Isolated> },
    { heading: t.caseCount, kind: 'number', cell: (one) => <Num n={one.count} /> },
    {
      heading: t.answer,
      kind: 'actions',
      cell: (one) => {
        const reason = reasonWords(lang, one.reason)
        return (
          <Actions>
            <LinkButton to={caseHref('next', queue, one.reason)} small aria-label={t.caseStartOf(reason)}>
              {t.caseStart}
            </LinkButton>
            {one.count > 1 && (
              <LinkButton to={caseHref('case', queue, one.reason)} kind="quiet" small aria-label={t.caseAllOf(reason)}>
                {t.caseAll}
              </LinkButton>
            )}
          </Actions>
        )
      },
    },
  ]
  return <Table caption={caption} captionHidden columns={columns} rows={cases} rowKey={(one) => one.reason} />
}
