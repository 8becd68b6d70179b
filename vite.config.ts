import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// Only what runs in the browser is bundled: the islands and the suggestion box. The server needs no build.
export default defineConfig({
  plugins: [react(), persianForReactAria()],
  publicDir: false,
  build: {
    outDir: 'dist/islands',
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { islands: 'src/web/client/islands.ts', suggest: 'src/web/client/suggest.ts' },
      output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js' },
    },
  },
})

// React Aria carries its words in thirty-four languages and not in ours. One of the others gives its place to Persian,
// English stays, the rest are left out (its dictionary skips empty entries, as its own optimising plugin relies on).
const GIVES_PLACE = 'he-IL'
const WORDS = /\/intl\/(\w+)\/([a-z]{2}-[A-Z]{2})\.mjs$/

function persianForReactAria(): Plugin {
  return {
    name: 'persian-for-react-aria',
    enforce: 'pre',
    load(id) {
      const [, part, locale] = WORDS.exec(id) ?? []
      if (!locale || locale === 'en-US') return null
      if (locale !== GIVES_PLACE || part !== 'calendar') return 'export default undefined'
      return `export { calendar as default } from '/src/ui/calendar/aria-words.fa.ts'`
    },
    transform(code, id) {
      return /\/calendar\/intlStrings\.mjs$/.test(id) ? code.replaceAll(`"${GIVES_PLACE}"`, '"fa-IR"') : null
    },
  }
}
