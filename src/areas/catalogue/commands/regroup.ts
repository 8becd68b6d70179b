import { beginRegrouping, getRegrouping } from '#areas/catalogue/service/grouping/regrouping.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { systemActor } from '#areas/people/contract.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import type { Command } from '#platform/command.ts'

/** Applies the present rules of grouping to every stored record; goes on where an interrupted run stopped. */
export const regroupCommand: Command = {
  name: 'catalogue regroup',
  summary: 'Groups all stored records anew by the present rules; what people decided stays',
  usage: '',
  options: {},
  async run(ctx) {
    const platform = await ctx.platform()
    const actor = systemActor('catalogue regroup')
    const begun = await beginRegrouping(platform, actor)
    if (begun.jobId !== null) {
      await platform.jobs.follow(begun.jobId, ({ done, total }) => ctx.progress.step(done, total, 'catalogue regroup'))
    }
    const row = await getRegrouping(platform, actor, { id: begun.id })
    const { state, total, done, moved, joined, asked, passedOver } = row
    const t = text(ctx.lang).grouping.commands
    const number = (n: number) => formatNumber(n, ctx.lang)
    const lines = [t.regrouped(number(done), number(moved), number(joined), number(asked))]
    if (passedOver > 0) lines.push(t.regroupPassedOver(number(passedOver)))
    ctx.print({ id: row.id, state, total, done, moved, joined, asked, passedOver }, lines)
    return state === 'done' ? 0 : 1
  },
}
