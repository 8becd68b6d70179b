import type { ReactNode } from 'react'
import { Table } from '#ui/data/table.tsx'
import { Code } from '#ui/data/values.tsx'
import { LinkButton } from '#ui/link.tsx'
import { Card, EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { useRequest, useText } from '#ui/request-context.tsx'
import { text } from '#web/text.en.ts'
import type { ApiDescription, ApiOperation, ApiValue } from './api-description.ts'

/** The API's description as a page: every operation, what it takes and gives back, how it refuses and who may ask. */
export function ApiPage({ api, refusal }: { api: ApiDescription; refusal: readonly ApiValue[] }): ReactNode {
  const t = text(useRequest().lang)
  return (
    <>
      <PageHead
        title={t.apiTitle}
        lead={t.apiLead}
        actions={
          <LinkButton to="/api/openapi.json" icon="file">
            openapi.json
          </LinkButton>
        }
      />
      {api.length === 0 && <EmptyState title={t.apiEmpty} icon="file" />}
      {api.map(({ tag, operations }) => (
        <Section key={tag} title={<bdi lang="en">{tag}</bdi>} id={tag}>
          <div className="stack">
            {operations.map((operation) => (
              <Operation key={`${operation.method} ${operation.path}`} operation={operation} />
            ))}
          </div>
        </Section>
      ))}
      <Section title={t.apiKeyTitle} id="key">
        <p>{t.apiKeyText}</p>
        <p>
          <Code>Authorization: Bearer KEY</Code>
        </p>
      </Section>
      <Section title={t.apiRefusalTitle} id="errors">
        <p>{t.apiRefusalText}</p>
        <Values caption={t.apiRefusalTitle} values={refusal} />
      </Section>
    </>
  )
}

// Names and meanings come from the contract, which is written in English for integrators.
function Operation({ operation }: { operation: ApiOperation }): ReactNode {
  const t = text(useRequest().lang)
  return (
    <Card
      level={3}
      title={
        <Code>
          {operation.method} {operation.path}
        </Code>
      }
    >
      <div lang="en" dir="ltr" className="api-words">
        <p>{operation.summary}</p>
        {operation.description && <p className="quiet">{operation.description}</p>}
      </div>
      <Values caption={t.apiParameters} values={operation.takes} />
      {operation.gives.length > 0 && (
        <details className="as-table">
          <summary>{t.apiAnswers}</summary>
          <Values caption={t.apiAnswers} values={operation.gives} />
        </details>
      )}
    </Card>
  )
}

function Values({ caption, values }: { caption: string; values: readonly ApiValue[] }): ReactNode {
  const t = text(useRequest().lang)
  const words = useText()
  if (values.length === 0) return null
  return (
    <Table
      caption={caption}
      rows={values}
      rowKey={(value) => `${value.where} ${value.name}`}
      columns={[
        { heading: t.apiName, kind: 'code', cell: (value) => <span className="code">{value.name}</span> },
        { heading: t.apiWhere, kind: 'code', cell: (value) => value.where },
        { heading: t.apiType, kind: 'code', cell: (value) => <span className="code">{value.type}</span> },
        { heading: t.apiMeaning, cell: (value) => meaning(value, words.required) },
      ]}
    />
  )
}

function meaning(value: ApiValue, required: string): ReactNode {
  return (
    <>
      {value.required && <span className="quiet">{required} </span>}
      <bdi lang="en">{value.meaning}</bdi>
    </>
  )
}
