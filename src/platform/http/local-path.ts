/**
 * A path on this site, safe to redirect to: `//evil`, `/\evil`, `https:…` and control characters become `/`.
 *
 * Use it for every address that came from outside (`?next=`).
 */
export function localPath(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])/.test(path) || /[\u0000-\u001f\u007f\\]/.test(path)) return '/'
  const here = 'http://here.invalid'
  if (!URL.canParse(path, here)) return '/'
  const url = new URL(path, here)
  // `/..//evil` comes out of the parser as `//evil`, which a browser takes for a host.
  const leadsAway = url.origin !== here || url.pathname.startsWith('//')
  return leadsAway ? '/' : `${url.pathname}${url.search}${url.hash}`
}
