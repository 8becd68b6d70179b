import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { fold } from '#lib/persian/fold.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { sortKey } from '#lib/persian/sort-key.ts'

const shared = process.env.PEYVAND_SHARED ?? '../shared'
const paragraphs = `${shared}/data/persian/ir-docs.tsv.gz`
const sample = 'کتاب‌های خطی آستان قدس رضوی: مجموعهٔ مقاله‌ها / نوشته علي رضائي؛ ج. ۲ = al-Kitāb al-thānī (1382)'

/** Runs `work` over all texts for about a second and gives megabytes of UTF-8 per second of processor time. */
function speed(texts: readonly string[], work: (text: string) => unknown): number {
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const pass = () => {
    for (const text of texts) work(text)
  }
  pass()
  const start = process.cpuUsage()
  let passes = 0
  let used = 0
  do {
    pass()
    passes++
    used = process.cpuUsage(start).user / 1e6
  } while (used < 1)
  return (size * passes) / 1e6 / used
}

// The peer: what most catalogues run, a chain of library calls and regular expressions that does less.
function chain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u064b-\u065f\u0670\u0640\u200c\u200d]/g, '')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[ةۀ]/g, 'ه')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ؤ/g, 'و')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const sets: [string, string[]][] = [['a catalogue line, 1,000 times', Array.from({ length: 1000 }, () => sample)]]
if (existsSync(paragraphs)) {
  const lines = gunzipSync(readFileSync(paragraphs)).toString('utf8').trim().split('\n')
  const texts = lines.map((line) => line.slice(line.indexOf('\t') + 1))
  sets.push(['2,250 paragraphs', texts])
  sets.push(['their words, one by one', texts.slice(0, 200).flatMap((text) => text.split(' '))])
}
sets.push(['romanised titles', Array.from({ length: 1000 }, () => 'al-Kitāb al-thānī fī tārīkh Īrān, juzʼ 2')])
sets.push(['ASCII, folded already', Array.from({ length: 1000 }, () => 'the shahnameh of firdausi 1382')])

console.table(
  sets.map(([text, texts]) => ({
    text,
    'fold MB/s': Number(speed(texts, fold).toFixed(1)),
    'regex chain MB/s': Number(speed(texts, chain).toFixed(1)),
    'searchTerms MB/s': Number(speed(texts, searchTerms).toFixed(1)),
    'sortKey MB/s': Number(speed(texts, sortKey).toFixed(1)),
  })),
)
