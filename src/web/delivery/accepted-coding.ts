/** The coding of ours that `Accept-Encoding` takes, the smaller first; one with `q=0` is refused (RFC 9110 §12.5.3). */
export function acceptedCoding(header: string | undefined): 'br' | 'gzip' | null {
  const offers = (header ?? '').split(',').map((one) => one.split(';').map((part) => part.trim().toLowerCase()))
  const isTaken = (coding: string) =>
    offers.some(([name, ...rest]) => name === coding && !rest.some((part) => /^q\s*=\s*0(\.0*)?$/.test(part)))
  return isTaken('br') ? 'br' : isTaken('gzip') ? 'gzip' : null
}
