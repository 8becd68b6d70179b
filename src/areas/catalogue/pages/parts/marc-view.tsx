import type { ReactNode } from 'react'
import { text } from '#areas/catalogue/text.en.ts'
import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { useLang } from '#ui/request-context.tsx'

/** A record field by field, as cataloguers read it; fields with the tag `mark` are shown as the ones at fault. */
export function MarcView({
  record,
  mark,
  markLabel,
}: {
  record: MarcRecord
  mark?: string
  markLabel?: string
}): ReactNode {
  const t = text(useLang())
  return (
    <table className="marc" dir="ltr">
      <caption className="unseen">{t.marcView}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{t.marcTag}</th>
          <th scope="col">{t.marcIndicators}</th>
          <th scope="col">{t.marcContent}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            <abbr title={t.leader}>LDR</abbr>
          </th>
          <td />
          <td className="marc-fixed">{record.leader}</td>
        </tr>
        {record.fields.map((field, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record may hold one field twice
          <FieldRow key={i} field={field} {...(field.tag === mark ? { fault: markLabel ?? '' } : {})} />
        ))}
      </tbody>
    </table>
  )
}

function FieldRow({ field, fault }: { field: MarcField; fault?: string }): ReactNode {
  const isFault = fault !== undefined
  return (
    <tr className={classes(isFault && 'marc-fault') || undefined}>
      <th scope="row">{field.tag}</th>
      <td className="marc-fixed">{isDataField(field) ? indicators(field.ind1 + field.ind2) : null}</td>
      <td className={isDataField(field) ? undefined : 'marc-fixed'}>
        {isDataField(field)
          ? field.subfields.map((subfield, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field may hold one subfield twice
              <span key={i} className="marc-subfield">
                <b>${subfield.code}</b> <bdi>{subfield.value}</bdi>{' '}
              </span>
            ))
          : field.value}
        {isFault && (
          <strong className="field-error">
            <Icon name="danger" />
            {fault}
          </strong>
        )}
      </td>
    </tr>
  )
}

// A blank indicator is written as cataloguers write it.
const indicators = (both: string) => both.replaceAll(' ', '#')
