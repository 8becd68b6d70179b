import { type ReactNode, useEffect, useState } from 'react'
import { useHref } from '#ui/request-context.tsx'
import { askServer, canPasskey } from './web-authn.ts'

/** A button that signs in by a passkey; without script, or in a browser without passkeys, it says what is missing. */
export function PasskeySignIn(props: { label: string; wrong: string; needs: string; next: string }): ReactNode {
  const href = useHref()
  const [able, setAble] = useState(false)
  const [fault, setFault] = useState('')
  useEffect(() => setAble(canPasskey()), [])
  const signIn = async () => {
    setFault('')
    try {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await askServer('/sign-in/passkey/options', {}))
      const credential = await navigator.credentials.get({ publicKey })
      if (!(credential instanceof PublicKeyCredential)) return
      const { to } = await askServer<{ to: string }>(href('/sign-in/passkey'), {
        response: credential.toJSON(),
        next: props.next,
      })
      location.assign(to)
    } catch {
      setFault(props.wrong)
    }
  }
  if (!able) return <p className="hint">{props.needs}</p>
  return (
    <>
      <button type="button" className="button button-plain" onClick={signIn}>
        {props.label}
      </button>
      <p role="status" className="field-error">
        {fault}
      </p>
    </>
  )
}
