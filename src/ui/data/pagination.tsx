import type { ReactNode } from 'react'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/link.tsx'
import { useText } from '#ui/request-context.tsx'
import { useNumber } from './values.tsx'

/** Pages of a list as links; the whole query stays in each address. Nothing is drawn for a single page. */
export function Pagination({
  page,
  pages,
  to,
}: {
  /** From 1. */
  page: number
  pages: number
  /** The address of a page: `(n) => '/libraries?q=…&page=' + n`. */
  to: (page: number) => string
}): ReactNode {
  const t = useText()
  const number = useNumber()
  if (pages <= 1) return null
  return (
    <nav className="pagination" aria-label={t.pages}>
      {page > 1 && (
        <Link to={to(page - 1)} rel="prev" className="pagination-step">
          <Icon name="back" />
          {t.previous}
        </Link>
      )}
      <ol>
        {pagesShown(page, pages).map((n, i, all) => (
          <li key={n} className={i > 0 && n - (all[i - 1] ?? 0) > 1 ? 'pagination-gap' : undefined}>
            <Link to={to(n)} aria-label={t.page(number(n))} aria-current={n === page ? 'page' : undefined}>
              {number(n)}
            </Link>
          </li>
        ))}
      </ol>
      {page < pages && (
        <Link to={to(page + 1)} rel="next" className="pagination-step">
          {t.next}
          <Icon name="forward" />
        </Link>
      )}
    </nav>
  )
}

/** First, last, and the neighbours of the page shown: never more than seven. */
export function pagesShown(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages]
  if (page <= 3) near.push(2, 3, 4)
  if (page >= pages - 2) near.push(pages - 1, pages - 2, pages - 3)
  return [...new Set(near)].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)
}
