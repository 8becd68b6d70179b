import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { writeMarcXml, XML_HEAD } from '#lib/marc/marcxml/write.ts'
import { aPersianRecord, inPieces, isoBytes, whole } from '#tests/support/marc-records.ts'
import { type ReadOptions, readMarc } from './read.ts'
import type { MarcItem } from './record.ts'

const MB = 1_048_576
const good = isoBytes(aPersianRecord(1))
const goodXml = writeMarcXml(aPersianRecord(1))

async function read(source: AsyncIterable<Uint8Array>, options: ReadOptions = {}): Promise<MarcItem[]> {
  const items: MarcItem[] = []
  for await (const batch of readMarc(source, options)) items.push(...batch)
  return items
}

const codes = (items: readonly MarcItem[]) =>
  items.map((item) => (item.kind === 'refused' ? item.fault.code : 'record'))

/** `head`, then `piece` again and again up to `size` bytes, then `tail`: made as it is read. */
async function* long(head: Buffer | string, piece: Buffer | string, size: number, tail: Buffer | string = '') {
  yield Buffer.from(head)
  const part = Buffer.concat(Array.from({ length: Math.ceil(MB / piece.length) }, () => Buffer.from(piece)))
  for (let sent = 0; sent < size; sent += part.length) yield part
  yield Buffer.from(tail)
}

/** The most memory outside the heap (buffers) that reading `source` took above the start, in megabytes. */
async function memoryOf(source: AsyncIterable<Uint8Array>): Promise<{ items: MarcItem[]; megabytes: number }> {
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  async function* watched() {
    for await (const chunk of source) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
      yield chunk
    }
  }
  return { items: await read(watched()), megabytes: most / MB }
}

