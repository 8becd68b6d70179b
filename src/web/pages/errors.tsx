import type { ReactNode } from 'react'
import type { RefusalKind } from '#lib/refusal.ts'
import { Code } from '#ui/data/values.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Actions, LinkButton } from '#ui/link.tsx'
import { Notice, PageHead } from '#ui/page/pieces.tsx'
import { useRequest } from '#ui/request-context.tsx'
import { text } from '#web/text.en.ts'

/** Nothing lies at this address: search from here. */
export function NotFoundPage(): ReactNode {
  const t = text(useRequest().lang)
  return (
    <div className="stack">
      <PageHead title={t.notFound} lead={t.notFoundText} />
      <SearchBox action="/search" size="large" id="search-again" />
      <Actions>
        <LinkButton to="/">{t.backHome}</LinkButton>
      </Actions>
    </div>
  )
}

/** What would help after a refusal; `comeBack` carries this page's address along. */
export interface WayOn {
  to: string
  label: string
  comeBack?: boolean
  title?: string
}

/** The database is away: nothing was done, and soon it can be. */
export function AwayPage(): ReactNode {
  const t = text(useRequest().lang)
  return (
    <div className="stack">
      <PageHead title={t.away} />
      <Notice tone="attention">{t.awayText}</Notice>
    </div>
  )
}

/** A rule said no: why, in one sentence, and what would help. */
export function RefusedPage({
  kind,
  sentence,
  wayOn,
}: {
  kind: RefusalKind
  sentence: string
  wayOn: WayOn | null
}): ReactNode {
  const { lang, path, search } = useRequest()
  const t = text(lang)
  const next = wayOn?.comeBack ? `?next=${encodeURIComponent(`${path}${search}`)}` : ''
  return (
    <div className="stack">
      <PageHead title={wayOn?.title ?? t.refused[kind]} />
      <Notice tone="attention">{sentence}</Notice>
      <Actions>
        {wayOn && (
          <LinkButton to={`${wayOn.to}${next}`} kind="primary">
            {wayOn.label}
          </LinkButton>
        )}
        <LinkButton to="/">{t.backHome}</LinkButton>
      </Actions>
    </div>
  )
}

/** A fault of ours: one general sentence and the number to tell. */
export function FaultPage({ requestId }: { requestId: string }): ReactNode {
  const t = text(useRequest().lang)
  return (
    <div className="stack">
      <PageHead title={t.fault} lead={t.faultText} />
      <p className="quiet">
        {t.requestId}: <Code>{requestId}</Code>
      </p>
      <Actions>
        <LinkButton to="/">{t.backHome}</LinkButton>
      </Actions>
    </div>
  )
}
