import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aWeb, get } from './testing.ts'

test('the front page is Persian, right to left, and works without a script of ours', async () => {
  const page = await get(aWeb(), '/')
  assert.equal(page.status, 200)
  assert.match(page.html, /^<!doctype html><html lang="fa" dir="rtl">/)
  assert.match(page.html, /<h1>یک جستجو، همهٔ کتابخانه‌ها<\/h1>/)
  assert.match(page.html, /<form action="\/search" method="get">/)
})

test('the same page stands in English under /en, and each names the other', async () => {
  const page = await get(aWeb(), '/en?q=1')
  assert.match(page.html, /^<!doctype html><html lang="en" dir="ltr">/)
  assert.match(page.html, /hrefLang="fa" href="https:\/\/peyvand\.test\/\?q=1"/i)
  assert.match(page.html, /hrefLang="en" href="https:\/\/peyvand\.test\/en\?q=1"/i)
  assert.match(page.html, /<form action="\/en\/search" method="get">/)
})

test('an address that leads nowhere is a page with a search box, in the language of the address', async () => {
  const page = await get(aWeb(), '/en/no-such-page')
  assert.equal(page.status, 404)
  assert.match(page.html, /This page was not found/)
  assert.match(page.html, /name="q"/)
})
