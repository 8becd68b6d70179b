import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { OutgoingFault } from './fault.ts'

/** Addresses that are inside somebody's house: loopback, private, link-local, shared, reserved. IANA special-purpose registries. */
const INSIDE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  INSIDE.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  INSIDE.addSubnet(net, bits, 'ipv6')
}

/** True for an address that the open internet cannot reach, also one of IPv4 written as IPv6. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return isInside(mapped)
  const family = isIP(address)
  return family === 0 || INSIDE.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether the operator allows this host although it lies inside: `host`, or `host:port` for that port alone. */
const isAllowed = (url: URL, allowed: readonly string[]) =>
  allowed.includes(hostOf(url)) ||
  allowed.includes(`${hostOf(url)}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`)

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').toLowerCase()

/**
 * Checks an address before it is asked: http or https, no name and password in it, and no host inside. A name is looked up
 * by `lookupOutside` when the connection is made, so it cannot point elsewhere in between.
 */
export function checkUrl(text: string, allowed: readonly string[]): URL {
  if (!URL.canParse(text)) throw new OutgoingFault('address', { url: text.slice(0, 200) })
  const url = new URL(text)
  const shown = url.href.slice(0, 200)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutgoingFault('scheme', { url: shown })
  if (url.username !== '' || url.password !== '') throw new OutgoingFault('credentials', { host: url.host })
  const host = hostOf(url)
  if (isIP(host) !== 0 && isInside(host) && !isAllowed(url, allowed)) {
    throw new OutgoingFault('inside', { host: url.host })
  }
  return url
}

/** How the name of `url` is looked up for its connection: every address it has must be outside. */
export function lookupOutside(url: URL, allowed: readonly string[]): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '')
      if (!isAllowed(url, allowed) && addresses.some(({ address }) => isInside(address))) {
        return callback(new OutgoingFault('inside', { host: url.host }) as NodeJS.ErrnoException, '')
      }
      if (options.all) return callback(null, addresses)
      const [first] = addresses
      return callback(null, first?.address ?? '', first?.family)
    })
  }
}
