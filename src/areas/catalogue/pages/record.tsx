import type { ReactNode } from 'react'
import type { SourceRecord } from '#areas/catalogue/service/reading.ts'
import { faultSentence } from '#areas/catalogue/service/summary.ts'
import { Facts } from '#ui/data/table.tsx'
import { Code, Instant } from '#ui/data/values.tsx'
import { Link, LinkButton } from '#ui/link.tsx'
import { Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { MarcView } from './parts/marc-view.tsx'
import { usePublicWords, useWords } from './parts/words.ts'

/** The forms a record can be taken away in; `sent` is the bytes as its library sent them. */
export const RECORD_FORMATS = ['mrc', 'xml', 'json', 'sent'] as const
export type RecordFormat = (typeof RECORD_FORMATS)[number]

/** One source record as cataloguers read it, with what had to be mended to read it. */
export function RecordPage({ source, libraryPath }: { source: SourceRecord; libraryPath: string }): ReactNode {
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
      <Repairs source={source} />
      <Section title={p.fields}>
        <MarcView record={row.parsed} />
      </Section>
    </>
  )
}

function Repairs({ source: { row } }: { source: SourceRecord }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const repairs = row.repairs ?? []
  if (repairs.length === 0) return null
  return (
    <Notice tone="attention" title={t.repaired}>
      <ul>
        {repairs.map((repair) => (
          <li key={`${repair.code} ${repair.offset}`}>
            {repair.tag && <Code>{repair.tag}</Code>} {faultSentence(lang, repair.code, repair.facts)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
