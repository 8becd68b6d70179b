/** One completion: its words, what kind of thing it is, and where it leads (when it leads somewhere of its own). */
interface Suggestion {
  text: string
  kind: string
  href?: string
}

const WAIT = 120
const LEAST_LETTERS = 2

for (const field of document.querySelectorAll<HTMLElement>('[data-suggest]')) offerSuggestions(field)

/** A search box made a combobox (WAI-ARIA 1.2): a list under it that arrows walk and Enter takes. */
interface Combobox {
  input: HTMLInputElement
  list: HTMLUListElement
  url: string
  /** Words for kinds of suggestions, in the language of the page. */
  kinds: Readonly<Record<string, string>>
  shown: Suggestion[]
  at: number
  asked?: AbortController
}

function offerSuggestions(field: HTMLElement): void {
  const input = field.querySelector('input')
  const url = field.dataset.suggest
  if (!input || !url) return
  const kinds = JSON.parse(field.dataset.kinds ?? '{}') as Combobox['kinds']
  const box: Combobox = { input, list: makeList(field, input), url, kinds, shown: [], at: -1 }
  let timer = 0
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => ask(box), WAIT)
  })
  input.addEventListener('keydown', (event) => pressKey(box, event))
  input.addEventListener('blur', () => setTimeout(() => close(box), 150))
  box.list.addEventListener('pointerdown', (event) => event.preventDefault())
  box.list.addEventListener('click', (event) => {
    const option = (event.target as Element).closest('li')
    if (option) take(box, [...box.list.children].indexOf(option))
  })
}

async function ask(box: Combobox): Promise<void> {
  const words = box.input.value.trim()
  box.asked?.abort()
  if (words.length < LEAST_LETTERS) return close(box)
  box.asked = new AbortController()
  try {
    const answer = await fetch(box.url + encodeURIComponent(words), { signal: box.asked.signal })
    if (!answer.ok) return close(box)
    box.shown = ((await answer.json()) as { suggestions: Suggestion[] }).suggestions
  } catch {
    // A slow or broken line only means no suggestions: the search itself still works.
    return
  }
  box.list.replaceChildren(...box.shown.map((suggestion, i) => makeOption(box, i, suggestion)))
  if (box.shown.length === 0 || document.activeElement !== box.input) return close(box)
  box.list.hidden = false
  box.input.setAttribute('aria-expanded', 'true')
  mark(box, -1)
}

function pressKey(box: Combobox, event: KeyboardEvent): void {
  if (box.list.hidden || event.isComposing) return
  if (event.key === 'ArrowDown') mark(box, box.at + 1 >= box.shown.length ? -1 : box.at + 1)
  else if (event.key === 'ArrowUp') mark(box, box.at < 0 ? box.shown.length - 1 : box.at - 1)
  else if (event.key === 'Escape') close(box)
  else if (event.key === 'Enter' && box.at >= 0) take(box, box.at)
  else return
  event.preventDefault()
}

function mark(box: Combobox, at: number): void {
  box.at = at
  for (const [i, option] of [...box.list.children].entries()) option.setAttribute('aria-selected', String(i === at))
  const option = box.list.children[at]
  if (option) box.input.setAttribute('aria-activedescendant', option.id)
  else box.input.removeAttribute('aria-activedescendant')
  option?.scrollIntoView({ block: 'nearest' })
}

function take(box: Combobox, at: number): void {
  const chosen = box.shown[at]
  if (!chosen) return
  close(box)
  if (chosen.href) location.assign(chosen.href)
  else {
    box.input.value = chosen.text
    box.input.form?.requestSubmit()
  }
}

function close(box: Combobox): void {
  box.list.hidden = true
  box.at = -1
  box.input.setAttribute('aria-expanded', 'false')
  box.input.removeAttribute('aria-activedescendant')
}

function makeList(field: HTMLElement, input: HTMLInputElement): HTMLUListElement {
  const list = document.createElement('ul')
  list.id = `${input.id}-suggestions`
  list.className = 'suggestions'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '')
  field.append(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  return list
}

function makeOption(box: Combobox, i: number, { text, kind }: Suggestion): HTMLLIElement {
  const option = document.createElement('li')
  option.id = `${box.list.id}-${i}`
  option.setAttribute('role', 'option')
  const words = document.createElement('bdi')
  words.textContent = text
  const what = document.createElement('small')
  what.textContent = box.kinds[kind] ?? ''
  option.append(words, what)
  return option
}

export {}
