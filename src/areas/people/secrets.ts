import { createHash, randomBytes } from 'node:crypto'

/** Every program's key begins with this, so that people and secret scanners know one when they see it. */
export const KEY_START = 'peyvand_'

/** 256 random bits as 43 characters: nobody guesses one. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** The hash under which such a secret is kept. Plain SHA-256 is enough for what cannot be guessed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
