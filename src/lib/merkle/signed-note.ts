import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { Refusal } from '#lib/refusal.ts'

// C2SP signed-note: Ed25519 is signature type 1; a key id is the first four bytes of SHA-256(name ‖ LF ‖ type ‖ key).
const ED25519 = 0x01
const KEY_ID_LENGTH = 4

/** Someone who signs notes: a key name (no spaces, no plus) and an Ed25519 private key. */
export interface NoteSigner {
  name: string
  privateKey: KeyObject
}

/** Someone whose signature can be checked. */
export interface NoteVerifier {
  name: string
  keyId: Uint8Array
  publicKey: KeyObject
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from((key.export({ format: 'jwk' }) as { x: string }).x, 'base64url')
}

function keyIdOf(name: string, raw: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(ED25519), raw])
  return hash('sha256', named, 'buffer').subarray(0, KEY_ID_LENGTH)
}

function malformed(reason: string): Refusal {
  return new Refusal('invalid', 'journal.note-malformed', { reason })
}

/** The public text form of a signer's key, `name+keyid+base64`, as C2SP signed-note writes verifier keys. */
export function verifierKey(signer: NoteSigner): string {
  const raw = rawPublicKey(createPublicKey(signer.privateKey as never))
  const id = Buffer.from(keyIdOf(signer.name, raw)).toString('hex')
  return `${signer.name}+${id}+${Buffer.concat([Buffer.of(ED25519), raw]).toString('base64')}`
}

/** Reads `name+keyid+base64`; refuses `journal.key-malformed` for anything else. */
export function readVerifierKey(text: string): NoteVerifier {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim())
  const name = match?.[1] ?? ''
  const key = Buffer.from(match?.[3] ?? '', 'base64')
  const raw = key.subarray(1)
  const keyId = keyIdOf(name, raw)
  if (!match || key[0] !== ED25519 || raw.length !== 32 || Buffer.from(keyId).toString('hex') !== match[2]) {
    throw new Refusal('invalid', 'journal.key-malformed', {})
  }
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  })
  return { name, keyId, publicKey }
}

/** Makes a signer of an Ed25519 key in PKCS #8 PEM; refuses `journal.key-malformed`. */
export function readSigner(name: string, pem: string): NoteSigner {
  try {
    const privateKey = createPrivateKey(pem)
    if (privateKey.asymmetricKeyType === 'ed25519') return { name, privateKey }
  } catch {
    // Node's own message may quote key material: the refusal says only that the key cannot be read.
  }
  throw new Refusal('invalid', 'journal.key-malformed', {})
}

/** Signs `text` (it must end with a newline) and returns the whole signed note. */
export function signNote(text: string, signer: NoteSigner): string {
  if (!text.endsWith('\n')) throw new RangeError('the text of a note ends with a newline')
  const raw = rawPublicKey(createPublicKey(signer.privateKey as never))
  const signature = sign(null, Buffer.from(text, 'utf8'), signer.privateKey)
  const line = Buffer.concat([keyIdOf(signer.name, raw), signature]).toString('base64')
  return `${text}\n— ${signer.name} ${line}\n`
}

interface Signature {
  name: string
  keyId: Uint8Array
  bytes: Uint8Array
}

function readSignatures(block: string): Signature[] {
  return block
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const match = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line)
      if (!match) throw malformed('signature-line')
      const bytes = Buffer.from(match[2] ?? '', 'base64')
      if (bytes.length <= KEY_ID_LENGTH) throw malformed('signature-line')
      return { name: match[1] ?? '', keyId: bytes.subarray(0, KEY_ID_LENGTH), bytes: bytes.subarray(KEY_ID_LENGTH) }
    })
}

/**
 * Splits a signed note and checks it: at least one signature must be by a known verifier, and none by a known one may be
 * wrong. Returns the text and the names that signed. Refuses `journal.note-malformed`, `journal.note-unsigned` (no known
 * key signed it) and `journal.note-forged` (a known key's signature does not fit). C2SP signed-note.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): { text: string; signedBy: string[] } {
  const cut = note.lastIndexOf('\n\n')
  if (cut === -1 || !note.endsWith('\n') || note.length <= cut + 2) throw malformed('no-signature')
  const text = note.slice(0, cut + 1)
  const signedBy: string[] = []
  for (const signature of readSignatures(note.slice(cut + 2))) {
    const known = verifiers.find((v) => v.name === signature.name && Buffer.compare(v.keyId, signature.keyId) === 0)
    if (!known) continue
    if (!verify(null, Buffer.from(text, 'utf8'), known.publicKey, signature.bytes)) {
      throw new Refusal('invalid', 'journal.note-forged', { name: known.name })
    }
    signedBy.push(known.name)
  }
  if (signedBy.length === 0) throw new Refusal('invalid', 'journal.note-unsigned', {})
  return { text, signedBy }
}
