import { createElement } from 'react'
import type { Router } from '#platform/http.ts'
import { LookPage } from './page.tsx'
import { lookFacets, lookMap } from './samples.ts'
import { words } from './words.en.ts'

/** The style page: every piece of furniture in one place, in the demonstration only. */
export function lookRoutes(app: Router): void {
  app.get('/look/progress', (c) => c.json({ done: 1200, of: 5000, finished: false }))
  app.get('/look', (c) => {
    if (!c.get('platform').config.demo) return c.notFound()
    const staff = c.req.query('layout') === 'staff'
    const page = createElement(LookPage, { wrong: c.req.query('wrong') === '1', facets: lookFacets, points: lookMap })
    return c.render(page, { title: words(c.get('lang')).title, layout: staff ? 'staff' : 'public', unlisted: true })
  })
}
