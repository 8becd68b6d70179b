import { createElement } from 'react'
import { z } from 'zod'
import { AskPage } from '#areas/catalogue/pages/grouping/ask.tsx'
import { AskCasePage } from '#areas/catalogue/pages/grouping/ask-case.tsx'
import { AsksPage } from '#areas/catalogue/pages/grouping/asks.tsx'
import { answerAsk, answerCase } from '#areas/catalogue/service/grouping/answering.ts'
import { getAsk, listAskCases, listAsksFor, pairsOf, QUEUES } from '#areas/catalogue/service/grouping/asking.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { showStaffPage } from '#platform/http/staff.ts'
import { flash, type RequestContext, type Router, readForm, seeOther } from '#platform/http.ts'
import type { FormState } from '#ui/form/form.tsx'

/** Pairs of one case on one page. */
const PAIRS_ON_PAGE = 40

const answerForm = z.object({ answer: z.enum(['same', 'different', 'unsure']), note: z.string().max(300).default('') })
const caseForm = z.object({
  answer: z.enum(['same', 'different']),
  ids: z.preprocess((ids) => (ids === undefined ? [] : [ids].flat()), z.array(z.uuid()).max(PAIRS_ON_PAGE)),
})

/** The desk of doubtful pairs: cases, one question after the other, and many alike at once. */
export function askRoutes(app: Router): void {
  app.get('/staff/asks', async (c) => {
    const found = await listAskCases(c.get('platform'), c.get('actor'))
    return showStaffPage(c, createElement(AsksPage, { ...found, before: beforeOf(c) }), words(c).asks)
  })
  app.get('/staff/asks/next', next)
  app.get('/staff/asks/case', (c) => showCase(c))
  app.post('/staff/asks/case', answerAll)
  app.get('/staff/asks/:id', (c) => showAsk(c))
  app.post('/staff/asks/:id', answer)
}

const words = (c: RequestContext) => text(c.get('lang')).grouping

/** The question just answered, whose answer can still be changed while it waits for a second library. */
function beforeOf(c: RequestContext): string | undefined {
  return z.uuid().safeParse(c.req.query('before')).data
}

/** Which questions are being gone through, as the address says: the queue and perhaps one reason. */
function asked(c: RequestContext) {
  const queue = QUEUES.find((one) => one === c.req.query('queue')) ?? 'open'
  const reason = c.req.query('reason')
  return { queue, ...(reason === undefined ? {} : { reason: reason.slice(0, 500) }) }
}

function trailOf(c: RequestContext): string {
  const { queue, reason } = asked(c)
  const parts = new URLSearchParams({ queue, ...(reason === undefined ? {} : { reason }) })
  return `?${parts}`
}

async function next(c: RequestContext): Promise<Response> {
  const after = c.req.query('after')
  const ask = await askAfter(c, after)
  if (ask !== undefined) return seeOther(c, `/staff/asks/${ask.id}${trailOf(c)}`)
  if (after !== undefined) await flash(c, 'info', words(c).noMore)
  return seeOther(c, '/staff/asks')
}

async function askAfter(c: RequestContext, after: string | undefined) {
  const [ask] = await listAsksFor(c.get('platform'), c.get('actor'), { ...asked(c), after, limit: 1 })
  return ask
}

async function showAsk(c: RequestContext, form: FormState = {}): Promise<Response> {
  const ask = await getAsk(c.get('platform'), c.get('actor'), { id: c.req.param('id') ?? '' })
  return showStaffPage(
    c,
    createElement(AskPage, { ask, trail: trailOf(c), before: beforeOf(c), form }),
    words(c).askTitle,
    form,
  )
}

async function answer(c: RequestContext): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const form = await readForm(c, answerForm)
  if (!form.ok) return showAsk(c, form)
  const standing = await answerAsk(c.get('platform'), c.get('actor'), { id, ...form.value })
  await flash(c, standing.state === 'agreed' ? 'success' : 'info', sentenceOf(c, standing))
  const following = await askAfter(c, id)
  const before = standing.state === 'agreed' ? '' : `before=${id}`
  if (following === undefined) return seeOther(c, before === '' ? '/staff/asks' : `/staff/asks?${before}`)
  return seeOther(c, `/staff/asks/${following.id}${trailOf(c)}${before === '' ? '' : `&${before}`}`)
}

function sentenceOf(c: RequestContext, standing: Awaited<ReturnType<typeof answerAsk>>): string {
  const { done } = words(c)
  return standing.state === 'agreed' ? done[standing.outcome] : done[standing.state]
}

async function showCase(c: RequestContext, errors?: Readonly<Record<string, string>>): Promise<Response> {
  const platform = c.get('platform')
  const { queue, reason = '' } = asked(c)
  const asks = await listAsksFor(platform, c.get('actor'), { queue, reason, limit: PAIRS_ON_PAGE + 1 })
  if (asks.length === 0) return seeOther(c, '/staff/asks')
  const pairs = await pairsOf(platform, asks.slice(0, PAIRS_ON_PAGE))
  const hasMore = asks.length > PAIRS_ON_PAGE
  const form = errors === undefined ? {} : { errors }
  const page = createElement(AskCasePage, { queue, reason, pairs, hasMore, ...form })
  return showStaffPage(c, page, words(c).caseTitle, form)
}

async function answerAll(c: RequestContext): Promise<Response> {
  const form = await readForm(c, caseForm)
  if (!form.ok || form.value.ids.length === 0) return showCase(c, { '': words(c).caseNothing })
  const { closed, waiting, left } = await answerCase(c.get('platform'), c.get('actor'), form.value)
  const number = (n: number) => formatNumber(n, c.get('lang'))
  await flash(c, 'success', words(c).caseDone(number(closed), number(waiting), number(left)))
  return seeOther(c, '/staff/asks')
}
