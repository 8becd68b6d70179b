import { createContext, use } from 'react'
import type { Lang } from '#lib/language.ts'
import { text } from './text.en.ts'
import type { Text } from './text.fa.ts'

/** What the reader chose to see by; `auto` follows the system. */
export type Theme = 'auto' | 'light' | 'dark'

/** A sentence carried over one redirect. */
export interface FlashMessage {
  tone: Tone
  text: string
}

/** The four tones a message or a state may have; each has its own sign, so colour never speaks alone. */
export type Tone = 'info' | 'done' | 'attention' | 'danger'

/** What components may know about the request they are drawn for. Filled in by `web/`; nothing here is secret but `csrf`. */
export interface RequestInfo {
  lang: Lang
  /** Path without the language prefix: `/libraries/tehran`. */
  path: string
  /** Query string with its question mark, or empty. */
  search: string
  csrf: string
  theme: Theme
  demo: boolean
  /** Null when nobody is signed in. */
  signedInAs: string | null
  flash: readonly FlashMessage[]
  /** Islands and scripts drawn so far: the document sends a script only when this is not empty. */
  scripts: Set<string>
}

/** A request about which nothing is known: what islands see in the browser, and tests. */
export function plainRequest(lang: Lang, more: Partial<RequestInfo> = {}): RequestInfo {
  return {
    lang,
    path: '/',
    search: '',
    csrf: '',
    theme: 'auto',
    demo: false,
    signedInAs: null,
    flash: [],
    scripts: new Set(),
    ...more,
  }
}

/** Carries the request to every component, so that none needs a `lang` prop. */
export const RequestContext = createContext<RequestInfo>(plainRequest('fa'))

/** The request this component is drawn for. */
export function useRequest(): RequestInfo {
  return use(RequestContext)
}

/** The language of the page. */
export function useLang(): Lang {
  return use(RequestContext).lang
}

/** The furniture's own words in the language of the page. */
export function useText(): Text {
  return text(use(RequestContext).lang)
}

/** A path of ours in a language: Persian at the root, English under `/en`. */
export function localPath(lang: Lang, path: string): string {
  if (lang === 'fa') return path
  return path === '/' ? '/en' : `/en${path}`
}

/** Turns our paths (`/libraries`) into addresses in the page's language; other addresses pass through. */
export function useHref(): (to: string) => string {
  const { lang } = use(RequestContext)
  return (to) => (to.startsWith('/') && !to.startsWith('//') ? localPath(lang, to) : to)
}
