import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#lib/refusal.ts'
import { type Checkpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { openNote, readSigner, readVerifierKey, signNote, verifierKey } from './signed-note.ts'
import { leafHash } from './tree.ts'

// The example of Go's sumdb/note package, from which C2SP signed-note was written down.
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

const signer = (name: string) => ({ name, privateKey: generateKeyPairSync('ed25519').privateKey })
const refused = (code: string) => (error: unknown) => isRefusal(error) && error.code === code

describe('signed notes', () => {
  test("Go's example opens", () => {
    const { text, signedBy } = openNote(NOTE, [readVerifierKey(NEUMANN)])
    assert.ok(text.endsWith('what your problem is.\n'))
    assert.deepEqual(signedBy, ['PeterNeumann'])
  })

  test('a changed text, a missing signature and an unknown key are told apart', () => {
    const known = [readVerifierKey(NEUMANN)]
    assert.throws(() => openNote(NOTE.replace('your problem', 'my problem'), known), refused('journal.note-forged'))
    assert.throws(() => openNote('a text\n', known), refused('journal.note-malformed'))
    assert.throws(() => openNote('a text\n\nsigned by me\n', known), refused('journal.note-malformed'))
    assert.throws(() => openNote(signNote('a text\n', signer('another')), known), refused('journal.note-unsigned'))
  })

  test('a key survives its text form, and a key with another name or id is refused', () => {
    const own = signer('peyvand.example/journal')
    const verifier = readVerifierKey(verifierKey(own))
    assert.deepEqual(openNote(signNote('سلام\n', own), [verifier]).signedBy, [own.name])
    assert.throws(() => readVerifierKey(verifierKey(own).replace('peyvand', 'other')), refused('journal.key-malformed'))
    for (const text of ['', 'a+b', 'a+00000000+AAAA']) {
      assert.throws(() => readVerifierKey(text), refused('journal.key-malformed'))
    }
  })

  test('a signing key comes from PEM, and only an Ed25519 one', () => {
    const pem = (type: 'ed25519' | 'x25519') =>
      (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
        .export({ format: 'pem', type: 'pkcs8' })
        .toString()
    assert.equal(readSigner('us', pem('ed25519')).name, 'us')
    assert.throws(() => readSigner('us', pem('x25519')), refused('journal.key-malformed'))
    assert.throws(() => readSigner('us', 'not a key'), refused('journal.key-malformed'))
  })
})

describe('checkpoints', () => {
  const own = signer('peyvand.example/journal')
  const verifiers = [readVerifierKey(verifierKey(own))]
  const checkpoint: Checkpoint = { origin: own.name, size: 20_852_163, root: leafHash('x'), extensions: [] }

  test('what is signed is what is read', () => {
    const note = signCheckpoint({ ...checkpoint, extensions: ['made 1404-06-12'] }, own)
    const lines = note.split('\n')
    assert.deepEqual(lines.slice(0, 2), ['peyvand.example/journal', '20852163'])
    assert.equal(lines[4], '')
    assert.deepEqual(openCheckpoint(note, verifiers), { ...checkpoint, extensions: ['made 1404-06-12'] })
  })

  const bad = [
    '',
    'a',
    'a\n1\n',
    'a\n01\nAAAA\n',
    'a\n-1\nAAAA\n',
    `\n1\n${'A'.repeat(43)}=\n`,
    `a\n1\n${'A'.repeat(44)}\n`,
  ]
  for (const text of bad) {
    test(`refused: ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseCheckpoint(text), refused('journal.checkpoint-malformed'))
    })
  }

  test('no text, however damaged, is a fault', () => {
    const note = signCheckpoint(checkpoint, own)
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.string({ unit: 'binary', maxLength: 3 }), (at, put) => {
        const damaged = note.slice(0, at) + put + note.slice(at + 1)
        if (damaged === note) return
        try {
          openCheckpoint(damaged, verifiers)
          // Base64 leaves spare bits at the end of the signature line; the text itself is always the signed one.
          assert.ok(damaged.startsWith(note.slice(0, note.indexOf('\n\n'))))
        } catch (error) {
          assert.ok(isRefusal(error), String(error))
        }
      }),
      { numRuns: 1000 },
    )
  })
})
