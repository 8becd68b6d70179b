import type { ReactNode } from 'react'
import type { SentLetter } from '#platform/outbox/mail.ts'
import { Facts } from '#ui/data/table.tsx'
import { Code, Instant, Isolated } from '#ui/data/values.tsx'
import { Actions, LinkButton } from '#ui/link.tsx'
import { Badge, Card, EmptyState, Notice, PageHead } from '#ui/page/pieces.tsx'
import { useRequest } from '#ui/request-context.tsx'
import { words } from './words.en.ts'

/** A letter ready to be shown: `link` leads where the letter asks its reader to go, null where that is nobody's business. */
export interface ShownLetter extends SentLetter {
  link: string | null
}

const TONES = { sent: 'done', waiting: 'info', kept: 'info', failed: 'danger' } as const

/** The newest letters: in the demonstration to be read and followed, elsewhere for whoever looks after the mail. */
export function LettersPage({ letters, delivers }: { letters: readonly ShownLetter[]; delivers: boolean }): ReactNode {
  const { lang, demo } = useRequest()
  const t = words(lang)
  return (
    <>
      <PageHead title={t.title} lead={demo ? t.leadDemo : t.lead} />
      <div className="stack">
        {!demo && !delivers && <Notice tone="attention">{t.notDelivered}</Notice>}
        {letters.length === 0 ? (
          <EmptyState title={t.none} icon="file">
            {t.noneHint}
          </EmptyState>
        ) : (
          letters.map((letter) => <LetterCard key={letter.id} letter={letter} delivers={delivers} />)
        )}
      </div>
    </>
  )
}

function LetterCard({ letter, delivers }: { letter: ShownLetter; delivers: boolean }): ReactNode {
  const t = words(useRequest().lang)
  const state = stateOf(letter, delivers)
  return (
    <Card title={<Isolated>{letter.subject}</Isolated>} foot={<Badge tone={TONES[state]}>{t.states[state]}</Badge>}>
      <Facts
        rows={[
          [t.to, <Code key="to">{letter.to}</Code>],
          [t.writtenAt, <Instant key="written" at={letter.createdAt} />],
          ...(letter.sentAt ? [[t.sentAt, <Instant key="sent" at={letter.sentAt} />] as const] : []),
          ...(letter.error ? [[t.error, <Code key="error">{letter.error}</Code>] as const] : []),
        ]}
      />
      <p className="letter" dir="auto">
        {letter.text}
      </p>
      {letter.link && (
        <Actions>
          <LinkButton to={letter.link} kind="primary">
            {t.open}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function stateOf({ sentAt, error }: SentLetter, delivers: boolean): keyof typeof TONES {
  if (sentAt !== null) return 'sent'
  if (!delivers) return 'kept'
  return error === null ? 'waiting' : 'failed'
}
