import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aBook, addLibrary, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { type Doors, doorsOf, getPage } from '#tests/support/doors.ts'

const GULISTAN = [
  '020 ## $a978-964-00-0000-7',
  '100 1# $aسعدی، مصلح بن عبدالله،$d606؟-691؟ق.',
  '264 #1 $aتهران :$bخوارزمی،$c1382 [2003].',
  '650 #4 $aشعر فارسی',
  '520 ## $aحکایت‌های کوتاه',
  '856 40 $uhttps://example.org/golestan$zمتن کامل',
  '856 40 $ujavascript:alert(1)$zبد',
]

const cleanups: (() => Promise<void>)[] = []
let doors: Doors
/** The edition that two libraries hold. */
let edition = ''

const page = (path: string) => getPage(doors, encodeURI(decodeURI(path)))
const textOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('the public pages', () => {
  before(async () => {
    const { platform } = await aUnion(
      { after: (work: () => Promise<void>) => void cleanups.push(work) },
      { env: { PEYVAND_ORIGIN: 'http://localhost:4000' } },
    )
    doors = doorsOf(platform)
    await addLibrary(platform, 'NLA', { code: '51', name: 'کتابخانهٔ نیشابور', city: 'نیشابور' })
    await addLibrary(platform, 'AQR', { code: '52', name: 'کتابخانهٔ مشهد', city: 'مشهد' })
    const copy = '852 ## $aنیشابور$h8فا1/31$j$p100200'
    await takeIn(platform, 'NLA:51', [
      aBook('1', 'گلستان :$bهشت باب </script><b>', ...GULISTAN, copy),
      aBook('2', 'کتاب‌های درسی', '100 1# $aاحمدی، علی'),
      aBook('3', 'باغ بی‌برگی'),
    ])
    await takeIn(platform, 'AQR:52', [aBook('7', 'گلستان :$bهشت باب </script><b>', ...GULISTAN)])
    await takeIn(
      platform,
      'NLA:21',
      Array.from({ length: 45 }, (_, i) => aBook(`n${i}`, `سالنامهٔ شمارهٔ ${i}`)),
    )
    await platform.search.ready('catalogue')
    edition = /\/editions\/([0-9a-f-]{36})/.exec((await page('/search?q=گلستان')).html)?.[1] ?? ''
  })

  // What one cleanup leaves to the end is pushed while they run.
  after(async () => {
    for (let work = cleanups.shift(); work !== undefined; work = cleanups.shift()) await work()
  })

  describe('results', () => {
    test('an Arabic keyboard, a joined word and a lost ZWNJ find the same title, marked in it', async () => {
      for (const q of ['كتابهاي درسي', 'کتاب های درسی', 'کتاب‌های درسی']) {
        const { status, html } = await page(`/search?q=${q}`)
        assert.equal(status, 200)
        assert.match(textOf(html), /۱ عنوان برای/)
        assert.match(html, /<bdi><mark>کتاب‌های<\/mark> <mark>درسی<\/mark><\/bdi>/)
      }
    })

    test('a card says who wrote it, who published it and when, and in how many libraries it is', async () => {
      const { html } = await page('/search?q=گلستان')
      assert.match(html, /<a href="\/authors\/سعدی%20مصلح%20بن%20عبدالله">/)
      const card = textOf(html)
      for (const said of ['خوارزمی', '۱۳۸۲', 'در ۲ کتابخانه', 'کتاب']) assert.ok(card.includes(said), said)
    })

    test('with a city, the nearest library and its distance stand on the card', async () => {
      const said = textOf((await page('/search?q=گلستان&near=نيشابور')).html)
      assert.match(said, /نزدیک‌ترین: کتابخانهٔ نیشابور در همین شهر/)
      const mashhad = textOf((await page('/search?q=باغ&near=مشهد')).html)
      assert.match(mashhad, /کتابخانهٔ نیشابور ۷[۰-۹] کیلومتر/)
    })

    test('an unknown city is said beside the field, and the results stay', async () => {
      const { status, html } = await page('/search?q=گلستان&near=ناکجا')
      assert.equal(status, 200)
      assert.match(textOf(html), /شهری با این نام نیست/)
      assert.match(html, /value="ناکجا"/)
      assert.match(html, /گلستان/)
    })

    test('a facet keeps the whole query in its address, and a chosen one is taken back by a press', async () => {
      const { html } = await page('/search?q=گلستان&near=مشهد')
      const network = /href="(\/search\?q=گلستان&amp;network=AQR&amp;near=مشهد)"/.exec(html)?.[1]
      assert.ok(network)
      const chosen = await page(network.replaceAll('&amp;', '&'))
      assert.match(chosen.html, /aria-label="برداشتن پالایهٔ «شبکهٔ آستان»"/)
      assert.match(chosen.html, /<meta name="robots" content="noindex"/)
    })

    test('years are Jalali or Gregorian, in any digits', async () => {
      for (const range of ['yearFrom=۱۳۸۰&yearTo=۱۳۸۵', 'yearFrom=2001&yearTo=2006', 'yearFrom=٢٠٠٣']) {
        assert.match(textOf((await page(`/search?q=گلستان&${range}`)).html), /۱ عنوان/, range)
      }
      assert.match(textOf((await page('/search?q=گلستان&yearFrom=۱۳۹۰')).html), /چیزی پیدا نشد/)
    })

    test('a word that nothing has is left out and said', async () => {
      assert.match(textOf((await page('/search?q=گلستان ناپیداواژه')).html), /کنار گذاشته شد: «ناپیداواژه»/)
    })

    test('a long list has pages that keep the query', async () => {
      const { html } = await page('/search?q=سالنامه&page=2')
      assert.match(html, /<ol class="hits" start="21">/)
      assert.match(
        html,
        /href="\/search\?q=سالنامه&amp;page=3"[^>]*rel="next"|rel="next"[^>]*href="\/search\?q=سالنامه&amp;page=3"/,
      )
    })

    test('a page after the last leads to the last, of nothing to the first', async () => {
      const beyond = await page('/search?q=سالنامه&sort=title&page=99')
      assert.equal(beyond.status, 302)
      assert.equal(decodeURI(beyond.to ?? ''), '/search?q=سالنامه&sort=title&page=3')
      assert.equal((await page(beyond.to ?? '')).status, 200)
      assert.equal((await page('/en/search?q=Xyzzy&page=999999999')).to, '/en/search?q=Xyzzy')
    })

    test('what is no year is said beside its field and narrows nothing; so are years the wrong way round', async () => {
      const { status, html } = await page('/search?q=گلستان&yearFrom=abcd&yearTo=۱۳۹۰')
      assert.equal(status, 200)
      assert.match(textOf(html), /۱ عنوان برای/)
      assert.match(textOf(html), /سال را با رقم بنویسید/)
      assert.match(html, /name="yearFrom"[^>]*value="abcd"|value="abcd"[^>]*name="yearFrom"/)
      assert.equal(html.match(/aria-invalid="true"/g)?.length, 1)
      assert.ok(!/از سال abcd/.test(textOf(html)))
      assert.match(textOf(html), /تا سال ۱۳۹۰/)
      const reversed = await page('/search?q=گلستان&yearFrom=2006&yearTo=۱۳۸۰')
      assert.match(textOf(reversed.html), /۱ عنوان برای/)
      assert.match(textOf(reversed.html), /«از سال» پس از «تا سال» است/)
      assert.equal(reversed.html.match(/aria-invalid="true"/g)?.length, 2)
      const right = await page('/search?q=گلستان&yearFrom=۱۳۸۲&yearTo=2003')
      assert.ok(!right.html.includes('aria-invalid'))
    })

    test('the keyboard passes over the facets to the results', async () => {
      const { html } = await page('/search?q=گلستان')
      const link = html.indexOf('href="#found"')
      assert.ok(link > 0 && link < html.indexOf('id="facets"'))
      assert.match(html, /<h1 id="found"[^>]*tabindex="-1"/i)
    })

    test('nothing found says what to do', async () => {
      const { status, html } = await page('/search?q=گلستان&kind=map')
      assert.equal(status, 200)
      assert.match(html, /href="\/search\?q=گلستان"[^>]*>جستجو بدون پالایه/)
    })

    test('hostile and senseless addresses are answered, never a fault', async () => {
      for (const query of [
        'page=-3&yearFrom=abc',
        'q=%00%FF',
        'sort=nothing&more=x&kind=',
        `q=${'ب'.repeat(3000)}`,
        'near=99,999',
        'library=not-an-id',
      ]) {
        const answer = await getPage(doors, `/search?${query.replace(/[^\x20-\x7e]+/g, encodeURIComponent)}`)
        assert.equal(answer.status, 200, query)
      }
      assert.ok(!(await page('/search?q=<script>alert(1)</script>')).html.includes('<script>alert'))
    })

    test('the only script is the suggestion box', async () => {
      const scripts = (await page('/search?q=گلستان')).html.match(/<script[^>]*>/g) ?? []
      assert.ok(
        scripts.every((tag) => tag.includes('/assets/suggest-')),
        scripts.join(),
      )
    })

    test('the page stands in English too', async () => {
      const { html } = await page('/en/search?q=گلستان')
      assert.match(html, /<html lang="en" dir="ltr">/)
      assert.match(textOf(html), /1 title for “گلستان”/)
      assert.match(html, /href="\/en\/editions\//)
    })
  })

  describe('an edition', () => {
    test('its facts, authors and subjects as links, and both libraries with their copies', async () => {
      const { status, html } = await page(`/editions/${edition}?near=مشهد`)
      assert.equal(status, 200)
      assert.match(html, /<h1><bdi>گلستان<\/bdi>/)
      assert.match(html, /href="\/subjects\/شعر%20فارسی"/)
      const said = textOf(html)
      for (const fact of [
        '9789640000007',
        'تهران، خوارزمی، ۱۳۸۲',
        'حکایت‌های کوتاه',
        '8فا1/31',
        'موجود',
        'در همین شهر',
      ]) {
        assert.ok(said.includes(fact), fact)
      }
      assert.ok(said.indexOf('کتابخانهٔ مشهد') < said.indexOf('کتابخانهٔ نیشابور'), 'the nearest library comes first')
    })

    test('three citations', async () => {
      const said = textOf((await page(`/editions/${edition}`)).html)
      assert.match(said, /سعدی، مصلح بن عبدالله \(۱۳۸۲\)\. گلستان: هشت باب/)
      for (const style of ['شیوهٔ ایرانی', 'APA', 'Chicago']) assert.ok(said.includes(style))
    })

    test('schema.org parses, and a record cannot break out of it', async () => {
      const { html } = await page(`/editions/${edition}`)
      const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
      const data = JSON.parse(json)
      assert.equal(data['@type'], 'Book')
      assert.equal(data.name, 'گلستان: هشت باب </script><b>')
      assert.deepEqual(data.isbn, ['9789640000007'])
      assert.equal(data.author[0].name, 'سعدی، مصلح بن عبدالله')
      assert.equal(data.url, `http://localhost:4000/editions/${edition}`)
    })

    test('only addresses of the web become links', async () => {
      const { html } = await page(`/editions/${edition}`)
      assert.match(html, /href="https:\/\/example\.org\/golestan"/)
      assert.ok(!html.includes('href="javascript:'))
    })

    test('one that was joined into another leads there for good (301), the place kept', async () => {
      const old = '01890000-0000-7000-8000-00000000abcd'
      await doors.platform.db
        .insertInto('catalogue.edition_redirect')
        .values({ old_id: old, edition_id: edition })
        .execute()
      const { status, to } = await page(`/en/editions/${old}?near=مشهد`)
      assert.equal(status, 301)
      assert.equal(decodeURI(to ?? ''), `/en/editions/${edition}?near=مشهد`)
    })

    test('one that is not there is a page with a search box (404)', async () => {
      for (const id of ['nothing', '01890000-0000-7000-8000-000000000000']) {
        const { status, html } = await page(`/editions/${id}`)
        assert.equal(status, 404)
        assert.match(html, /این منبع در فهرست نیست/)
        assert.match(html, /action="\/search"/)
      }
    })
  })

  describe('source records', () => {
    test('MARC view, and each form to take away', async () => {
      const record = /\/records\/[0-9a-f-]{36}/.exec((await page(`/editions/${edition}`)).html)?.[0] ?? ''
      const { status, html } = await page(record)
      assert.equal(status, 200)
      assert.match(textOf(html), /245 10 \$a گلستان/)
      const ask = async (format: string) => {
        const answer = await doors.app.fetch(new Request(`http://localhost:4000${record}/${format}`))
        return {
          status: answer.status,
          type: answer.headers.get('content-type'),
          body: await answer.text(),
          name: answer.headers.get('content-disposition'),
        }
      }
      const [mrc, xml, json, sent] = [await ask('mrc'), await ask('xml'), await ask('json'), await ask('sent')]
      assert.match(mrc.body, /^\d{5}.*\x1d$/s)
      assert.match(String(mrc.name), /attachment.*\.mrc/)
      assert.match(xml.body, /<subfield code="a">گلستان/)
      assert.ok(JSON.parse(json.body).fields.length > 5)
      assert.equal(sent.body, mrc.body)
      assert.equal((await ask('pdf')).status, 404)
    })
  })

  describe('authors, subjects, libraries', () => {
    test('another spelling of a name leads to its one address', async () => {
      const { status, to } = await page('/authors/سعدي، مصلح بن عبدالله')
      assert.equal(status, 301)
      assert.equal(decodeURI(to ?? ''), '/authors/سعدی مصلح بن عبدالله')
    })

    test('an author’s page lists the works and can be searched', async () => {
      const { status, html } = await page('/authors/سعدی مصلح بن عبدالله')
      assert.equal(status, 200)
      assert.match(textOf(html), /آثار سعدی، مصلح بن عبدالله/)
      assert.match(html, /گلستان/)
      assert.ok(!html.includes('سالنامه'))
      assert.equal((await page('/subjects/هیچ چیز')).status, 404)
    })

    test('a library’s own catalogue holds its titles only', async () => {
      const { status, html } = await page('/libraries/AQR/52/catalogue')
      assert.equal(status, 200)
      assert.match(textOf(html), /فهرست منابع کتابخانهٔ مشهد .* ۱ عنوان/)
      assert.ok(!html.includes('id="facet-library"'))
      assert.equal((await page('/libraries/AQR/none/catalogue')).status, 404)
    })

    test('new titles, of the union and of a library', async () => {
      assert.match(textOf((await page('/new')).html), /تازه‌رسیده‌ها .* رسیده در یکشنبه ۱ آذر ۱۴۰۵/)
      assert.match(textOf((await page('/libraries/AQR/52/new')).html), /تازه‌رسیده‌های کتابخانهٔ مشهد/)
    })
  })
})
