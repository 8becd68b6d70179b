import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type Env, type Flash, type PageOptions, takeFlash } from '#platform/http.ts'
import type { NavigationEntry } from '#ui/navigation.ts'
import { type FlashMessage, RequestContext, type RequestInfo, type Theme } from '#ui/request-context.tsx'
import type { Assets } from '#web/delivery/assets.ts'
import { PublicLayout, StaffLayout } from '#web/layouts/public.tsx'
import { Document } from './document.tsx'
import { entriesFor, withWaiting } from './navigation.ts'

declare module '#platform/http.ts' {
  interface PageOptions {
    /** Seconds after which a page that shows something going on is fetched again, without script. */
    refreshAfter?: number
  }
}

const TONES: Readonly<Record<Flash['tone'], FlashMessage['tone']>> = {
  success: 'done',
  warning: 'attention',
  danger: 'danger',
  info: 'info',
}

/** Draws a page: `c.render(<Page …/>, {title, layout})` in any area ends here. */
export async function render(
  c: Context<Env>,
  content: ReactNode,
  options: PageOptions,
  assets: Assets,
  navigation: readonly NavigationEntry[],
): Promise<Response> {
  const request = await requestInfo(c)
  const mine = entriesFor(navigation, c.get('actor'))
  const entries = options.layout === 'staff' ? await withWaiting(mine, c.get('platform'), c.get('actor')) : mine
  const body = renderToStaticMarkup(
    <RequestContext value={request}>{inLayout(content, options.layout ?? 'public', entries)}</RequestContext>,
  )
  const html = renderToStaticMarkup(
    <RequestContext value={request}>
      <Document
        body={body}
        request={request}
        options={options}
        assets={assets}
        origin={c.get('platform').config.origin}
      />
    </RequestContext>,
  )
  c.header('Content-Language', request.lang)
  // A page may greet somebody by name: only their own browser keeps it, and asks before showing it again.
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache')
  return c.html(`<!doctype html>${html}`, options.status ?? 200)
}

function inLayout(
  content: ReactNode,
  layout: 'public' | 'staff' | 'bare',
  entries: readonly NavigationEntry[],
): ReactNode {
  if (layout === 'bare') return <main id="content">{content}</main>
  const Layout = layout === 'staff' ? StaffLayout : PublicLayout
  return <Layout entries={entries}>{content}</Layout>
}

async function requestInfo(c: Context<Env>): Promise<RequestInfo> {
  const url = new URL(c.req.url)
  const actor = c.get('actor')
  const carried = await takeFlash(c)
  return {
    lang: c.get('lang'),
    path: withoutLanguage(url.pathname),
    search: url.search,
    csrf: c.get('csrf'),
    theme: themeOf(getCookie(c, 'theme')),
    demo: c.get('platform').config.demo,
    signedInAs: actor.kind === 'person' ? actor.name : null,
    flash: carried ? [{ tone: TONES[carried.tone], text: carried.sentence }] : [],
    scripts: new Set(),
  }
}

/** `/en/libraries` → `/libraries`. */
export function withoutLanguage(path: string): string {
  if (path === '/en') return '/'
  return path.startsWith('/en/') ? path.slice(3) : path
}

/** The theme a cookie or a form names; anything else follows the system. */
export function themeOf(word: string | undefined): Theme {
  return word === 'light' || word === 'dark' ? word : 'auto'
}
