import type { ReactNode } from 'react'
import { Num } from '#ui/data/values.tsx'
import { useText } from '#ui/request-context.tsx'

/** How far a slow act has come. `of` is null while nobody knows how much there is. */
export interface ProgressState {
  done: number
  of: number | null
  /** What is going on, in a few words. */
  label: string
}

/** A bar with its figures in words beside it, so that it says something without its colour and without script. */
export function Progress({ done, of, label }: ProgressState): ReactNode {
  const t = useText()
  const known = of !== null && of > 0
  return (
    <div className="progress">
      <div className="progress-line">
        <span>{label}</span>
        <span className="quiet">
          {known ? (
            <>
              <Num n={done} /> {t.of} <Num n={of} />
            </>
          ) : done > 0 ? (
            <Num n={done} />
          ) : (
            t.progressUnknown
          )}
        </span>
      </div>
      {known ? <progress value={Math.min(done, of)} max={of} aria-label={label} /> : <progress aria-label={label} />}
    </div>
  )
}
