import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** A file the browser may keep for ever: its name carries a hash of its content. */
export interface Asset {
  /** Address: `/assets/peyvand-3f2a….css`. */
  href: string
  type: string
  body: Buffer
  /** The compressed form, made when first asked for and kept; null where compressing does not help. */
  squeezed(encoding: 'br' | 'gzip'): Buffer | null
}

/** Everything static: by address, and by the name the document asks for. */
export interface Assets {
  at(path: string): Asset | undefined
  stylesheet: string
  font: string
  icon: string
  /** The address of a built script by its entry (`islands`, `suggest`), or null when none was built. */
  script(entry: string): string | null
  /** Scripts an island needs besides its entry, to be fetched early. */
  chunks(entry: string): readonly string[]
}

const SHEETS =
  'tokens ground layout frame desk controls forms calendar pieces states data facets areas/results areas/narrowing areas/edition areas/marc areas/libraries areas/grouping chart print'.split(
    ' ',
  )

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

interface ManifestEntry {
  file: string
  name?: string
  isEntry?: boolean
  imports?: string[]
}

/**
 * Reads the stylesheets, the typeface and the built islands once. Sheets are joined here, so styles need no build;
 * without `dist/islands` pages are served without scripts, and every one of them still works.
 */
export function loadAssets(root: string): Assets {
  const byPath = new Map<string, Asset>()
  const keep = (asset: Asset) => {
    byPath.set(asset.href, asset)
    return asset.href
  }
  const require = createRequire(import.meta.url)
  const fontFolder = join(dirname(require.resolve('vazirmatn/package.json')), 'fonts/webfonts')
  const font = keep(asset('vazirmatn.woff2', readFileSync(join(fontFolder, 'Vazirmatn[wght].woff2'))))
  const stylesheet = keep(asset('peyvand.css', Buffer.from(fontFace(font) + joinSheets(root))))
  const icon = keep(asset('mark.svg', Buffer.from(ICON)))
  const built = loadBuilt(join(root, 'dist/islands'), keep)
  return { at: (path) => byPath.get(path), stylesheet, font, icon, ...built }
}

function joinSheets(root: string): string {
  const sheets = SHEETS.map((name) => readFileSync(join(root, `src/ui/style/${name}.css`), 'utf8'))
  return squeeze(sheets.join('\n'))
}

/** Takes comments and idle white space out of a stylesheet; strings are left alone because ours hold no braces. */
export function squeeze(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
}

function fontFace(href: string): string {
  return `@font-face{font-family:"Vazirmatn";font-weight:100 900;font-display:swap;src:url("${href}") format("woff2")}\n`
}

function loadBuilt(folder: string, keep: (asset: Asset) => string): Pick<Assets, 'script' | 'chunks'> {
  const manifestFile = join(folder, '.vite/manifest.json')
  if (!existsSync(manifestFile)) return { script: () => null, chunks: () => [] }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, ManifestEntry>
  for (const name of readdirSync(join(folder, 'assets'))) {
    keep(built(`/assets/${name}`, readFileSync(join(folder, 'assets', name))))
  }
  const entries = Object.values(manifest)
  const find = (name: string) => entries.find((entry) => entry.isEntry && entry.name === name)
  const address = (file: string) => `/${file}`
  return {
    script: (name) => {
      const found = find(name)
      return found ? address(found.file) : null
    },
    chunks: (name) => (find(name)?.imports ?? []).flatMap((key) => manifest[key]?.file ?? []).map(address),
  }
}

function asset(name: string, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const dot = name.lastIndexOf('.')
  return built(`/assets/${name.slice(0, dot)}-${hash}${name.slice(dot)}`, body)
}

function built(href: string, body: Buffer): Asset {
  const type = TYPES[extname(href)] ?? 'application/octet-stream'
  const kept: { br?: Buffer; gzip?: Buffer } = {}
  const squeezed = (encoding: 'br' | 'gzip') => {
    if (type.startsWith('font/')) return null
    kept[encoding] ??= encoding === 'br' ? brotliCompressSync(body, BEST_BROTLI) : gzipSync(body, { level: 9 })
    return kept[encoding]
  }
  return { href, type, body, squeezed }
}

const BEST_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }

// The mark in fixed colours: a browser's tab knows no tokens.
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 100 100" fill="none" stroke-width="9"><path stroke="#0b6e75" d="M32 32H-32V-32H32Z"/><path stroke="#1f3a6e" d="M0 45L-45 0 0-45 45 0Z"/><path stroke="#0b6e75" d="M32 32H0M-32 32V0M-32-32H0M32-32V0"/><circle r="8" fill="#b7791f"/></svg>`
