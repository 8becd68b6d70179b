import { createElement } from 'react'
import { libraryPath } from '#areas/libraries/address.ts'
import { openState } from '#areas/libraries/hours.ts'
import { LibraryPage } from '#areas/libraries/pages/library.tsx'
import { librarySchema } from '#areas/libraries/pages/library-schema.tsx'
import { getLibrary } from '#areas/libraries/service.ts'
import { dayInTehran, formatInstant } from '#lib/calendar/format-day.ts'
import { weekday } from '#lib/calendar/iso-day.ts'
import { nameIn } from '#lib/language.ts'
import { Refusal } from '#lib/refusal.ts'
import { pathIn, type RequestContext, type Router } from '#platform/http.ts'
import { isId } from '#platform/id.ts'

/** A library's own page, at its network and code; its id leads there too. */
export function libraryRoutes(app: Router): void {
  app.get('/libraries/:id', async (c) => {
    const id = c.req.param('id')
    if (!isId(id) && !id.includes(':'))
      throw new Refusal('missing', 'libraries.library-unknown', { code: id.slice(0, 60) })
    const library = await getLibrary(c.get('platform'), c.get('actor'), { id })
    return c.redirect(pathIn(c.get('lang'), libraryPath(library)), 301)
  })
  app.get('/libraries/:network/:code', (c) => showLibrary(c))
}

async function showLibrary(c: RequestContext) {
  const platform = c.get('platform')
  const id = `${c.req.param('network')}:${c.req.param('code')}`
  const library = await getLibrary(platform, c.get('actor'), { id })
  const now = platform.clock()
  const today = weekday(dayInTehran(now))
  const state = library.hours === null ? null : openState(library.hours, today, formatInstant(now, 'en', 'time'))
  return c.render(createElement(LibraryPage, { library, state, today }), {
    title: nameIn(c.get('lang'), library),
    head: librarySchema(library, c.get('lang'), platform.config.origin),
    unlisted: library.isDemonstration || !library.isOpen,
  })
}
