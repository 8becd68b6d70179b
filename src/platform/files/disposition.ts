// Path separators, what file systems refuse, control characters, and the marks that reorder text (a name may hide its ending).
const UNSAFE = /[\\/:*?"<>|\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const LONGEST = 180

/** A file name that is safe to offer and to show: Persian stays, ZWNJ too; never empty, never only dots. */
export function safeFileName(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replace(UNSAFE, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+/, '')
  if (clean === '') return 'file'
  const letters = Array.from(clean)
  if (letters.length <= LONGEST) return clean
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? ''
  return letters.slice(0, LONGEST - ending.length).join('') + ending
}

/** The media type a sender named, or `application/octet-stream` when it is none (RFC 6838 §4.2). */
export function safeMediaType(given: string): string {
  const name = /^\s*([A-Za-z0-9][\w!#$&^.+-]{0,126}\/[A-Za-z0-9][\w!#$&^.+-]{0,126})\s*(;|$)/.exec(given)?.[1]
  return name?.toLowerCase() ?? 'application/octet-stream'
}

/** The Content-Disposition header that offers a file under its own name, in any script (RFC 6266, RFC 5987 §3.2). */
export function contentDisposition(name: string, how: 'attachment' | 'inline' = 'attachment'): string {
  const safe = safeFileName(name)
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  const plain = /^[\x20-\x7e]+$/.test(safe) ? safe : `file${/\.[A-Za-z0-9]{1,8}$/.exec(safe)?.[0] ?? ''}`
  return `${how}; filename="${plain.replace(/[%;]/g, '_')}"; filename*=UTF-8''${encoded}`
}
