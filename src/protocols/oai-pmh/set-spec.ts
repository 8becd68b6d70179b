const PLAIN = /^[A-Za-z0-9\-_.!*'()]$/

/**
 * A network's or library's code as a part of a setSpec: what the protocol does not allow there stands as `~` and the two
 * hexadecimal digits of each UTF-8 byte.
 */
export function specPart(code: string): string {
  return [...code]
    .map((char) =>
      PLAIN.test(char) ? char : [...Buffer.from(char)].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
    )
    .join('')
}

/** The codes of a setSpec, network first; null for one that is not written as ours are. */
export function codesOf(spec: string): { network: string; library: string | null } | null {
  const codes = spec.split(':').map((part) =>
    Buffer.from(
      part.replace(/~([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString('utf8'),
  )
  const [network = '', library = null] = codes
  if (codes.length > 2 || codes.map(specPart).join(':') !== spec) return null
  return { network, library }
}
