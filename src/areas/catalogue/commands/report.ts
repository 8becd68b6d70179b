import { getReport } from '#areas/catalogue/service/report/reading.ts'
import { sendRefresh } from '#areas/catalogue/service/report/refreshing.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { systemActor } from '#areas/people/contract.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import type { Command } from '#platform/command.ts'

export const reportCommand: Command = {
  name: 'catalogue report',
  summary: 'Makes the report of the union anew and prints its figures',
  usage: '[--json]',
  options: {},
  async run(ctx) {
    const platform = await ctx.platform()
    const job = await platform.jobs.follow(await sendRefresh(platform), ({ done, total }) =>
      ctx.progress.step(done, total, text(ctx.lang).report.checked),
    )
    const { report } = await getReport(platform, systemActor('catalogue report'))
    const { figures, madeAt, tookMs } = report
    const t = text(ctx.lang).report
    const { checked = 0 } = (job.result ?? {}) as { checked?: number }
    const { records, editions, score } = figures
    const seconds = (tookMs / 1000).toFixed(1)
    ctx.print({ madeAt, tookMs, checkedNow: checked, ...figures }, [
      t.command({ checked, records, editions, score: score.toFixed(1), seconds }),
      ...figures.overlap.map((one) => `  ${one.networks.join(' + ')}: ${formatNumber(one.editions, ctx.lang)}`),
      ...Object.entries(figures.faults).map(
        ([fault, n]) => `  ${t.faults[fault as keyof typeof t.faults]}: ${formatNumber(n, ctx.lang)}`,
      ),
    ])
    return 0
  },
}
