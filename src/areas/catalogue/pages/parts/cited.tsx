import type { ReactNode } from 'react'
import { type Cited, coins } from '#lib/formats/coins.ts'

/** What reference managers take from a page (COinS, and the id by which unAPI gives the whole record); people see nothing. */
export function CitedForMachines({ cited, id }: { cited: Cited; id: string }): ReactNode {
  const urn = `urn:uuid:${id}`
  return (
    <>
      <span className="Z3988" title={coins(cited, urn)} hidden />
      <abbr className="unapi-id" title={urn} hidden />
    </>
  )
}
