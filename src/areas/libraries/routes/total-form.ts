import { z } from 'zod'
import { MEASURES } from '#areas/libraries/contract.ts'
import { text } from '#areas/libraries/text.en.ts'
import { parseDay } from '#lib/calendar/parse-day.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { type RequestContext, readForm } from '#platform/http.ts'

/** A day as people type it; refuses in the area's own sentence. */
export const day = z.string().transform((typed, ctx) => {
  const read = parseDay(typed)
  if (read.ok) return read.value
  ctx.addIssue({ code: 'custom', message: 'libraries.day-shape' })
  return z.NEVER
})

const totalForm = z.object({
  measure: z.enum(MEASURES),
  value: z.preprocess(
    (typed) => (typeof typed === 'string' ? Number(toAsciiDigits(typed).replace(/[٬,\s]/g, '')) : typed),
    z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  ),
  countedOn: day,
  source: z.string().min(1).max(500),
})

/** Reads the form of a dated figure. */
export const readTotalForm = (c: RequestContext) => readForm(c, totalForm, text(c.get('lang')).refusals)
