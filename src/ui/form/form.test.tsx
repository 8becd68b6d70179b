import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { plainRequest, RequestContext } from '#ui/request-context.tsx'
import { Checkbox, CheckboxGroup, RadioGroup, Select } from './choice.tsx'
import { DateField } from './date-field.tsx'
import { TextField } from './field.tsx'
import { Form } from './form.tsx'

function draw(node: ReactNode, lang: 'fa' | 'en' = 'fa'): string {
  return renderToStaticMarkup(<RequestContext value={plainRequest(lang, { csrf: 'word' })}>{node}</RequestContext>)
}

test('a form that posts carries the form word and goes to the page of its language', () => {
  const html = draw(<Form action="/libraries">{null}</Form>, 'en')
  assert.match(html, /<form[^>]* action="\/en\/libraries" method="post"/)
  assert.match(html, /<input type="hidden" name="csrf" value="word"\/>/)
})

test('a form that searches carries no form word into the address', () => {
  assert.doesNotMatch(
    draw(
      <Form action="/search" method="get">
        {null}
      </Form>,
    ),
    /csrf/,
  )
})

test('a refused form leads from each fault to its field, and says the fault beside it', () => {
  const html = draw(
    <Form action="/x" errors={{ name: 'این بخش را پر کنید.' }}>
      <TextField name="name" label="نام" hint="نام رسمی" required />
    </Form>,
  )
  assert.match(html, /role="alert"[^>]*autofocus|autofocus[^>]*role="alert"/i)
  assert.match(html, /<a href="#field-name">این بخش را پر کنید\.<\/a>/)
  assert.match(html, /aria-invalid="true" aria-describedby="field-name-hint field-name-error"/)
  assert.match(html, /id="field-name-error"/)
})

test('what was typed comes back in every kind of field, and stands before what was there', () => {
  const html = draw(
    <Form action="/x" typed={{ name: '«گلشن»', kind: 'b', services: ['wifi', 'cafe'], agreed: 'on', province: '09' }}>
      <TextField name="name" label="نام" value="پیشین" />
      <RadioGroup name="kind" label="گونه" options={['a', 'b'].map((value) => ({ value, label: value }))} value="a" />
      <CheckboxGroup
        name="services"
        label="خدمات"
        options={['wifi', 'cafe', 'hall'].map((value) => ({ value, label: value }))}
      />
      <Checkbox name="agreed" label="می‌پذیرم" />
      <Select name="province" label="استان" options={[{ value: '09', label: 'خراسان رضوی' }]} />
    </Form>,
  )
  assert.match(html, /value="«گلشن»"/)
  assert.doesNotMatch(html, /پیشین/)
  const checked = [...html.matchAll(/value="(\w+)"[^>]*checked=""|checked=""[^>]*value="(\w+)"/g)].map(
    (m) => m[1] ?? m[2],
  )
  assert.deepEqual(checked, ['b', 'wifi', 'cafe', 'on'])
  assert.match(html, /<option value="09" selected="">/)
})

test('a password is never written back', () => {
  const html = draw(
    <Form action="/x" typed={{ password: 'secret' }}>
      <TextField name="password" label="گذرواژه" kind="password" />
    </Form>,
  )
  assert.doesNotMatch(html, /secret/)
})

test('the letters of a label and of the word beside it do not join', () => {
  assert.match(draw(<TextField name="day" label="روز گشایش" />), /روز گشایش <span class="field-optional">اختیاری/)
})

test('a day stands in the calendar of the language, in a text field that works without script', () => {
  const field = <DateField name="openedOn" label="روز" value="2026-11-15" />
  assert.match(draw(field), /<input[^>]*type="text"[^>]*name="openedOn" value="۱۴۰۵\/۰۸\/۲۴"/)
  assert.match(draw(field, 'en'), /value="2026-11-15"/)
  assert.doesNotMatch(draw(field), /<button/)
})

test('a day that was typed wrongly comes back as it was typed', () => {
  const html = draw(
    <Form action="/x" errors={{ openedOn: 'چنین روزی نیست.' }} typed={{ openedOn: '۳۱/۱۲/۱۴۰۵' }}>
      <DateField name="openedOn" label="روز" />
    </Form>,
  )
  assert.match(html, /value="۳۱\/۱۲\/۱۴۰۵"/)
})
