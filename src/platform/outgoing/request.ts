import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import { OutgoingFault } from './fault.ts'
import { checkUrl, lookupOutside } from './guard.ts'

/** How long and how much is borne. */
export interface OutgoingLimits {
  /** Milliseconds without a byte, the connection and the first one included. */
  silence: number
  /** Milliseconds for one answer altogether. */
  total: number
  /** Bytes of an answer, unpacked. */
  size: number
}

/** What is asked for, and how. */
export interface Asking {
  limits: OutgoingLimits
  /** Hosts that may lie inside (see `checkUrl`). */
  allowed: readonly string[]
  signal: AbortSignal
  accept?: string
}

/** An answer, whatever its status. */
export interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  /** Where it came from in the end. */
  url: string
}

const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** A body that grows more than this many times over is a bomb: XML compresses 5 to 60 times. */
const MAX_RATIO = 400
const JUDGED_AFTER = 4_000_000

/**
 * Asks a server outside by GET. Redirects are followed, each checked like the first address; nothing inside is ever asked.
 * Throws `OutgoingFault` for everything that is no answer, and the signal's reason when it is aborted.
 */
export async function askOutside(address: string, asking: Asking): Promise<Answer> {
  let next = address
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const url = checkUrl(next, asking.allowed)
    const { to, answer } = await askOnce(url, asking)
    if (to === null) return answer
    if (!URL.canParse(to, url)) throw new OutgoingFault('address', { url: to.slice(0, 200) })
    next = new URL(to, url).href
  }
  throw new OutgoingFault('redirects', { limit: MOST_REDIRECTS })
}

async function askOnce(url: URL, asking: Asking): Promise<{ to: string | null; answer: Answer }> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(timeout(url, asking.limits.total)), asking.limits.total)
  const leave = () => stop.abort(asking.signal.reason)
  asking.signal.addEventListener('abort', leave, { once: true })
  if (asking.signal.aborted) leave()
  try {
    const response = await open(url, asking, stop)
    const { statusCode: status = 0, headers } = response
    const { location } = headers
    if (REDIRECTS.has(status) && location !== undefined) {
      response.destroy()
      return { to: location, answer: { status, headers, body: Buffer.alloc(0), url: url.href } }
    }
    const body = await bodyOf(response, url, asking.limits)
    return { to: null, answer: { status, headers, body, url: url.href } }
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason
    throw faultOf(error, url)
  } finally {
    clearTimeout(late)
    asking.signal.removeEventListener('abort', leave)
  }
}

const timeout = (url: URL, ms: number) =>
  new OutgoingFault('timeout', { host: url.host, seconds: Math.ceil(ms / 1000) })

function open(url: URL, { limits, allowed, accept = '*/*' }: Asking, stop: AbortController): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      {
        lookup: lookupOutside(url, allowed),
        headers: { 'user-agent': 'Peyvand (library union catalogue)', accept, 'accept-encoding': 'gzip, deflate' },
        agent: false,
        signal: stop.signal,
      },
      resolve,
    )
    request.setTimeout(limits.silence, () => stop.abort(timeout(url, limits.silence)))
    request.once('error', reject)
  })
}

async function bodyOf(response: IncomingMessage, url: URL, limits: OutgoingLimits): Promise<Buffer> {
  const said = Number(response.headers['content-length'])
  if (said > limits.size) {
    response.destroy()
    throw new OutgoingFault('too-large', { host: url.host, limit: limits.size })
  }
  let packed = 0
  response.on('data', (chunk: Buffer) => {
    packed += chunk.length
  })
  const stream = unpacked(response)
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limits.size) throw new OutgoingFault('too-large', { host: url.host, limit: limits.size })
      if (size > JUDGED_AFTER && stream !== response && size > packed * MAX_RATIO) {
        throw new OutgoingFault('bomb', { host: url.host, ratio: Math.round(size / packed) })
      }
      parts.push(chunk)
    }
  } finally {
    response.destroy()
  }
  return Buffer.concat(parts)
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' || encoding === '') return response
  const unzip =
    encoding === 'gzip' || encoding === 'x-gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : null
  if (unzip === null) {
    response.destroy()
    throw new OutgoingFault('encoding', { encoding: encoding.slice(0, 40) })
  }
  response.once('error', (error) => unzip.destroy(error))
  return response.pipe(unzip)
}

function faultOf(error: unknown, url: URL): OutgoingFault {
  if (error instanceof OutgoingFault) return error
  const { cause } = error as { cause?: unknown }
  if (cause instanceof OutgoingFault) return cause
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const facts = { host: url.host }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new OutgoingFault('unknown-host', facts)
  if (/CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO|EPROTO/.test(code)) return new OutgoingFault('certificate', facts)
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT') {
    return new OutgoingFault('unreachable', facts)
  }
  return new OutgoingFault('broken-off', facts)
}
