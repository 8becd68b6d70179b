import type { ReactNode } from 'react'
import { MarcView } from '#areas/catalogue/pages/parts/marc-view.tsx'
import { usePublicWords, useWords } from '#areas/catalogue/pages/parts/words.ts'
import type { SourceRecord } from '#areas/catalogue/service/reading.ts'
import { Facts } from '#ui/data/table.tsx'
import { Code, Instant } from '#ui/data/values.tsx'
import { Link, LinkButton } from '#ui/link.tsx'
import { Notice, PageHead, Section } from '#ui/page/pieces.tsx'

/** The forms a record can be taken away in; `sent` is the bytes as its library sent them. */
export const RECORD_FORMATS = ['mrc', 'xml', 'json', 'sent'] as const
export type RecordFormat = (typeof RECORD_FORMATS)[number]

/** What was mended to read a record: a sentence, and where (in bytes of the file it came in). */
export interface Repair {
  tag: string | undefined
  sentence: string
  offset: number
}

/** One source record as cataloguers read it, with what had to be mended to read it. */
export function RecordPage({
  source,
  libraryPath,
  repairs,
}: {
  source: SourceRecord
  libraryPath: string
  repairs: readonly Repair[]
}): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const { row, reading, library } = source
  const names: Readonly<Record<RecordFormat, string>> = { ...p.formats, sent: p.asSent }
  return (
    <>
      <PageHead
        trail={[
          { label: t.catalogue, to: '/search' },
          { label: reading.brief.title, to: `/editions/${row.editionId}` },
        ]}
        kicker={t.marcView}
        title={<bdi>{reading.brief.title}</bdi>}
        lead={p.recordLead(library.name)}
      />
      <Facts
        rows={[
          [
            t.library,
            <Link key="library" to={libraryPath}>
              <bdi>{library.name}</bdi>
            </Link>,
          ],
          [p.controlNumber, <Code key="number">{row.controlNumber}</Code>],
          [t.family, t.families[row.family]],
          [t.encoding, <Code key="encoding">{row.encoding}</Code>],
          [p.updatedOn, <Instant key="at" at={row.updatedAt} />],
          [
            t.download,
            <span key="download" className="actions">
              {RECORD_FORMATS.map((format) => (
                <LinkButton key={format} to={`/records/${row.id}/${format}`} icon="download" small rel="nofollow">
                  {names[format]}
                </LinkButton>
              ))}
            </span>,
          ],
        ]}
      />
      <Repairs repairs={repairs} />
      <Section title={p.fields}>
        <MarcView record={row.parsed} />
      </Section>
    </>
  )
}

function Repairs({ repairs }: { repairs: readonly Repair[] }): ReactNode {
  const t = useWords()
  if (repairs.length === 0) return null
  return (
    <Notice tone="attention" title={t.repaired}>
      <ul>
        {repairs.map(({ tag, sentence, offset }) => (
          <li key={`${offset} ${sentence}`}>
            {tag && <Code>{tag}</Code>} {sentence}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
