/** The time as a value passed in: services never ask the machine, so tests choose the instant. */
export type Clock = () => Date

/** The machine's own clock, for `server.ts` and `cli.ts`. */
export const systemClock: Clock = () => new Date()
