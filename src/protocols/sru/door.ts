import '#areas/request.ts'
import type { ProtocolDoor } from '#platform/http/protocol-door.ts'
import type { RequestContext } from '#platform/http.ts'
import { answerSru, refuseSru } from './answer.ts'
import { readRequest, type SruRequest } from './request.ts'

/** The SRU 1.1, 1.2 and 2.0 server at `/sru`, by GET and by POST of a form. */
export const sruDoor: ProtocolDoor = {
  path: '/sru',
  routes: (app) => {
    app.get('/sru', (c) => answer(c, readRequest(new URL(c.req.url).searchParams)))
    app.post('/sru', async (c) => {
      const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')
      // SRW, the same over SOAP, is not spoken here.
      const params = isForm ? new URLSearchParams(await c.req.text()) : new URLSearchParams({ operation: 'SOAP' })
      return answer(c, readRequest(params))
    })
  },
  tooMany: (c, sentence) => {
    const request = readRequest(new URL(c.req.url).searchParams)
    return send(c, request, refuseSru(c.get('platform'), request, { number: 2, details: sentence }))
  },
}

async function answer(c: RequestContext, request: SruRequest): Promise<Response> {
  return send(c, request, await answerSru(c.get('platform'), request))
}

function send(c: RequestContext, request: SruRequest, xml: string): Response {
  const wanted = `${request.params.get('httpAccept') ?? ''} ${c.req.header('accept') ?? ''}`
  const type = request.version === '2.0' && wanted.includes('application/sru+xml') ? 'application/sru+xml' : 'text/xml'
  return c.body(xml, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
  })
}
