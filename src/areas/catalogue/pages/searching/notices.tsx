import type { ReactNode } from 'react'
import { MAX_OFFSET } from '#areas/catalogue/contract.ts'
import { hrefWith, lastPage, PAGE_SIZE, type SearchAddress } from '#areas/catalogue/pages/parts/search-address.ts'
import type { SearchOutcome } from '#areas/catalogue/service/search/searching.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { Link } from '#ui/link.tsx'
import { Notice } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useSearchWords } from './words.ts'

/** What was searched instead of what was typed, with the way back; or what may have been meant. */
export function Wordings({ address, answer }: { address: SearchAddress; answer: SearchOutcome }): ReactNode {
  const w = useSearchWords()
  const [q = ''] = address.set.q ?? []
  return (
    <>
      {answer.cqlFault !== null && <CqlNotice fault={answer.cqlFault} />}
      {answer.instead !== null && (
        <Notice tone="attention">
          <bdi>{w.instead(answer.instead)}</bdi>{' '}
          <Link to={hrefWith(address, { asTyped: ['1'] })} rel="nofollow">
            <bdi>{w.asTyped(q)}</bdi>
          </Link>
        </Notice>
      )}
      {answer.instead === null && answer.script !== null && (
        <p className="quiet">
          <bdi>{w.inScript(answer.script)}</bdi>{' '}
          <Link to={hrefWith(address, { asTyped: ['1'] })} rel="nofollow">
            <bdi>{w.asTyped(q)}</bdi>
          </Link>
        </p>
      )}
      {answer.meant !== null && (
        <Notice>
          {w.meant}{' '}
          <Link to={hrefWith(address, { q: [answer.meant], asTyped: null })}>
            <bdi>{answer.meant}</bdi>
          </Link>
        </Notice>
      )}
    </>
  )
}

/** Where and why a query in CQL could not be asked. */
function CqlNotice({ fault: { number, details, at } }: { fault: NonNullable<SearchOutcome['cqlFault']> }): ReactNode {
  const w = useSearchWords()
  const lang = useLang()
  const why = w.cqlWhy[number]
  return (
    <Notice tone="attention">
      {w.cqlFault(formatNumber(at, lang))} {why !== undefined && <bdi>{why(details ?? '')}</bdi>}
    </Notice>
  )
}

/** At the last page that can be reached: what to do for the rest. */
export function DeepEnd({ address, total }: { address: SearchAddress; total: number }): ReactNode {
  const w = useSearchWords()
  const lang = useLang()
  if (total <= MAX_OFFSET || address.page < lastPage(total) - 5) return null
  return <Notice>{w.tooDeep(formatNumber(lastPage(total) * PAGE_SIZE, lang))}</Notice>
}
