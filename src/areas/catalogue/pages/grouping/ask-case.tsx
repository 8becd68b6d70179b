import type { ReactNode } from 'react'
import type { AskPair } from '#areas/catalogue/service/grouping/asking.ts'
import { Isolated, useNumber } from '#ui/data/values.tsx'
import { type FieldErrors, Form } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { PageHead } from '#ui/page/pieces.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { Differing } from './differing.tsx'
import { reasonWords, useGroupingText } from './pieces.tsx'

export interface AskCaseProps {
  queue: string
  reason: string
  pairs: readonly AskPair[]
  hasMore: boolean
  errors?: FieldErrors
}

/** Like questions on one page: each pair can be looked at and left out, then all are answered alike. */
export function AskCasePage({ queue, reason, pairs, hasMore, errors }: AskCaseProps): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  const number = useNumber()
  const furniture = useText()
  return (
    <>
      <PageHead
        title={t.caseTitle}
        kicker={reasonWords(lang, reason)}
        trail={[{ label: t.asks, to: '/staff/asks' }]}
        lead={t.caseLead(number(pairs.length))}
      />
      <Form
        action={`/staff/asks/case?queue=${queue}&reason=${encodeURIComponent(reason)}`}
        label={t.caseTitle}
        errors={errors ?? {}}
      >
        <ol className="pairs">
          {pairs.map((pair) => (
            <li key={pair.row.id} className="card">
              <PairLine {...pair} />
            </li>
          ))}
        </ol>
        {hasMore && <p className="quiet">{t.caseMore(number(pairs.length))}</p>}
        <Actions>
          <Button name="answer" value="same">
            {t.same}
          </Button>
          <Button name="answer" value="different" kind="plain">
            {t.different}
          </Button>
          <LinkButton to="/staff/asks" kind="quiet">
            {furniture.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

function PairLine({ row, sides, rows }: AskPair): ReactNode {
  const t = useGroupingText()
  const [a, b] = sides
  const title = a.reading.brief.title
  return (
    <>
      <div className="pair-line">
        <input type="checkbox" id={`pair-${row.id}`} name="ids" value={row.id} defaultChecked />
        <label htmlFor={`pair-${row.id}`}>
          <Isolated>{title}</Isolated>{' '}
          <span className="quiet">
            <Isolated>{a.library.name}</Isolated> | <Isolated>{b.library.name}</Isolated>
          </span>
        </label>
        <Link to={`/staff/asks/${row.id}`} aria-label={`${t.casePair}: ${title}`}>
          {t.casePair}
        </Link>
      </div>
      <Differing
        rows={rows}
        heads={[a.library.name, b.library.name]}
        names={[a.library.name, b.library.name]}
        onlyDiffering
      />
    </>
  )
}
