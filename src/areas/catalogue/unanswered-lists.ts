const DAY = 24 * 60 * 60 * 1000

/** Days a table waits until somebody says what its columns hold. */
export const KEPT_DAYS = 14

/** Until when a table that came at an instant waits for its columns. */
export const keptUntil = (createdAt: Date): Date => new Date(createdAt.getTime() + KEPT_DAYS * DAY)
