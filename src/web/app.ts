import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { createElement } from 'react'
import '#areas/request.ts'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import { actorFrom } from '#areas/people/service.ts'
import type { Lang } from '#lib/language.ts'
import { guard } from '#platform/http/guard.ts'
import type { ProtocolDoor } from '#platform/http/protocol-door.ts'
import { type Env, pathIn, type Router, seeOther } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { type Assets, loadAssets } from '#web/delivery/assets.ts'
import { compress } from '#web/delivery/compress.ts'
import { machinePace } from '#web/delivery/machine-pace.ts'
import { rootFiles } from '#web/delivery/root-files.ts'
import { serveAsset } from '#web/delivery/static.ts'
import { inTurn } from '#web/delivery/turns.ts'
import { letterRoutes } from '#web/letters/routes.ts'
import { lookRoutes } from '#web/look/routes.ts'
import { NotFoundPage } from '#web/pages/errors.tsx'
import { openApi } from './api.ts'
import { answerError } from './errors.ts'
import { homeRoutes } from './home.ts'
import { firstDesk, NAVIGATION } from './navigation.ts'
import { render, withoutLanguage } from './render.tsx'
import { ROOMS, type Room } from './rooms.ts'
import { text } from './text.en.ts'
import { chooseTheme } from './theme.ts'

// However many programs ask, people find the house able to answer: so many are worked on at once, all in turn.
const MACHINES = { all: 4, each: 2 }
/** Of one person, or of one address where nobody signed in. Forms may take long to come, and wait for nobody. */
const PAGES = { all: Number.POSITIVE_INFINITY, each: 8 }
const MACHINE_DOOR = /^(\/en)?\/api\/|^\/(oai|sru)$/
/** The change feed may wait half a minute for news. */
const FOLLOWING = /^(\/en)?\/api\/catalogue\/changes$/

/** What the composer (server, tests) may set; each has a sensible default. */
export interface AppOptions {
  rooms?: readonly Room[]
  /** What answers in other languages than pages and JSON: harvesting, searching by machines. */
  protocols?: readonly ProtocolDoor[]
  /** Who is asking, from the session or the key of a request. */
  actorOf?: (platform: Platform, request: Request) => Promise<Actor>
  /** The folder of the project, for stylesheets and built islands. */
  root?: string
}

/** The whole of Peyvand's web as one Hono app: `app.fetch(request)` answers, no port needed. */
export function createApp(platform: Platform, options: AppOptions = {}): Hono<Env> {
  const rooms = options.rooms ?? ROOMS
  const assets = loadAssets(options.root ?? process.cwd())
  const app = new Hono<Env>()
  app.use(compress)
  app.use(frame(assets))
  guard(app, platform)
  app.get('/assets/:file', (c) => serveAsset(c, assets))
  rootFiles(app, assets)
  app.use(whoAsks(platform, options.actorOf ?? actorFrom))
  const protocols = options.protocols ?? []
  const pace = machinePace(platform, protocols)
  const turn = inTurn(MACHINES, (c) => FOLLOWING.test(c.req.path))
  for (const path of ['/api/*', '/en/api/*', ...protocols.map((door) => door.path)]) app.use(path, pace, turn)
  app.use(inTurn(PAGES, (c) => !/^(GET|HEAD)$/.test(c.req.method) || MACHINE_DOOR.test(c.req.path)))
  for (const door of protocols) door.routes(app)
  for (const prefix of ['', '/en']) mount(app, prefix, rooms)
  app.notFound((c) => notFound(c))
  app.onError((error, c) => answerError(c, error, rooms))
  return app
}

/** What every page needs, also one that says a request was stopped before anybody knew who asked. */
function frame(assets: Assets): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('lang', languageOf(new URL(c.req.url).pathname))
    c.set('actor', ANONYMOUS)
    c.setRenderer((content, page) => render(c, content, page, assets, NAVIGATION))
    return next()
  }
}

function whoAsks(platform: Platform, actorOf: NonNullable<AppOptions['actorOf']>): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('actor', await actorOf(platform, c.req.raw))
    return next()
  }
}

/** The same routes twice: Persian at the root, English under `/en`. */
function mount(app: Hono<Env>, prefix: string, rooms: readonly Room[]): void {
  const router: Router = new Hono<Env>()
  homeRoutes(router)
  router.get('/staff', (c) => seeOther(c, firstDesk(c.get('actor'))))
  router.post('/theme', chooseTheme)
  lookRoutes(router)
  letterRoutes(router)
  // Before the operations, which answer everything else under /api: streams are routes of their rooms.
  for (const room of rooms) room.routes?.(router)
  openApi(router, rooms)
  app.route(prefix === '' ? '/' : prefix, router)
}

function languageOf(path: string): Lang {
  return withoutLanguage(path) === path ? 'fa' : 'en'
}

function notFound(c: Context<Env>): Response | Promise<Response> {
  const path = new URL(c.req.url).pathname
  // An address written with a slash at its end means the one without it.
  if (c.req.method === 'GET' && path.length > 1 && path.endsWith('/')) {
    const bare = path.replace(/\/+$/, '').replace(/^\/+/, '/')
    return c.redirect(pathIn('fa', bare || '/') + new URL(c.req.url).search, 301)
  }
  return c.render(createElement(NotFoundPage), { title: text(c.get('lang')).notFound, status: 404, unlisted: true })
}
