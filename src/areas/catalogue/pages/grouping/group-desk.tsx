import type { ReactNode } from 'react'
import { ControlNumber, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { GroupDesk, GroupMember } from '#areas/catalogue/service/grouping/group-desk.ts'
import { type Column, Table } from '#ui/data/table.tsx'
import { Isolated, useNumber } from '#ui/data/values.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { Badge, PageHead, Section } from '#ui/page/pieces.tsx'
import { DecisionTable } from './decisions.tsx'
import { useGroupingText, usePercent } from './pieces.tsx'

/** The records of one edition, each with the button that takes it out; two editions joined or kept apart; what was decided. */
export function GroupDeskPage({ group, form = {} }: { group: GroupDesk; form?: FormState }): ReactNode {
  const t = useGroupingText()
  const number = useNumber()
  const here = `/staff/editions/${group.id}`
  return (
    <>
      <PageHead
        title={<Isolated>{group.title}</Isolated>}
        lead={t.groupDeskLead}
        kicker={t.groupDesk}
        trail={[{ label: t.decisions, to: '/staff/decisions' }]}
        actions={group.isPublic && <LinkButton to={`/editions/${group.id}`}>{t.seeEdition}</LinkButton>}
      />
      <Members group={group} here={here} />
      {group.count > group.members.length && <p className="quiet">{t.groupDeskMore(number(group.members.length))}</p>}
      {group.members.some((one) => one.isOwn) && (
        <Section title={t.twoEditions}>
          <p className="form-lead">{t.twoEditionsLead}</p>
          <Form action={`${here}/with`} errors={form.errors ?? {}} typed={form.typed ?? {}}>
            <TextField name="edition" label={t.placeField} hint={t.placeHint} required maxLength={500} />
            <TextField name="note" label={t.why} maxLength={300} />
            <Actions>
              <Button name="outcome" value="apart">
                {t.keepApart}
              </Button>
              {group.canJoin && (
                <Button name="outcome" value="join" kind="plain">
                  {t.joinEditions}
                </Button>
              )}
            </Actions>
            {!group.canJoin && <p className="hint">{t.joinByOfficers}</p>}
          </Form>
        </Section>
      )}
      {group.decisions.length > 0 && (
        <Section title={t.decisions}>
          <DecisionTable decisions={group.decisions} back={here} />
        </Section>
      )}
    </>
  )
}

function Members({ group, here }: { group: GroupDesk; here: string }): ReactNode {
  const t = useGroupingText()
  const s = useStaffText()
  const columns: Column<GroupMember>[] = [
    { heading: s.record, cell: (one) => <MemberName of={one} /> },
    { heading: s.library, cell: (one) => <Isolated>{one.library}</Isolated> },
    { heading: s.controlNumber, cell: (one) => <ControlNumber number={one.row.controlNumber} /> },
    { heading: t.placement, cell: (one) => <Placed of={one} isAlone={group.count === 1} /> },
    {
      heading: t.decisionColumn,
      kind: 'actions',
      cell: (one) => one.isOwn && <MemberActions of={one} here={here} isAlone={group.count === 1} />,
    },
  ]
  return (
    <Table caption={t.groupDesk} captionHidden columns={columns} rows={group.members} rowKey={(one) => one.row.id} />
  )
}

function MemberName({ of: { row, title, isOwn } }: { of: GroupMember }): ReactNode {
  const t = useGroupingText()
  const name = <Isolated>{title}</Isolated>
  return (
    <>
      {isOwn ? <Link to={`/staff/records/${row.id}`}>{name}</Link> : name}{' '}
      {row.suppressedAt !== null && <Badge tone="attention">{t.hidden}</Badge>}
    </>
  )
}

// The words of the record's own page tell it feature by feature.
function Placed({ of: { row }, isAlone }: { of: GroupMember; isAlone: boolean }): ReactNode {
  const t = useGroupingText()
  const percent = usePercent()
  if (row.placedBy === 'person') return <Isolated>{t.placedByPerson(row.placement.by ?? '')}</Isolated>
  if (isAlone || row.placement.score === undefined) return <span className="quiet">{t.placedFirst}</span>
  return t.likeness(percent(row.placement.score))
}

function MemberActions({ of: { row, title }, here, isAlone }: { of: GroupMember; here: string; isAlone: boolean }) {
  const t = useGroupingText()
  const back = `?back=${encodeURIComponent(here)}`
  return (
    <Actions>
      {!isAlone && (
        <Form action={`/staff/records/${row.id}/split${back}`} compact>
          <Button kind="plain" small aria-label={t.takeOutOf(title)}>
            {t.takeOut}
          </Button>
        </Form>
      )}
      {row.placedBy === 'machine' && !isAlone && (
        <Form action={`/staff/records/${row.id}/pin${back}`} compact>
          <Button kind="quiet" small aria-label={t.pinOf(title)}>
            {t.pin}
          </Button>
        </Form>
      )}
      <LinkButton to={`/staff/records/${row.id}/place`} kind="quiet" small>
        {t.place}
      </LinkButton>
    </Actions>
  )
}
