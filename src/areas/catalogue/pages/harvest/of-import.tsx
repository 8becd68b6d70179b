import type { ReactNode } from 'react'
import type { HarvestRow } from '#areas/catalogue/store/harvest/harvests.ts'
import { Form } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { Notice } from '#ui/page/pieces.tsx'
import { useHarvestText } from './sources.tsx'

/** What the page of an import knows of the harvest that brought it. */
export type HarvestOfImport = Pick<HarvestRow, 'sourceId' | 'state'>

/** Records that no file brought: what stopped their harvest, and the way to go on with it. */
export function OfHarvest(props: {
  harvest: HarvestOfImport
  fault: { reason: string; advice: string } | null
}): ReactNode {
  const t = useHarvestText()
  const { harvest, fault } = props
  if (harvest.state !== 'stopped' && harvest.state !== 'refused') return null
  const isStopped = harvest.state === 'stopped'
  return (
    <Notice tone={isStopped ? 'attention' : 'danger'} title={isStopped ? t.stoppedTitle : t.refusedTitle}>
      {fault && <p>{fault.reason}</p>}
      <p>{isStopped ? t.advice.passing : fault?.advice}</p>
      <Actions>
        {isStopped && (
          <Form action={`/staff/harvests/${harvest.sourceId}/run`} compact>
            <Button kind="primary">{t.goOn}</Button>
          </Form>
        )}
        {!isStopped && <ToSource harvest={harvest} />}
      </Actions>
    </Notice>
  )
}

/** The way from an import to the address its records came from. */
export function ToSource({ harvest }: { harvest: HarvestOfImport }): ReactNode {
  return (
    <LinkButton to={`/staff/harvests/${harvest.sourceId}`} kind="quiet">
      {useHarvestText().toSource}
    </LinkButton>
  )
}
