/**
 * Why a query cannot be asked. `number` is one of info:srw/diagnostic/1/, `details` what it is about, as that list defines it
 * for each number; `at` counts UTF-16 units of the query from 0, null where no place of it is to blame.
 */
export class CqlStop extends Error {
  readonly number: number
  readonly details: string | null
  readonly at: number | null

  constructor(number: number, details: string | null = null, at: number | null = null) {
    super(`CQL ${number} ${details ?? ''}`.trim())
    this.name = 'CqlStop'
    this.number = number
    this.details = details
    this.at = at
  }
}

export function stop(number: number, details: string | null = null, at: number | null = null): never {
  throw new CqlStop(number, details, at)
}

/** Does a part of the work; what stops in it without a place stops there. */
export function placed<T>(at: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof CqlStop && error.at === null) return stop(error.number, error.details, at)
    throw error
  }
}
