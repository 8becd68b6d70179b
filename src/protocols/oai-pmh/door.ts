import '#areas/request.ts'
import type { ProtocolDoor } from '#platform/http/protocol-door.ts'
import type { RequestContext } from '#platform/http.ts'
import { answerOai } from './provider.ts'
import { readRequest } from './request.ts'

/** The OAI-PMH 2.0 provider at `/oai`, by GET and by POST (§3.1.1). */
export const oaiDoor: ProtocolDoor = {
  path: '/oai',
  routes: (app) => {
    app.get('/oai', (c) => answer(c, new URL(c.req.url).searchParams))
    app.post('/oai', async (c) => answer(c, new URLSearchParams(await c.req.text())))
  },
}

async function answer(c: RequestContext, params: URLSearchParams): Promise<Response> {
  const xml = await answerOai(c.get('platform'), c.get('actor'), readRequest(params))
  return c.body(xml, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' })
}
