import { createElement } from 'react'
import { z } from 'zod'
import { GroupDeskPage } from '#areas/catalogue/pages/grouping/group-desk.tsx'
import { getGroup, joinEditions, keepEditionsApart } from '#areas/catalogue/service/grouping/group-desk.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { isRefusal } from '#lib/refusal.ts'
import { attempt } from '#platform/http/attempt.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import {
  type FormErrors,
  flash,
  type RequestContext,
  type Router,
  readForm,
  seeOther,
  type Typed,
} from '#platform/http.ts'

const words = (c: RequestContext) => text(c.get('lang')).grouping

const withForm = z.object({
  edition: z.string().trim().max(500),
  note: z.string().max(300).default(''),
  outcome: z.enum(['apart', 'join']),
})

/** The group of an edition at the desk: records taken out, kept and placed, two editions joined or kept apart. */
export function groupDeskRoutes(app: Router): void {
  app.get('/staff/editions/:id', (c) => showGroup(c))
  app.post('/staff/editions/:id/with', async (c) => {
    const id = c.req.param('id')
    const form = await readForm(c, withForm)
    if (!form.ok) return showGroup(c, form)
    const edition = editionIn(form.value.edition)
    if (edition === null) return showGroup(c, { errors: { edition: words(c).placeUnread }, typed: form.typed })
    const { outcome, note } = form.value
    const decide = outcome === 'join' ? joinEditions : keepEditionsApart
    const done = await attempt(
      text(c.get('lang')).refusals,
      () => decide(c.get('platform'), c.get('actor'), { id, edition, note }),
      { shows: ({ kind, code }) => kind === 'conflict' || code === 'catalogue.edition-unknown' },
    )
    if (!done.ok) return showGroup(c, { errors: { edition: done.errors[''] ?? '' }, typed: form.typed })
    await flash(c, 'success', outcome === 'join' ? words(c).joinDone : words(c).apartDone)
    return seeOther(c, `/staff/editions/${id}`)
  })
}

/** The id in the address of an edition's page, public or of the staff, or a bare id. */
export function editionIn(address: string): string | null {
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(address)?.[0].toLowerCase() ?? null
}

async function showGroup(c: RequestContext, form: { errors?: FormErrors; typed?: Typed } = {}): Promise<Response> {
  try {
    const group = await getGroup(c.get('platform'), c.get('actor'), { id: c.req.param('id') ?? '' })
    return await showStaffPage(c, createElement(GroupDeskPage, { group, form }), words(c).groupDesk, form)
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'catalogue.edition-moved') throw error
    return seeOther(c, `/staff/editions/${String(error.facts.id)}`)
  }
}
