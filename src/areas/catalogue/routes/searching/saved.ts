import { createElement, type ReactNode } from 'react'
import { z } from 'zod'
import { addressOf, hrefWith } from '#areas/catalogue/pages/parts/search-address.ts'
import {
  LettersStoppedPage,
  RemoveSearchPage,
  SavedSearchesPage,
  SavedSearchForm,
  StopLettersPage,
} from '#areas/catalogue/pages/searching/saved.tsx'
import { answerFeed } from '#areas/catalogue/routes/feeds.ts'
import {
  changeSearch,
  feedPath,
  getOwnSearch,
  keeperOf,
  keepSearch,
  listOwnSearches,
  removeSearch,
  renewKey,
  searchByKey,
  stopLetters,
} from '#areas/catalogue/service/saved/keeping.ts'
import { titlesOf } from '#areas/catalogue/service/saved/letters.ts'
import { searchText } from '#areas/catalogue/text/searching/search.en.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { isRefusal } from '#lib/refusal.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import { flash, pathIn, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'

const FEED_TITLES = 50
const searchForm = z.object({
  name: z.string().min(1).max(120),
  query: z.string().max(4000).default(''),
  mail: z.enum(['never', 'daily', 'weekly']),
})
const keyForm = z.object({
  key: z.string().max(200).default(''),
  'List-Unsubscribe': z.string().max(200).optional(),
})

/** The searches that people keep, their feeds, and the way out of their letters. */
export function savedSearchRoutes(app: Router): void {
  // Before the searches themselves, which lie at /searches/:id.
  keyRoutes(app)
  app.get('/searches', listPage)
  app.get('/searches/new', (c) => {
    keeperOf(c.get('actor'))
    const query = queryOf(new URL(c.req.url).search)
    return formPage(c, { query, name: nameFor(c, query), mail: 'never', id: null })
  })
  app.post('/searches', (c) => takeForm(c, null))
  app.get('/searches/:id', async (c) => {
    const { id, query, name, mail } = await getOwnSearch(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return formPage(c, { query, name, mail, id })
  })
  app.post('/searches/:id', (c) => takeForm(c, c.req.param('id')))
  app.post('/searches/:id/renew', async (c) => {
    await renewKey(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return done(c, 'renewed')
  })
  app.get('/searches/:id/remove', async (c) => {
    const search = await getOwnSearch(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return show(c, createElement(RemoveSearchPage, { search }))
  })
  app.post('/searches/:id/remove', async (c) => {
    await removeSearch(c.get('platform'), c.get('actor'), { id: c.req.param('id') })
    return done(c, 'gone')
  })
}

/** What a key opens, without signing in. */
function keyRoutes(app: Router): void {
  app.get('/feeds/saved.atom', async (c) => {
    const search = await searchByKey(c.get('platform'), { use: 'feed', key: c.req.query('key') ?? '' })
    const editions = await titlesOf(c.get('platform'), search, FEED_TITLES)
    return answerFeed(c, { title: search.name, page: `/search?${search.query}`, editions, isPrivate: true })
  })
  app.get('/searches/stop', async (c) => {
    const key = c.req.query('key') ?? ''
    const search = await searchByKey(c.get('platform'), { use: 'stop', key })
    return showKeyPage(c, createElement(StopLettersPage, { search, secret: key }))
  })
  app.post('/searches/stop', async (c) => {
    const form = await readForm(c, keyForm)
    const given = form.ok ? form.value : { key: '' }
    // RFC 8058 §3.1: a mail program posts these words to the very address in the letter's header.
    const isOneClick = given['List-Unsubscribe'] === 'One-Click'
    const search = await stopLetters(c.get('platform'), {
      key: given.key === '' && isOneClick ? (c.req.query('key') ?? '') : given.key,
    })
    return showKeyPage(c, createElement(LettersStoppedPage, { search }))
  })
}

async function listPage(c: RequestContext): Promise<Response> {
  const platform = c.get('platform')
  const searches = await listOwnSearches(platform, c.get('actor'))
  const kept = searches.map((search) => ({
    search,
    feed: `${platform.config.origin}${pathIn(c.get('lang'), feedPath(platform, search))}`,
  }))
  return show(c, createElement(SavedSearchesPage, { kept }))
}

interface Asked {
  /** Null for a new one. */
  id: string | null
  query: string
  name: string
  mail: 'never' | 'daily' | 'weekly'
}

async function formPage(c: RequestContext, { id, ...asked }: Asked, form: FormState = {}): Promise<Response> {
  const action = id === null ? '/searches' : `/searches/${id}`
  const page = createElement(SavedSearchForm, { ...asked, action, isNew: id === null, form })
  const { save, edit } = searchText(c.get('lang')).saved
  return await showStaffPage(c, page, id === null ? save : `${edit}: ${asked.name}`, form)
}

async function takeForm(c: RequestContext, id: string | null): Promise<Response> {
  const [platform, actor, lang] = [c.get('platform'), c.get('actor'), c.get('lang')]
  const own = id === null ? null : await getOwnSearch(platform, actor, { id })
  keeperOf(actor)
  const form = await readForm(c, searchForm)
  const query = own?.query ?? queryOf(`?${String(form.typed.query ?? '')}`)
  const again = (errors: Record<string, string | undefined>) =>
    formPage(c, { id, query, name: String(form.typed.name ?? ''), mail: 'never' }, { errors, typed: form.typed })
  if (!form.ok) return again(form.errors)
  const { name, mail } = form.value
  try {
    if (own === null) await keepSearch(platform, actor, { name, query, mail, lang })
    else await changeSearch(platform, actor, { id: own.id, name, mail, lang })
  } catch (error) {
    if (!isRefusal(error) || error.kind === 'forbidden') throw error
    const sentences: Readonly<Record<string, ((facts: never) => string) | undefined>> = text(lang).refusals
    return again({ [String(error.facts.field ?? '')]: sentences[error.code]?.(error.facts as never) ?? error.code })
  }
  return done(c, own === null ? 'kept' : 'changed')
}

async function done(c: RequestContext, said: 'kept' | 'changed' | 'renewed' | 'gone'): Promise<Response> {
  await flash(c, 'success', searchText(c.get('lang')).saved[said])
  return seeOther(c, '/searches')
}

const show = (c: RequestContext, page: ReactNode) => showStaffPage(c, page, searchText(c.get('lang')).saved.title)

async function showKeyPage(c: RequestContext, page: ReactNode): Promise<Response> {
  return await c.render(page, { title: searchText(c.get('lang')).saved.stopTitle, unlisted: true })
}

/** What a search keeps of an address: its words and filters, without the page and the place. */
function queryOf(given: string): string {
  const address = addressOf('/search', new URLSearchParams(given))
  return hrefWith(address, { near: null, sort: null }).replace(/^\/search\??/, '')
}

function nameFor(c: RequestContext, query: string): string {
  const q = new URLSearchParams(query).get('q') ?? ''
  return (q === '' ? searchText(c.get('lang')).saved.everything : q).slice(0, 120)
}
