import { createElement } from 'react'
import { NetworkPage, NetworksPage } from '#areas/libraries/pages/networks.tsx'
import { directoryQuery, getNetwork, surveyDirectory } from '#areas/libraries/service.ts'
import { text } from '#areas/libraries/text.en.ts'
import { nameIn } from '#lib/language.ts'
import type { Router } from '#platform/http.ts'

/** The networks of the cooperation and their published figures. */
export function networkRoutes(app: Router): void {
  app.get('/networks', async (c) => {
    const survey = await surveyDirectory(c.get('platform'), c.get('actor'), directoryQuery())
    return c.render(createElement(NetworksPage, { networks: survey.networks }), { title: text(c.get('lang')).networks })
  })
  app.get('/networks/:code', async (c) => {
    const [platform, actor] = [c.get('platform'), c.get('actor')]
    const network = await getNetwork(platform, actor, { code: c.req.param('code').replaceAll('\0', '') })
    const survey = await surveyDirectory(platform, actor, directoryQuery({ network: [network.code] }))
    return c.render(createElement(NetworkPage, { network, survey }), { title: nameIn(c.get('lang'), network) })
  })
}
