import { createElement } from 'react'
import { addressOf, hrefWith, inAscii } from '#areas/catalogue/pages/parts/search-address.ts'
import { ADVANCED_FIELDS, AdvancedPage } from '#areas/catalogue/pages/searching/advanced.tsx'
import { searchText } from '#areas/catalogue/text/searching/search.en.ts'
import { pathIn, type Router } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'

/** The form of many fields. What it puts together is a plain search, which its reader can then change in the box. */
export function advancedRoutes(app: Router): void {
  app.get('/search/advanced', async (c) => {
    const { searchParams } = new URL(c.req.url)
    const q = wordingOf(searchParams)
    const address = addressOf('/search', searchParams)
    const wanted = hrefWith(address, { q: q === '' ? null : [q], sort: null, near: null, asTyped: null })
    if (searchParams.has('go') && wanted !== '/search') return c.redirect(inAscii(pathIn(c.get('lang'), wanted)), 302)
    const w = searchText(c.get('lang'))
    const form: FormState = searchParams.has('go') ? { errors: { all: w.advancedNothing } } : {}
    return c.render(createElement(AdvancedPage, { form }), { title: w.advanced })
  })
}

/** The fields in the language of the search box: words, "phrase", -without, title:word. */
function wordingOf(params: URLSearchParams): string {
  return ADVANCED_FIELDS.flatMap((name) => {
    const text = (params.get(name) ?? '')
      .replace(/["«»“”]/gu, ' ')
      .trim()
      .slice(0, 200)
    const words = text.split(/\s+/u).filter(Boolean)
    if (words.length === 0) return []
    if (name === 'all') return words
    if (name === 'phrase') return [`"${words.join(' ')}"`]
    if (name === 'none') return words.map((word) => `-${word}`)
    // A field holds for the word that follows it.
    return words.map((word) => `${name}:${word}`)
  }).join(' ')
}
