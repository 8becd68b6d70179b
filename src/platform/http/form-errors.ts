import type { z } from 'zod'
import type { Lang } from '#lib/language.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'
import type { Sentences } from '#lib/refusal.ts'

type Issue = z.core.$ZodIssue

/** One sentence per field: the first fault of each, in the reader's language. */
export function fieldErrors(issues: readonly Issue[], lang: Lang, sentences: Sentences): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const field = issue.path.map(String).join('.')
    errors[field] ??= sentence(issue, lang, sentences)
  }
  return errors
}

function sentence(issue: Issue, lang: Lang, sentences: Sentences): string {
  const own = sentences[issue.message] as ((facts: object) => string) | undefined
  if (own) return own({})
  const text = lang === 'fa' ? persian(issue) : english(issue)
  return lang === 'fa' ? toPersianDigits(text) : text
}

function persian(issue: Issue): string {
  if (missing(issue)) return 'این بخش را پر کنید.'
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return `دست‌کم ${issue.minimum} نویسه لازم است.`
    if (issue.origin === 'array') return `دست‌کم ${issue.minimum} مورد را انتخاب کنید.`
    return `عددی برابر ${issue.minimum} یا بیشتر بنویسید.`
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return `حداکثر ${issue.maximum} نویسه پذیرفته می‌شود.`
    if (issue.origin === 'array') return `حداکثر ${issue.maximum} مورد پذیرفته می‌شود.`
    return `عددی برابر ${issue.maximum} یا کمتر بنویسید.`
  }
  if (issue.code === 'invalid_value') return 'یکی از گزینه‌های فهرست را انتخاب کنید.'
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'نشانی رایانامه درست نیست.'
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'نشانی وب درست نیست.'
  if (issue.code === 'invalid_type' && issue.expected === 'number') return 'یک عدد بنویسید.'
  return 'این مقدار پذیرفتنی نیست.'
}

function english(issue: Issue): string {
  if (missing(issue)) return 'Please fill this in.'
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return `At least ${issue.minimum} characters are needed.`
    if (issue.origin === 'array') return `Choose at least ${issue.minimum}.`
    return `Write a number of ${issue.minimum} or more.`
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return `No more than ${issue.maximum} characters are accepted.`
    if (issue.origin === 'array') return `No more than ${issue.maximum} are accepted.`
    return `Write a number of ${issue.maximum} or less.`
  }
  if (issue.code === 'invalid_value') return 'Choose one from the list.'
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'This is not an e-mail address.'
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'This is not a web address.'
  if (issue.code === 'invalid_type' && issue.expected === 'number') return 'Write a number.'
  return 'This value is not accepted.'
}

function missing(issue: Issue): boolean {
  const nothing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return nothing || (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1)
}
