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
  list: HTMLElement
  /** In the order they stand, whatever group they are in. */
  options: HTMLElement[]
  /** Says to a screen reader how many there are. */
  status: HTMLElement
  url: string
  /** The headings of kinds of suggestions, in the language of the page. */
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
  const { list, status } = makeList(field, input)
  const box: Combobox = { input, list, status, options: [], url, kinds, shown: [], at: -1 }
  let timer = 0
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => ask(box), WAIT)
  })
  input.addEventListener('keydown', (event) => pressKey(box, event))
  input.addEventListener('blur', () => setTimeout(() => close(box), 150))
  box.list.addEventListener('pointerdown', (event) => event.preventDefault())
  box.list.addEventListener('click', (event) => {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]')
    if (option) take(box, box.options.indexOf(option))
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
  box.options = box.shown.map((suggestion, i) => makeOption(box, i, suggestion))
  box.list.replaceChildren(...makeGroups(box))
  if (box.shown.length === 0 || document.activeElement !== box.input) return close(box)
  box.list.hidden = false
  box.status.textContent = (box.input.dataset.found ?? '').replace('#', String(box.shown.length))
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
  for (const [i, option] of box.options.entries()) option.setAttribute('aria-selected', String(i === at))
  const option = box.options[at]
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
  box.status.textContent = ''
  box.input.setAttribute('aria-expanded', 'false')
  box.input.removeAttribute('aria-activedescendant')
}

function makeList(field: HTMLElement, input: HTMLInputElement): Pick<Combobox, 'list' | 'status'> {
  const list = document.createElement('div')
  list.id = `${input.id}-suggestions`
  list.className = 'suggestions'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '')
  const status = document.createElement('span')
  status.className = 'unseen'
  status.setAttribute('role', 'status')
  field.append(list, status)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  return { list, status }
}

/** The options under the heading of their kind, in the order they came. */
function makeGroups({ list, options, shown, kinds }: Combobox): HTMLElement[] {
  const groups = new Map<string, HTMLElement>()
  for (const [i, { kind }] of shown.entries()) {
    let group = groups.get(kind)
    if (!group) {
      group = document.createElement('div')
      group.setAttribute('role', 'group')
      const heading = document.createElement('small')
      heading.id = `${list.id}-${kind}`
      heading.textContent = kinds[kind] ?? ''
      group.setAttribute('aria-labelledby', heading.id)
      group.append(heading)
      groups.set(kind, group)
    }
    group.append(options[i] as HTMLElement)
  }
  return [...groups.values()]
}

function makeOption(box: Combobox, i: number, { text }: Suggestion): HTMLElement {
  const option = document.createElement('div')
  option.id = `${box.list.id}-${i}`
  option.setAttribute('role', 'option')
  const words = document.createElement('bdi')
  words.textContent = text
  option.append(words)
  return option
}

export {}
