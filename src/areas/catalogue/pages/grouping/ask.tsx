import type { ReactNode } from 'react'
import { AskKeys } from '#areas/catalogue/islands/ask-keys.tsx'
import { Differing } from '#areas/catalogue/pages/grouping/differing.tsx'
import { ControlNumber } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { AskSide, AskView } from '#areas/catalogue/service/grouping/asking.ts'
import type { Verdict } from '#lib/matching/verdict.ts'
import { Facts } from '#ui/data/table.tsx'
import { Instant, Isolated, useNumber } from '#ui/data/values.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Island } from '#ui/island.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { reasonWords, useGroupingText, usePercent, VerdictList } from './pieces.tsx'

/** One doubtful pair: both records beside each other, what the system makes of them, and the answer. */
interface AskProps {
  ask: AskView
  trail: string
  /** The question answered just before, to change one's mind about. */
  before: string | undefined
  form: FormState
}

export function AskPage({ ask, trail, before, form }: AskProps): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  const percent = usePercent()
  const { row, sides } = ask
  return (
    <>
      <PageHead
        title={t.askTitle}
        trail={[{ label: t.asks, to: '/staff/asks' }]}
        actions={before !== undefined && <LinkButton to={`/staff/asks/${before}${trail}`}>{t.before}</LinkButton>}
        lead={`${reasonWords(lang, row.reason)} (${t.likeness(percent(row.score))})`}
      />
      <Standing ask={ask} />
      <Differing
        rows={ask.rows}
        names={[sides[0].library.name, sides[1].library.name]}
        heads={[<SideHead key="a" side={sides[0]} />, <SideHead key="b" side={sides[1]} />]}
      />
      {row.state !== 'closed' && <AnswerForm ask={ask} trail={trail} form={form} />}
      <Section title={t.verdict}>
        <VerdictList verdict={row.verdict as Verdict} />
      </Section>
      {ask.isOfficer && ask.answers.length > 0 && <AnswersSoFar ask={ask} />}
    </>
  )
}

function Standing({ ask: { row } }: { ask: AskView }): ReactNode {
  const t = useGroupingText()
  if (row.state === 'closed' && row.outcome !== null) return <Notice>{t.closedNotice[row.outcome]}</Notice>
  if (row.officerBecause !== null) return <Notice tone="attention">{t.becauses[row.officerBecause]}</Notice>
  return null
}

function SideHead({ side }: { side: AskSide }): ReactNode {
  const t = useGroupingText()
  const number = useNumber()
  return (
    <div className="side-head">
      <Isolated>{t.sideOf(side.library.name)}</Isolated>
      <Facts
        rows={[
          [t.number, <ControlNumber key="number" number={side.row.controlNumber} />],
          [t.copies, number(side.copies)],
        ]}
      />
      <Link to={`/editions/${side.row.editionId}`}>
        {side.groupSize > 1 ? t.inGroup(number(side.groupSize)) : t.seeEdition}
      </Link>
    </div>
  )
}

function AnswerForm({ ask, trail, form }: Omit<AskProps, 'before'>): ReactNode {
  const t = useGroupingText()
  const { row, isOfficer, answersFor } = ask
  const hasNote = form.errors !== undefined || Boolean(form.typed?.note)
  return (
    <section className="card answer" aria-labelledby="answer-title">
      <h2 className="unseen" id="answer-title">
        {t.answer}
      </h2>
      <Form
        action={`/staff/asks/${row.id}${trail}`}
        label={t.answer}
        errors={form.errors ?? {}}
        typed={form.typed ?? {}}
      >
        <Actions>
          <Button name="answer" value="same">
            {t.same}
          </Button>
          <Button name="answer" value="different" kind="plain">
            {t.different}
          </Button>
          <Button name="answer" value="unsure" kind="quiet">
            {t.unsure}
          </Button>
          <LinkButton to={`/staff/asks/next${trail}${trail === '' ? '?' : '&'}after=${row.id}`} kind="quiet" rel="next">
            {t.next}
          </LinkButton>
        </Actions>
        <details className="answer-note" open={hasNote}>
          <summary>
            {t.answerNote}
            <span className="quiet">
              {isOfficer ? t.answersAsOfficer : answersFor !== null && <Isolated>{t.answersFor(answersFor)}</Isolated>}
            </span>
          </summary>
          <TextField name="note" label={t.answerNote} hint={t.answerNoteHint} maxLength={300} />
        </details>
      </Form>
      <Island of={AskKeys} props={{ label: t.askKeys }} />
    </section>
  )
}

function AnswersSoFar({ ask }: { ask: AskView }): ReactNode {
  const t = useGroupingText()
  const number = useNumber()
  return (
    <Section title={t.answersSoFar}>
      <p className="quiet">{t.askedOf(number(ask.asked))}</p>
      <ul>
        {ask.answers.map((one) => (
          <li key={one.library}>
            <Isolated>{one.library}</Isolated>: {t.answered[one.answer]} (<Isolated>{one.byName}</Isolated>,{' '}
            <Instant at={one.answeredAt} style="short" />)
          </li>
        ))}
      </ul>
    </Section>
  )
}
