import { type ReactNode, useEffect, useState } from 'react'
import { Progress } from '#ui/page/progress.tsx'

/** What a progress address answers. */
interface Answer {
  done: number
  of: number | null
  finished: boolean
}

/**
 * A progress bar that follows its job: asks `url` every second for `{done, of, finished}` and opens the page again
 * when the job is done. Without script the page refreshes itself (`refreshAfter` in the page's options).
 */
export function LiveProgress(props: { url: string; label: string; done: number; of: number | null }): ReactNode {
  const [now, setNow] = useState({ done: props.done, of: props.of })
  useEffect(() => {
    const timer = setInterval(async () => {
      try {
        const answer = await fetch(props.url)
        if (!answer.ok) return
        const { done, of, finished } = (await answer.json()) as Answer
        setNow({ done, of })
        if (finished) location.reload()
      } catch {
        // The line may be down for a moment: the next second asks again.
      }
    }, 1000)
    return () => clearInterval(timer)
  }, [props.url])
  return (
    <div aria-live="off">
      <Progress label={props.label} done={now.done} of={now.of} />
    </div>
  )
}
