import type { OaiErrorCode } from './request.ts'

/** The protocol's own way of saying no: becomes an `<error>` of an answer that is otherwise in order. */
export class StoppedByProtocol extends Error {
  readonly code: OaiErrorCode

  constructor(code: OaiErrorCode, message: string) {
    super(message)
    this.name = 'StoppedByProtocol'
    this.code = code
  }
}

export function refuse(code: OaiErrorCode, message: string): never {
  throw new StoppedByProtocol(code, message)
}
