/** Text of an encoding that writes accents before their letter, put together in Unicode's order. */
export class AccentFirstText {
  private text = ''
  private marks = ''
  /** How many characters had no reading; each became U+FFFD. */
  lost = 0

  /** Adds a letter: the accents that waited for it follow it. */
  letter(char: string): void {
    this.text += this.marks === '' ? char : char + this.marks
    this.marks = ''
  }

  /** Keeps an accent until its letter comes. */
  mark(char: string): void {
    this.marks += char
  }

  /** Adds a delimiter or another character that no accent belongs to. */
  plain(char: string): void {
    this.text += this.marks === '' ? char : this.marks + char
    this.marks = ''
  }

  unknown(): void {
    this.lost++
    this.letter('\ufffd')
  }

  /** The whole, in Unicode's composed form (NFC). */
  done(): { text: string; lost: number } {
    return { text: (this.text + this.marks).normalize('NFC'), lost: this.lost }
  }
}

/** True for a character that sits on the letter before it; the Arabic superscript alef stands on its own in MARC-8. */
export function isMark(char: string): boolean {
  return char !== '\u0670' && /^\p{Mn}$/u.test(char)
}
