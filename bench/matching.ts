// Made records through the whole of `peyvand match` (read, card, keys, candidates, verdicts, groups) at growing sizes; three
// in ten describe a book that another record describes too, otherwise typed; one book in forty is a volume of a set. The
// peer compares titles by Levenshtein distance, all with all, as duplicate finders without keys do: its time is measured on
// a small part and told for the whole.

import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { readMarc } from '#lib/marc/read.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { evaluate } from '#lib/matching/evaluation/evaluate.ts'
import { edits } from '#lib/matching/features/edits.ts'
import { RecordGrouper } from '#lib/matching/grouping/group-records.ts'
import { madeBook } from './matching/made-books.ts'

const SIZES = (process.env.PEYVAND_BENCH_SIZES ?? '10000,100000').split(',').map(Number)
const PEER = 3000
const PIECE = 500

async function* pieces(count: number, books: Int32Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < count; from += PIECE) {
    const made = Array.from({ length: Math.min(PIECE, count - from) }, (_, at) => madeBook(from + at, count))
    for (const [at, { book }] of made.entries()) books[from + at] = book
    const bytes = Buffer.concat(made.map(({ record }) => writeIso2709(record)))
    yield bytes
  }
}

async function measure(count: number) {
  const books = new Int32Array(count)
  const grouper = new RecordGrouper()
  let [reading, most] = [0, 0]
  for await (const batch of readMarc(pieces(count, books))) {
    const started = process.cpuUsage()
    for (const item of batch) if (item.kind === 'record') grouper.add(readCard(item.record, item.family))
    const { user, system } = process.cpuUsage(started)
    reading += (user + system) / 1e6
    most = Math.max(most, process.memoryUsage.rss())
  }
  const started = process.cpuUsage()
  const { group, asks, comparedPairs, cappedKeys } = grouper.finish(() => {
    most = Math.max(most, process.memoryUsage.rss())
  })
  const { user, system } = process.cpuUsage(started)
  const row = (at: number) => ({ file: 'made', record: String(at), controlNumber: '', group: String(group[at]) })
  const truth = new Map(Array.from(books, (book, at) => [`made\t${at}`, String(book)]))
  const { precision, recall } = evaluate(
    Array.from(books, (_, at) => row(at)),
    truth,
  )
  let mixed = 0
  for (const [at, first] of group.entries()) if (books[at] !== books[first]) mixed++
  return {
    count,
    reading,
    grouping: (user + system) / 1e6,
    most,
    comparedPairs,
    capped: cappedKeys.length,
    asks: asks.length,
    precision,
    recall,
    mixed,
  }
}

/** Seconds that comparing every title with every other would take, from a part of them. */
function peer(count: number): number {
  const titles = Array.from({ length: PEER }, (_, at) => {
    const field = madeBook(at, PEER).record.fields.find(({ tag }) => tag === '245')
    return field && 'subfields' in field ? (field.subfields[0]?.value ?? '') : ''
  })
  const started = process.cpuUsage()
  let alike = 0
  for (let i = 0; i < PEER; i++) {
    for (let j = i + 1; j < PEER; j++) if (edits(titles[i]!, titles[j]!, 3) <= 3) alike++
  }
  const { user, system } = process.cpuUsage(started)
  if (alike === 0) throw new Error('the peer found nothing alike')
  return ((user + system) / 1e6) * (count / PEER) ** 2
}

const n = (value: number): string => Math.round(value).toLocaleString('en')
console.log(
  'records | cards/s | grouping, s | records/s in all | memory, MB | pairs compared | asks | capped keys | precision | recall | peer, s',
)
for (const size of SIZES) {
  const one = await measure(size)
  console.log(
    [
      n(size),
      n(size / one.reading),
      one.grouping.toFixed(1),
      n(size / (one.reading + one.grouping)),
      n(one.most / 1e6),
      n(one.comparedPairs),
      n(one.asks),
      n(one.capped),
      one.precision.toFixed(4),
      one.recall.toFixed(4),
      n(peer(size)),
    ].join(' | '),
  )
  if (one.mixed > 0) console.log(`  ${n(one.mixed)} records stand in a group with another book`)
}
