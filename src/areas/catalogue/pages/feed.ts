import type { Lang } from '#lib/language.ts'
import { escapeXml } from '#lib/marc/marcxml/write.ts'

/** One title of a feed. */
export interface FeedEntry {
  id: string
  title: string
  /** A full address. */
  href: string
  authors: readonly string[]
  summary: string
  published: Date
  updated: Date
}

export interface Feed {
  lang: Lang
  title: string
  /** Full addresses: of the feed itself, and of the page that shows the same. */
  self: string
  page: string
  updated: Date
  entries: readonly FeedEntry[]
}

/** Writes a feed (RFC 4287). Ids are the titles' own and stay when addresses change. */
export function writeFeed(feed: Feed): string {
  const e = escapeXml
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.lang}">
  <id>${e(feed.self)}</id>
  <title>${e(feed.title)}</title>
  <updated>${feed.updated.toISOString()}</updated>
  <link rel="self" type="application/atom+xml" href="${e(feed.self)}"/>
  <link rel="alternate" type="text/html" href="${e(feed.page)}"/>
  <generator>Peyvand</generator>
${feed.entries.map(writeEntry).join('')}</feed>
`
}

function writeEntry({ id, title, href, authors, summary, published, updated }: FeedEntry): string {
  const e = escapeXml
  // RFC 4287 §4.1.2: an entry has an author, or its feed has one.
  const names = authors.length === 0 ? ['—'] : authors
  return `  <entry>
    <id>urn:uuid:${e(id)}</id>
    <title>${e(title)}</title>
    <link rel="alternate" type="text/html" href="${e(href)}"/>
${names.map((name) => `    <author><name>${e(name)}</name></author>\n`).join('')}    <published>${published.toISOString()}</published>
    <updated>${updated.toISOString()}</updated>
    <summary>${e(summary)}</summary>
  </entry>
`
}
