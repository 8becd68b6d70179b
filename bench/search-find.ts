import { parseArgs } from 'node:util'
import { find } from '#areas/catalogue/service/search/finding.ts'
import { percentile } from '#bench/search/measure.ts'
import { OwnEngine } from '#bench/search/own-engine.ts'
import { aShelf } from '#bench/search/persian-records.ts'

// What a reader waits for: a known title as it stands, in Arabic keyboard letters, with one slip of the finger, and in Latin
// letters, each as the catalogue searches it (goal: 50 ms among a million). One reader at a time, as a server answers, without a page.
const { values: options } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, queries: { type: 'string', default: '100' } },
})
const RECORDS = Number(options.records)
const QUERIES = Number(options.queries)
const FACETS = { publisher: 10, year: 10, subject: 10 }

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  'ا=a آ=a ب=b پ=p ت=t ث=s ج=j چ=ch ح=h خ=kh د=d ذ=z ر=r ز=z ژ=zh س=s ش=sh ص=s ض=z ط=t ظ=z ع=a غ=gh ف=f ق=gh ک=k گ=g ل=l م=m ن=n و=u ه=h ی=i'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'ي and ك': (text) => text.replaceAll('ی', 'ي').replaceAll('ک', 'ك'),
  'one slip': (text) => {
    const longest = text.split(' ').sort((a, b) => b.length - a.length)[0]!
    return text.replace(longest, longest.slice(0, 2) + longest.slice(3))
  },
  Latin: (text) => Array.from(text, (letter) => LATIN[letter] ?? letter).join(''),
}

const shelf = aShelf()
const engine = new OwnEngine(shelf, RECORDS, 2)
await engine.load()
console.log(`${RECORDS} records, ${QUERIES} known titles (three words and the first author's last name)`)
for (const [name, spelt] of Object.entries(SPELLINGS)) {
  let times: number[] = []
  let found = 0
  // Once to warm up: a server has been asked before.
  for (let at = -QUERIES; at < QUERIES; at++) {
    if (at === 0) [times, found] = [[], 0]
    const { id, fields } = shelf.record((Math.abs(at) * 7_919) % RECORDS)
    const text = spelt(`${fields.title![0]!.split(' ').slice(0, 3).join(' ')} ${fields.author![0]!.split(' ').at(-1)}`)
    const started = performance.now()
    const { hits } = await find(engine.finder, { text, facets: FACETS, limit: 10 })
    times.push(performance.now() - started)
    if (hits.some((hit) => hit.id === id)) found++
  }
  const ms = (share: number): string => percentile(times, share).toFixed(1).padStart(7)
  console.log(
    `${name.padEnd(10)} p50 ${ms(0.5)} ms   p95 ${ms(0.95)} ms   in the first ten ${Math.round((100 * found) / QUERIES)} %`,
  )
}
await engine.close()
