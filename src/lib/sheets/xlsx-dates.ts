/** Formats of numbers that every workbook has and that show a date (ECMA-376 part 1 §18.8.30). */
const BUILT_IN = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** Listens to the styles of a workbook; `isDate` says by the index of a cell's style whether it shows a date. */
export function dateStyles() {
  const own = new Map<number, boolean>()
  const isDate: boolean[] = []
  let isInCells = false
  return {
    isDate,
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      const id = Number(attributes.numFmtId)
      if (name === 'numFmt') own.set(id, showsDay(attributes.formatCode ?? ''))
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) isDate.push(own.get(id) ?? BUILT_IN(id))
    },
    close(name: string): void {
      if (name === 'cellXfs') isInCells = false
    },
  }
}

/** True for a format with a day or a year outside its quoted texts and its conditions. */
const showsDay = (code: string) => /[dy]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, ''))

const DAY = 24 * 60 * 60 * 1000
const LAST_SERIAL = 2_958_465

/** The day of a serial number, `2003-05-12`; null for a number that is no day. */
export function dayOfSerial(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0)
  if (days < 1 || days > LAST_SERIAL) return null
  // Day 60 is the 29 February 1900 that never was.
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * DAY).toISOString().slice(0, 10)
}
