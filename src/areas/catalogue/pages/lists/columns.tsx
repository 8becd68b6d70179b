import type { ReactNode } from 'react'
import { useImportTrail } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { ListSample } from '#areas/catalogue/service/lists/columns.ts'
import { LIST_FIELDS, type ListField } from '#lib/lists/fields.ts'
import { Table } from '#ui/data/table.tsx'
import { Isolated, Num } from '#ui/data/values.tsx'
import { Select } from '#ui/form/choice.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button } from '#ui/link.tsx'
import { PageHead, Section } from '#ui/page/pieces.tsx'
import { useListsText } from './library-choice.tsx'

/** What the columns of a table hold: the guess, to be corrected, with rows of the table beside it. */
export function ColumnsPage({
  row,
  columns,
  sample,
  above,
  errors = {},
  typed = {},
}: ListSample & FormState): ReactNode {
  const t = useListsText()
  const options = (Object.keys(LIST_FIELDS) as ListField[]).map((field) => ({ value: field, label: t.fields[field] }))
  const nameOf = (index: number) => columns.names[index] || t.column(index + 1)
  const exampleOf = (index: number) => sample.map(({ cells }) => cells[index] ?? '').find((cell) => cell !== '')
  const places = [...columns.names.keys()]
  const trail = useImportTrail({ label: row.fileName, to: `/staff/imports/${row.id}` })
  return (
    <>
      <PageHead title={t.columnsTitle} kicker={<bdi>{row.fileName}</bdi>} lead={t.columnsLead} trail={trail} />
      <div className="stack">
        <HeadingChoice id={row.id} heading={columns.heading} above={above} />
        <Section title={t.sample}>
          <Table
            caption={t.sample}
            captionHidden
            rows={sample}
            rowKey={(one) => String(one.row)}
            columns={[
              { heading: t.row, kind: 'number', cell: (one) => <Num n={one.row} /> },
              ...places.map((index) => ({
                heading: nameOf(index),
                cell: (one: (typeof sample)[number]) => <Isolated>{one.cells[index] ?? ''}</Isolated>,
              })),
            ]}
          />
        </Section>
        <Form action={`/staff/imports/${row.id}/columns`} errors={errors} typed={typed}>
          <input type="hidden" name="heading" value={columns.heading} />
          {places.map((index) => {
            const example = exampleOf(index)
            return (
              <Select
                key={index}
                name={`c${index}`}
                label={nameOf(index)}
                options={[{ value: 'none', label: t.passOver }, ...options]}
                required
                value={columns.fields[index] ?? 'none'}
                {...(example === undefined ? {} : { hint: `${t.example}: ${isolated(example.slice(0, 80))}` })}
              />
            )
          })}
          <p className="hint">{t.tryHint}</p>
          <Actions>
            <Button name="do" value="try">
              {t.tryIt}
            </Button>
            <Button name="do" value="import" kind="quiet">
              {t.takeIn}
            </Button>
          </Actions>
        </Form>
      </div>
    </>
  )
}

/** In a sentence that cannot hold elements: an ISBN keeps its own direction (U+2068 and U+2069). */
const isolated = (cell: string) => `\u2068${cell}\u2069`

/** Which row holds the headings; another choice looks at the table anew. */
function HeadingChoice({ id, heading, above }: Pick<ListSample, 'above'> & { id: string; heading: number }): ReactNode {
  const t = useListsText()
  const options = above.map(({ row, cells }) => ({
    value: String(row),
    label: `${t.rowNumber(row)}: ${cells
      .filter((cell) => cell !== '')
      .join('، ')
      .slice(0, 60)}`,
  }))
  return (
    <Form method="get" action={`/staff/imports/${id}/columns`} compact>
      <Select
        name="heading"
        label={t.headings}
        options={[{ value: '0', label: t.noHeading }, ...options]}
        required
        value={String(heading)}
      />
      <Button kind="quiet">{t.lookAgain}</Button>
    </Form>
  )
}
