import { type ReactNode, useEffect, useState } from 'react'

/** What each key presses, by the place of the key, so that any keyboard layout will do. */
const KEYS: Readonly<Record<string, string>> = {
  Digit1: 'button[name="answer"][value="same"]',
  Digit2: 'button[name="answer"][value="different"]',
  Digit3: 'button[name="answer"][value="unsure"]',
  Digit4: '.answer a[rel="next"]',
  Numpad1: 'button[name="answer"][value="same"]',
  Numpad2: 'button[name="answer"][value="different"]',
  Numpad3: 'button[name="answer"][value="unsure"]',
  Numpad4: '.answer a[rel="next"]',
}

/** Answers by one key: 1 the same, 2 not the same, 3 not sure, 4 next. Without script the buttons do all of it. */
export function AskKeys({ label }: { label: string }): ReactNode {
  const [awake, setAwake] = useState(false)
  useEffect(() => {
    let answered = false
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      // Whoever writes a note writes digits too.
      if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      const selector = KEYS[event.code]
      const found = selector === undefined ? null : document.querySelector<HTMLElement>(selector)
      // A key held down, or pressed again on a slow line, is one answer.
      if (found === null || answered) return
      answered = true
      event.preventDefault()
      found.click()
    }
    setAwake(true)
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <p className="quiet keys-hint" data-awake={awake || undefined}>
      {label}
    </p>
  )
}
