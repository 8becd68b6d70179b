import { fold } from '#lib/persian/fold.ts'

/** A code as it is indexed and searched: folded, with letters and digits only (`978-964-…` is one word). */
export function codeOf(text: string): string {
  return fold(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