const FOREIGN: readonly [string, Buffer][] = [
  ['pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
  ['zip', Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1')],
  ['html', Buffer.from('<!DOCTYPE html><html></html>')],
  ['mnemonic', Buffer.from('=LDR  01234nam a2200289 a 4500\n=001  1\n')],
  ['image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
  ['text', Buffer.from('نام کتاب\tنویسنده\nبوستان\tسعدی\n')],
  ['utf-16', Buffer.from([0xff, 0xfe, 0x3c, 0x00, 0x72, 0x00])],
  ['gzip', gzipSync(gzipSync(good))],
]

for (const [looksLike, bytes] of FOREIGN) {
  test(`a foreign file (${looksLike}) is refused by what it looks like`, async () => {
    const [item, more] = await read(whole(bytes))
    assert.ok(item?.kind === 'refused' && more === undefined)
    assert.equal(item.fault.code, 'marc.not-marc')
    assert.equal(item.fault.facts.looksLike, looksLike)
  })
}

test('an empty file and one of blanks are called empty', async () => {
  for (const text of ['', '\n\n  \r\n', '\ufeff'])
    assert.deepEqual(codes(await read(whole(Buffer.from(text)))), ['marc.empty'])
})

test('random bytes are refused', async () => {
  for (let i = 0; i < 50; i++) {
    const items = await read(whole(Buffer.concat([Buffer.from([0x80]), randomBytes(5000)])))
    assert.ok(items.length > 0 && items.every(({ kind }) => kind === 'refused'))
  }
})

test('a gigabyte without a record terminator is passed over in bounded memory, and the record behind it is read', async () => {
  const { items, megabytes } = await memoryOf(long(good, 'a'.repeat(64), 1024 * MB, `\x1d${good.toString('utf8')}`))
  assert.deepEqual(codes(items), ['record', 'marc.record-too-large', 'record'])
  assert.equal(items[1]?.length, 1024 * MB + 1)
  assert.ok(megabytes < 400, `${megabytes} MB`)
})

test('one line of a gigabyte that is no MARC is refused after its first bytes', async () => {
  let asked = 0
  async function* line() {
    for (; asked < 1024; asked++) yield Buffer.alloc(MB, 'x')
  }
  assert.deepEqual(codes(await read(line())), ['marc.not-marc'])
  assert.ok(asked < 3, `${asked} MB were read`)
})

test('a record over the limit is refused alone', async () => {
  const options = { limits: { maxRecord: 1000 } }
  assert.deepEqual(codes(await read(whole(Buffer.concat([good, good])), options)), [
    'marc.record-too-large',
    'marc.record-too-large',
  ])
  assert.deepEqual(codes(await read(whole(Buffer.from(`${XML_HEAD}${goodXml}</collection>`)), options)), [
    'marc.record-too-large',
  ])
})

test('XML with a document type definition is refused before any entity is met', async () => {
  const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};&l${i};&l${i};&l${i};">`).join('')
  const xml = `<?xml version="1.0"?><!DOCTYPE c [<!ENTITY l0 "ha">${lol}]><collection>${goodXml.replace('بوستان', '&l9;')}</collection>`
  assert.deepEqual(codes(await read(whole(Buffer.from(xml)))), ['marc.xml-doctype'])
})

test('a million levels of XML are refused in bounded memory', async () => {
  for (const [head, piece] of [
    ['<a>', '<a>'],
    ['<collection><record><leader>', '<b>'],
  ] as const) {
    const { items, megabytes } = await memoryOf(long(head, piece, 3 * MB))
    assert.deepEqual(codes(items), ['marc.xml-too-deep'])
    assert.ok(megabytes < 40, `${megabytes} MB`)
  }
})

test('an attribute, a text and a comment of 64 MB are bounded', async () => {
  const attribute = await memoryOf(long('<collection><record a="', 'x', 64 * MB, '"/></collection>'))
  assert.deepEqual(codes(attribute.items), ['marc.xml-tag-long'])
  const inside = await memoryOf(
    long('<collection><record><leader>', 'x', 64 * MB, `</leader></record>${goodXml}</collection>`),
  )
  assert.deepEqual(codes(inside.items), ['marc.record-too-large', 'record'])
  const comment = await memoryOf(long('<collection><!--', ' - ', 64 * MB, `-->${goodXml}</collection>`))
  assert.deepEqual(codes(comment.items), ['record'])
  for (const { megabytes } of [attribute, inside, comment]) assert.ok(megabytes < 100, `${megabytes} MB`)
})

test('a JSON object of 64 MB and a million brackets are bounded', async () => {
  const { items, megabytes } = await memoryOf(long('{"leader":"', 'x', 64 * MB, '"}{"leader":"'))
  assert.deepEqual(codes(items), ['marc.record-too-large', 'marc.json-cut-short'])
  assert.ok(megabytes < 100, `${megabytes} MB`)
  assert.deepEqual(codes(await read(long('{"a":', '[', MB))), ['marc.json-malformed'])
})

test('a decompression bomb is stopped early, an honest repetitive file is not', async () => {
  const bomb = gzipSync(Buffer.concat([good, Buffer.alloc(64 * MB, 0x20)]))
  const items = await read(inPieces(bomb, 4096))
  assert.equal(codes(items).at(-1), 'marc.gzip-bomb')
  const honest = gzipSync(Buffer.concat(Array.from({ length: 2000 }, () => good)))
  assert.equal(codes(await read(whole(honest))).filter((code) => code === 'record').length, 2000)
  const limited = await read(whole(honest), { limits: { maxBytes: MB } })
  assert.equal(codes(limited).at(-1), 'marc.gzip-too-large')
})

test('a gzip cut short or damaged gives the records before the fault', async () => {
  const many = Buffer.concat(Array.from({ length: 400 }, (_, i) => isoBytes(aPersianRecord(i))))
  const packed = gzipSync(many)
  const cut = codes(await read(whole(packed.subarray(0, packed.length / 2))))
  assert.equal(cut.at(-1), 'marc.gzip-cut-short')
  assert.ok(cut.filter((code) => code === 'record').length > 50)
  const hurt = Buffer.from(packed)
  hurt.fill(0xff, packed.length - 5000, packed.length - 4000)
  assert.match(codes(await read(whole(hurt))).at(-1) ?? '', /^marc\.gzip-/)
})

test('a reader that stops early lets the source go', async () => {
  let closed = false
  async function* source() {
    try {
      for (;;) yield good
    } finally {
      closed = true
    }
  }
  for await (const _ of readMarc(source())) break
  assert.ok(closed)
})

test('an error of the source itself is thrown, not turned into a refusal', async () => {
  async function* failing() {
    yield good
    throw new Error('the disk is gone')
  }
  await assert.rejects(read(failing()), /the disk is gone/)
})

test('reading goes on from a byte offset with the same numbers', async () => {
  const file = Buffer.concat([good, good, good, good])
  const all = await read(whole(file))
  const rest = await read(inPieces(file, 700), { startOffset: good.length * 2 })
  assert.deepEqual(rest, all.slice(2))
})

test('an encoding that nobody knows is read as UTF-8, also one every object has a word for', async () => {
  for (const declared of ['constructor', 'toString', 'x-unknown', '']) {
    const head = `<?xml version="1.0" encoding="${declared}"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">`
    const items = await read(whole(Buffer.from(`${head}${goodXml}</collection>`)))
    assert.deepEqual(codes(items), ['record'], declared)
  }
})

test('a reference that no XML defines is refused, also one every object has a word for', async () => {
  const bad = goodXml.replace(/<subfield code="a">/, '$&&constructor;')
  const items = await read(whole(Buffer.from(`${XML_HEAD}${bad}</collection>`)))
  assert.deepEqual(codes(items), ['marc.xml-entity'])
})
