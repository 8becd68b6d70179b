import { text } from '#areas/people/text.en.ts'
import { formatInstant } from '#lib/calendar/format-day.ts'
import type { Lang } from '#lib/language.ts'
import type { Tx } from '#platform/db.ts'
import type { Platform } from '#platform/platform.ts'

/** Posts an invitation or a recovery letter in the caller's transaction: no letter without its row, no row without it. */
export async function post(
  platform: Platform,
  tx: Tx,
  letter: {
    purpose: 'invitation' | 'recovery'
    to: { name: string; email: string; lang: Lang }
    link: string
    expiresAt: Date
  },
): Promise<void> {
  const { name, email, lang } = letter.to
  const words = text(lang).letters[letter.purpose]
  const until = formatInstant(letter.expiresAt, lang)
  await platform.mail.send(tx, { to: email, subject: words.subject, text: words.body(name, letter.link, until) })
}
