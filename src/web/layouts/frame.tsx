import type { ReactNode } from 'react'
import { classes } from '#ui/classes.ts'
import { Form } from '#ui/form/form.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Icon } from '#ui/icon.tsx'
import { Button, Link } from '#ui/link.tsx'
import { Mark } from '#ui/mark.tsx'
import type { NavigationEntry } from '#ui/navigation.ts'
import { localPath, type Theme, useHref, useRequest, useText } from '#ui/request-context.tsx'
import { text } from '#web/text.en.ts'
import { isHere } from './public.tsx'

/** The head of every page: mark, sections, search, language, colours, sign-in. */
export function SiteHead({
  entries,
  search,
  wide = false,
}: {
  entries: readonly NavigationEntry[]
  search: boolean
  /** As wide as the window, above a rail and a work area. */
  wide?: boolean
}): ReactNode {
  const { lang, demo } = useRequest()
  const t = text(lang)
  return (
    <>
      <a className="skip" href="#content">
        {useText().skipToContent}
      </a>
      <header className={classes('site-head', wide && 'site-head-wide')}>
        {demo && (
          <div className="demo-line">
            <p className="column">
              <Icon name="info" />
              <span>
                {t.demo} <Link to="/letters">{t.demoLetters}</Link>
              </span>
            </p>
          </div>
        )}
        <div className="column site-head-row">
          <Link to="/" className="brand">
            <Mark />
            {useText().name}
          </Link>
          {entries.length > 0 && (
            <nav className="site-nav" aria-label={t.siteNav}>
              <Sections entries={entries} />
            </nav>
          )}
          {search && (
            <div className="site-search">
              <SearchBox action="/search" size="small" id="site-search" suggest="/api/catalogue/suggest" />
            </div>
          )}
          <SiteTools />
          {entries.length > 0 && <Menu entries={entries} />}
        </div>
      </header>
    </>
  )
}

function Sections({ entries }: { entries: readonly NavigationEntry[] }): ReactNode {
  const { lang, path } = useRequest()
  return entries.map((entry) => (
    <Link key={entry.to} to={entry.to} aria-current={isHere(path, entry.to) ? 'page' : undefined}>
      {entry.label[lang]}
    </Link>
  ))
}

/** The sections again for narrow screens, folded behind one line that opens without script. */
function Menu({ entries }: { entries: readonly NavigationEntry[] }): ReactNode {
  const { lang, path } = useRequest()
  const t = text(lang)
  return (
    <details className="menu">
      <summary>
        <Icon name="menu" />
        {t.menu}
      </summary>
      <nav aria-label={t.menu}>
        <ul>
          {entries.map((entry) => (
            <li key={entry.to}>
              <Link to={entry.to} aria-current={isHere(path, entry.to) ? 'page' : undefined}>
                {entry.label[lang]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  )
}

function SiteTools(): ReactNode {
  const { lang, signedInAs, path, search } = useRequest()
  const t = text(lang)
  const other = lang === 'fa' ? 'en' : 'fa'
  return (
    <div className="site-tools">
      <ThemeSwitch />
      <a href={`${localPath(other, path)}${search}`} lang={other} hrefLang={other} aria-label={t.otherLanguageLong}>
        {t.otherLanguage}
      </a>
      {signedInAs === null ? (
        <Link to="/sign-in">
          <Icon name="person" />
          {t.signIn}
        </Link>
      ) : (
        <Link to="/account" aria-label={t.account(signedInAs)}>
          <Icon name="person" />
          <bdi className="tool-words">{signedInAs}</bdi>
        </Link>
      )}
    </div>
  )
}

const NEXT: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }

/** One button that walks through automatic, light and dark: a form, so it needs no script. */
function ThemeSwitch(): ReactNode {
  const { lang, theme, path, search, csrf } = useRequest()
  const t = text(lang)
  return (
    <form action={useHref()('/theme')} method="post" className="screen-only">
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="back" value={`${path}${search}`} />
      <button type="submit" name="theme" value={NEXT[theme]} title={t.themeNext[theme]} aria-label={t.themeNext[theme]}>
        <Icon name={theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'half'} />
      </button>
    </form>
  )
}

/** The foot of every page. */
export function SiteFoot(): ReactNode {
  const { lang, signedInAs } = useRequest()
  const t = text(lang)
  return (
    <footer className="site-foot">
      <div className="column site-foot-row">
        <p>{t.footPromise}</p>
        <ul>
          <li>
            <Link to="/api">{t.api}</Link>
          </li>
          {signedInAs !== null && (
            <li>
              <Form action="/sign-out" compact>
                <Button kind="quiet" small>
                  {t.signOut}
                </Button>
              </Form>
            </li>
          )}
        </ul>
      </div>
    </footer>
  )
}
