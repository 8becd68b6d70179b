import { createElement } from 'react'
import { WorkPage } from '#areas/catalogue/pages/grouping/work.tsx'
import { getWork } from '#areas/catalogue/service/grouping/works.ts'
import type { Router } from '#platform/http.ts'

/** A work's page: all of its editions. */
export function workRoutes(app: Router): void {
  app.get('/works/:id', async (c) => {
    const work = await getWork(c.get('platform'), { id: c.req.param('id') })
    const title = [work.title, work.author?.name].filter(Boolean).join('، ')
    return c.render(createElement(WorkPage, { work }), { title, description: title })
  })
}
