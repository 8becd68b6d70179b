import type { Lang } from '#lib/language.ts'
import { fa, type Words } from './words.fa.ts'

/** What the outbox says, in English. */
export const en: Words = {
  title: 'Letters sent',
  leadDemo: 'No letter leaves this demonstration; read invitations and recovery letters here, and open their links.',
  lead: 'The newest letters Peyvand wrote, and what became of each. Secret addresses inside them are not shown.',
  notDelivered: 'No mail server is configured (PEYVAND_MAIL): letters are written but reach nobody.',
  none: 'No letter has been written yet',
  noneHint: 'Invitations and the recovery of a password write letters.',
  to: 'To',
  writtenAt: 'Written',
  sentAt: 'Sent',
  states: { sent: 'Sent', waiting: 'On its way', kept: 'Kept here', failed: 'Not sent' },
  error: "The mail server's answer",
  open: "Open the letter's link",
}

/** The outbox's words in the language asked for. */
export const words = (lang: Lang): Words => (lang === 'fa' ? fa : en)
