import type { ReactNode } from 'react'
import type { MailPace, SavedSearch } from '#areas/catalogue/service/saved/keeping.ts'
import { Facts } from '#ui/data/table.tsx'
import { Instant } from '#ui/data/values.tsx'
import { RadioGroup } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { ConfirmPage } from '#ui/page/confirm.tsx'
import { EmptyState, PageHead } from '#ui/page/pieces.tsx'
import { useSearchWords } from './words.ts'

/** A kept search with the address of its feed. */
export interface KeptSearch {
  search: SavedSearch
  feed: string
}

/** The searches somebody keeps. */
export function SavedSearchesPage({ kept }: { kept: readonly KeptSearch[] }): ReactNode {
  const { saved: t } = useSearchWords()
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      {kept.length === 0 ? (
        <EmptyState title={t.none} icon="search" action={<LinkButton to="/search">{t.search}</LinkButton>}>
          <p>{t.noneHint}</p>
        </EmptyState>
      ) : (
        <ul className="stack plain-list">
          {kept.map((one) => (
            <li key={one.search.id} className="card">
              <Kept {...one} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Kept({ search, feed }: KeptSearch): ReactNode {
  const { saved: t } = useSearchWords()
  const at = `/searches/${search.id}`
  return (
    <>
      <h2 className="card-title">
        <bdi>{search.name}</bdi>
      </h2>
      <Facts
        rows={[
          [t.mail, t.mails[search.mail]],
          [
            t.lastMailed,
            search.mailedAt === null ? t.neverMailed : <Instant key="mailed" at={search.mailedAt} style="short" />,
          ],
        ]}
      />
      <div className="field">
        <label htmlFor={`feed-${search.id}`}>{t.feed}</label>
        <p className="hint" id={`feed-hint-${search.id}`}>
          {t.feedHint}
        </p>
        <input
          id={`feed-${search.id}`}
          className="input"
          type="text"
          dir="ltr"
          readOnly
          value={feed}
          aria-describedby={`feed-hint-${search.id}`}
        />
      </div>
      <Actions>
        <LinkButton to={`/search?${search.query}`}>{t.open}</LinkButton>
        <LinkButton to={at} kind="quiet">
          {t.edit}
        </LinkButton>
        <Form action={`${at}/renew`} compact>
          <Button kind="quiet">{t.renew}</Button>
        </Form>
        <LinkButton to={`${at}/remove`} kind="quiet">
          {t.remove}
        </LinkButton>
      </Actions>
    </>
  )
}

/** Keeping a search, or changing one that is kept. */
export function SavedSearchForm({
  action,
  query,
  name,
  mail,
  isNew,
  form = {},
}: {
  action: string
  query: string
  name: string
  mail: MailPace
  isNew: boolean
  form?: FormState
}): ReactNode {
  const { saved: t } = useSearchWords()
  return (
    <>
      <PageHead title={isNew ? t.save : name} lead={t.saveLead} trail={[{ label: t.title, to: '/searches' }]} />
      <Form action={action} {...form}>
        <input type="hidden" name="query" value={query} />
        <TextField name="name" label={t.name} hint={t.nameHint} value={name} maxLength={120} required />
        <RadioGroup
          name="mail"
          label={t.mail}
          hint={t.mailHint}
          value={mail}
          required
          options={(['never', 'daily', 'weekly'] as const).map((value) => ({ value, label: t.mails[value] }))}
        />
        <Actions>
          <Button kind="primary">{isNew ? t.keep : t.change}</Button>
          <LinkButton to={`/search?${query}`} kind="quiet">
            {t.open}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

/** The second question before a search is forgotten. */
export function RemoveSearchPage({ search }: { search: SavedSearch }): ReactNode {
  const { saved: t } = useSearchWords()
  return (
    <ConfirmPage title={t.remove} action={`/searches/${search.id}/remove`} yes={t.remove} back="/searches">
      <p>
        <bdi>{t.removeSure(search.name)}</bdi>
      </p>
    </ConfirmPage>
  )
}

/** Ending the letters by the link in one: a press, since programs that look at mail open every link. */
export function StopLettersPage({ search, secret }: { search: SavedSearch; secret: string }): ReactNode {
  const { saved: t } = useSearchWords()
  return (
    <ConfirmPage
      title={t.stopTitle}
      action="/searches/stop"
      yes={t.stop}
      back="/search"
      danger={false}
      fields={{ key: secret }}
    >
      <p>
        <bdi>{t.stopSure(search.name)}</bdi>
      </p>
    </ConfirmPage>
  )
}

/** What stands after it. */
export function LettersStoppedPage({ search }: { search: SavedSearch }): ReactNode {
  const { saved: t } = useSearchWords()
  return (
    <>
      <PageHead title={t.stopTitle} lead={<bdi>{t.stopped(search.name)}</bdi>} />
      <Actions>
        <LinkButton to={`/search?${search.query}`}>{t.open}</LinkButton>
      </Actions>
    </>
  )
}
