import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import type { Description } from './description.ts'
import { describeMarc21 } from './marc21.ts'
import { describeUnimarc } from './unimarc.ts'

/**
 * Describes a record of any family in one shape, for a catalogue to show, index and group.
 *
 * Texts come without ISBD punctuation; identifiers stay as written. Nothing is refused: what a record lacks is null or empty.
 */
export function describe(record: MarcRecord, family: MarcFamily): Description {
  return family === 'marc21' ? describeMarc21(record) : describeUnimarc(record, family)
}
