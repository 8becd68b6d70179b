import { createElement } from 'react'
import { mustHold } from '#areas/people/contract.ts'
import type { Router } from '#platform/http.ts'
import type { SentLetter } from '#platform/outbox/mail.ts'
import { LettersPage, type ShownLetter } from './page.tsx'
import { words } from './words.en.ts'

const SECRET = /([?&](?:secret|key)=)[^\s&]+/g

/**
 * The outbox: in the demonstration anybody reads the letters and follows their links, since no letter leaves it; elsewhere
 * administrators see what became of them, without the secrets that belong to their readers.
 */
export function letterRoutes(app: Router): void {
  app.get('/letters', async (c) => {
    const { config, mail } = c.get('platform')
    if (!config.demo) mustHold(c.get('actor'), ['administrator'], { level: 'system' }, 'platform.letters-of-others')
    const letters = (await mail.recent()).map((letter) =>
      config.demo ? withLink(letter, config.origin) : veiled(letter),
    )
    const page = createElement(LettersPage, { letters, delivers: mail.delivers })
    const layout = c.get('actor').kind === 'person' ? 'staff' : 'public'
    return c.render(page, { title: words(c.get('lang')).title, layout, unlisted: true })
  })
}

// Only an address of this house is made a button: a letter's words are data.
function withLink(letter: SentLetter, origin: string): ShownLetter {
  const found = letter.text.split(/\s+/).find((word) => word.startsWith(`${origin}/`))
  return { ...letter, link: found ?? null }
}

function veiled(letter: SentLetter): ShownLetter {
  const { unsubscribe: _, ...shown } = letter
  return { ...shown, text: letter.text.replace(SECRET, '$1…'), link: null }
}
