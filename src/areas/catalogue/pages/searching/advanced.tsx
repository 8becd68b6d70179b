import type { ReactNode } from 'react'
import { useWords } from '#areas/catalogue/pages/parts/words.ts'
import { Select } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button } from '#ui/link.tsx'
import { PageHead } from '#ui/page/pieces.tsx'
import { useSearchWords } from './words.ts'

/** The fields of the form, in their order. */
export const ADVANCED_FIELDS = ['all', 'phrase', 'none', 'title', 'author', 'subject', 'publisher', 'isbn'] as const

const KINDS = ['book', 'serial', 'manuscript', 'thesis', 'map', 'music', 'audio', 'video', 'electronic'] as const
const LANGUAGES = ['per', 'ara', 'eng', 'tur', 'urd', 'fre', 'ger', 'rus'] as const

/** A search put together from fields; it leads to the results with the search written out in the box. */
export function AdvancedPage({ form }: { form: FormState }): ReactNode {
  const t = useWords()
  const w = useSearchWords()
  const kinds: Readonly<Record<string, string>> = t.kinds
  return (
    <>
      <PageHead title={w.advanced} lead={w.advancedLead} trail={[{ label: t.catalogue, to: '/search' }]} />
      <div className="search-fields">
        <Form action="/search/advanced" method="get" {...form}>
          <input type="hidden" name="go" value="1" />
          {ADVANCED_FIELDS.map((name) => (
            <TextField
              key={name}
              name={name}
              label={w.advancedFields[name]}
              {...(w.advancedHints[name] === '' ? {} : { hint: w.advancedHints[name] })}
              kind={name === 'isbn' ? 'code' : 'text'}
              maxLength={200}
            />
          ))}
          <Select
            name="kind"
            label={t.facets.kind}
            options={KINDS.flatMap((value) => (kinds[value] === undefined ? [] : [{ value, label: kinds[value] }]))}
          />
          <Select
            name="language"
            label={t.facets.language}
            options={LANGUAGES.map((value) => ({ value, label: t.languages[value] ?? value }))}
          />
          <TextField name="yearFrom" label={t.yearFrom} hint={t.yearHint} kind="number" width="short" maxLength={4} />
          <TextField name="yearTo" label={t.yearTo} kind="number" width="short" maxLength={4} />
          <Actions>
            <Button kind="primary">{t.search}</Button>
          </Actions>
        </Form>
      </div>
      <p className="quiet search-fields-note">
        {w.advancedCql}{' '}
        <bdi dir="ltr" className="code">
          title = شاهنامه and author = فردوسی not publisher = هرمس
        </bdi>
      </p>
    </>
  )
}
