import { OaiFault, type OaiResponse, readOaiResponse } from '#lib/oai-pmh/response.ts'
import { isRefusal, Refusal, type RefusalFacts } from '#lib/refusal.ts'
import { OutgoingFault } from '#platform/outgoing/fault.ts'
import { type Answer, askOutside } from '#platform/outgoing/request.ts'
import type { HarvestLimits } from './limits.ts'

/** How a server is asked. */
export interface Asker {
  url: string
  allowed: readonly string[]
  limits: HarvestLimits
  signal: AbortSignal
  /** Told before every pause the server asked for, in seconds. */
  onPause(seconds: number): Promise<void>
}

/** Refusals after which asking again another time may help: the harvest stops and goes on where it was. */
const PASSING = new Set([
  'catalogue.harvest-timeout',
  'catalogue.harvest-unreachable',
  'catalogue.harvest-unknown-host',
  'catalogue.harvest-broken-off',
  'catalogue.harvest-cut-short',
  'catalogue.harvest-malformed',
  'catalogue.harvest-server-fault',
  'catalogue.harvest-asked-to-wait',
  'catalogue.harvest-token-refused',
])

export const isPassing = (error: unknown) => isRefusal(error) && PASSING.has(error.code)

/**
 * Asks one question of an OAI-PMH server. What may pass (silence, a cut answer, 5xx) is tried again, and a `Retry-After` is
 * obeyed. Refuses `catalogue.harvest-…` with a sentence for everything that is no answer.
 */
export async function ask(asker: Asker, question: Readonly<Record<string, string>>): Promise<OaiResponse> {
  const url = addressOf(asker.url, question)
  const { limits } = asker
  let fault: Refusal = new Refusal('conflict', 'catalogue.harvest-server-fault', { status: 0 })
  for (let attempt = 0; attempt < limits.attempts; attempt++) {
    if (attempt > 0 && fault.code !== 'catalogue.harvest-asked-to-wait') {
      await pause(limits.pause * 2 ** (attempt - 1), asker.signal)
    }
    try {
      return await askOnce(asker, url)
    } catch (error) {
      asker.signal.throwIfAborted()
      fault = refusalOf(error)
      if (!isPassing(fault)) throw fault
      if (fault.code === 'catalogue.harvest-asked-to-wait') await obey(asker, fault)
    }
  }
  throw fault
}

async function askOnce(asker: Asker, url: string): Promise<OaiResponse> {
  const { limits, allowed, signal } = asker
  const answer = await askOutside(url, { limits: limits.answer, allowed, signal, accept: 'text/xml, application/xml' })
  const wait = waitOf(answer)
  if (wait !== null) throw new Refusal('conflict', 'catalogue.harvest-asked-to-wait', { seconds: wait })
  const facts = { status: answer.status }
  if (answer.status >= 500) throw new Refusal('conflict', 'catalogue.harvest-server-fault', facts)
  if (answer.status === 401 || answer.status === 403) throw new Refusal('conflict', 'catalogue.harvest-closed', facts)
  // Some servers send their OAI-PMH errors with 400, 404 or 422: the answer says more than its status.
  try {
    return readOaiResponse(textOf(answer))
  } catch (error) {
    if (answer.status >= 300) throw new Refusal('conflict', 'catalogue.harvest-status', facts)
    throw error
  }
}

function addressOf(base: string, question: Readonly<Record<string, string>>): string {
  const url = new URL(base)
  url.hash = ''
  for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value)
  return url.href
}

const BUSY = new Set([429, 503])
const DEFAULT_WAIT = 30

// RFC 9110 §10.2.3: seconds, or a date.
function waitOf({ status, headers }: Answer): number | null {
  if (!BUSY.has(status)) return null
  const said = headers['retry-after']?.trim()
  if (said === undefined || said === '') return status === 503 ? null : DEFAULT_WAIT
  if (/^\d{1,9}$/.test(said)) return Number(said)
  const until = Date.parse(said)
  return Number.isNaN(until) ? DEFAULT_WAIT : Math.max(0, Math.ceil((until - Date.now()) / 1000))
}

async function obey(asker: Asker, fault: Refusal): Promise<void> {
  const seconds = Number(fault.facts.seconds)
  if (seconds * 1000 > asker.limits.longestPause) throw fault
  await asker.onPause(seconds)
  await pause(seconds * 1000, asker.signal)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave)
      resolve()
    }, ms)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
  })
}

// OAI-PMH 2.0 §3.2: answers are UTF-8. A server that says otherwise is believed, and so is its XML declaration.
function textOf({ body, headers }: Answer): string {
  const declared =
    /^[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(body.toString('latin1', 0, 200))?.[1] ??
    /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(headers['content-type'] ?? '')?.[1] ??
    'utf-8'
  try {
    return new TextDecoder(declared, { ignoreBOM: false }).decode(body)
  } catch {
    throw new Refusal('conflict', 'catalogue.harvest-charset', { charset: declared })
  }
}

function refusalOf(error: unknown): Refusal {
  if (isRefusal(error)) return error
  if (error instanceof OutgoingFault || error instanceof OaiFault) {
    return new Refusal('conflict', `catalogue.harvest-${error.code}`, error.facts as RefusalFacts)
  }
  throw error
}
