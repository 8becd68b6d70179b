import type { ReactNode } from 'react'
import type { Lang } from '#lib/language.ts'
import type { PageOptions } from '#platform/http.ts'
import { localPath, type RequestInfo } from '#ui/request-context.tsx'
import type { Assets } from '#web/delivery/assets.ts'
import { text } from './text.en.ts'

/** The whole document around a drawn body. The body comes first: only then is it known which scripts it needs. */
export function Document({
  body,
  request,
  options,
  assets,
  origin,
}: {
  body: string
  request: RequestInfo
  options: PageOptions
  assets: Assets
  origin: string
}): ReactNode {
  const { lang, theme } = request
  const name = lang === 'fa' ? 'پیوند' : 'Peyvand'
  return (
    <html lang={lang} dir={lang === 'fa' ? 'rtl' : 'ltr'} data-theme={theme === 'auto' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <title>{options.title === name ? name : `${options.title} · ${name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={options.description ?? text(lang).siteDescription} />
        {options.unlisted && <meta name="robots" content="noindex" />}
        <Refresh
          after={options.refreshAfter}
          scripted={request.scripts.size > 0 && assets.script('islands') !== null}
        />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <link rel="preload" href={assets.font} as="font" type="font/woff2" crossOrigin="anonymous" />
        {/* React Aria adds a style of this id unless it stands already; ours holds its rule, and the policy stays strict. */}
        <link rel="stylesheet" id="react-aria-pressable-style" href={assets.stylesheet} />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          href={localPath(lang, '/opensearch.xml')}
          title={name}
        />
        <Alternates request={request} origin={origin} />
        {options.head}
        <Scripts request={request} assets={assets} />
      </head>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the body was drawn by React a moment ago */}
      <body dangerouslySetInnerHTML={{ __html: body }} />
    </html>
  )
}

/** A page that shows something going on fetches itself again; where an island follows it, only without script. */
function Refresh({ after, scripted }: { after: number | undefined; scripted: boolean }): ReactNode {
  if (after === undefined) return null
  const meta = <meta httpEquiv="refresh" content={String(after)} />
  return scripted ? <noscript>{meta}</noscript> : meta
}

function Alternates({ request, origin }: { request: RequestInfo; origin: string }): ReactNode {
  const address = (lang: Lang) => `${origin}${localPath(lang, request.path)}${request.search}`
  return (
    <>
      <link rel="alternate" hrefLang="fa" href={address('fa')} />
      <link rel="alternate" hrefLang="en" href={address('en')} />
      <link rel="alternate" hrefLang="x-default" href={address('fa')} />
    </>
  )
}

function Scripts({ request, assets }: { request: RequestInfo; assets: Assets }): ReactNode {
  const wanted = [...new Set([...request.scripts].map((name) => (name === 'suggest' ? 'suggest' : 'islands')))]
  return wanted.map((entry) => {
    const src = assets.script(entry)
    if (!src) return null
    return (
      <script key={entry} type="module" src={src}>
        {''}
      </script>
    )
  })
}
