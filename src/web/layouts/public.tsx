import type { ReactNode } from 'react'
import { classes } from '#ui/classes.ts'
import { Num } from '#ui/data/values.tsx'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/link.tsx'
import type { NavigationEntry } from '#ui/navigation.ts'
import { FlashNotices } from '#ui/page/pieces.tsx'
import { useRequest } from '#ui/request-context.tsx'
import { text } from '#web/text.en.ts'
import { SiteFoot, SiteHead } from './frame.tsx'

/** A public page: head, one column, foot. */
export function PublicLayout({
  entries,
  children,
}: {
  entries: readonly NavigationEntry[]
  children: ReactNode
}): ReactNode {
  const { flash, path } = useRequest()
  return (
    <>
      <SiteHead
        entries={entries.filter((entry) => entry.place === 'public')}
        search={path !== '/' && !path.startsWith('/search')}
      />
      <main id="content" tabIndex={-1}>
        <div className="column">
          <FlashNotices messages={flash} />
          {children}
        </div>
      </main>
      <SiteFoot />
    </>
  )
}

/** A staff page: head, the rail of what this person may do, the work area. */
export function StaffLayout({
  entries,
  children,
}: {
  entries: readonly NavigationEntry[]
  children: ReactNode
}): ReactNode {
  const { flash } = useRequest()
  const rail = entries.filter((entry) => entry.place === 'desk')
  return (
    <>
      <SiteHead entries={entries.filter((entry) => entry.place === 'public')} search={false} wide />
      <div className={classes('desk', rail.length === 0 && 'desk-bare')}>
        {rail.length > 0 && <Rail entries={rail} />}
        <main id="content" tabIndex={-1} className="work">
          <FlashNotices messages={flash} />
          {children}
        </main>
      </div>
      <SiteFoot />
    </>
  )
}

function Rail({ entries }: { entries: readonly NavigationEntry[] }): ReactNode {
  const t = text(useRequest().lang)
  const groups = <RailGroups entries={entries} />
  return (
    <nav className="rail" aria-label={t.deskNav}>
      <details className="rail-folded">
        <summary>
          <Icon name="menu" />
          {t.deskNav}
        </summary>
        {groups}
      </details>
      <div className="rail-inside">{groups}</div>
    </nav>
  )
}

function RailGroups({ entries }: { entries: readonly NavigationEntry[] }): ReactNode {
  const { lang, path } = useRequest()
  const groups = Map.groupBy(entries, (entry) => entry.group?.[lang] ?? '')
  return [...groups].map(([heading, list]) => (
    <div key={heading}>
      {heading && <h2>{heading}</h2>}
      <ul>
        {list.map((entry) => (
          <li key={entry.to}>
            <Link to={entry.to} aria-current={isHere(path, entry.to) ? 'page' : undefined}>
              <Icon name={entry.icon} />
              {entry.label[lang]}
              {entry.waiting !== undefined && (
                <span className="tab-count">
                  <Num n={entry.waiting} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ))
}

/** True when a page lies at or under an entry's path. */
export function isHere(path: string, to: string): boolean {
  return path === to || path.startsWith(`${to}/`)
}
