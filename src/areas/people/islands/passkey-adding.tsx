import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useHref } from '#ui/request-context.tsx'
import { askServer, canPasskey } from './web-authn.ts'

/** A name and a button that make a passkey on this device; without script it says what is missing. */
export function PasskeyAdding(props: {
  label: string
  nameLabel: string
  nameHint: string
  wrong: string
  needs: string
}): ReactNode {
  const href = useHref()
  const [able, setAble] = useState(false)
  const [fault, setFault] = useState('')
  const name = useRef<HTMLInputElement>(null)
  useEffect(() => setAble(canPasskey()), [])
  const add = async () => {
    setFault('')
    try {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
        await askServer('/account/passkeys/options', {}),
      )
      const credential = await navigator.credentials.create({ publicKey })
      if (!(credential instanceof PublicKeyCredential)) return
      const body = { response: credential.toJSON(), name: name.current?.value ?? '' }
      const { to } = await askServer<{ to: string }>(href('/account/passkeys'), body)
      location.assign(to)
    } catch {
      setFault(props.wrong)
    }
  }
  if (!able) return <p className="hint">{props.needs}</p>
  return (
    <div className="form">
      <div className="field">
        <label htmlFor="passkey-name">{props.nameLabel}</label>
        <p className="hint" id="passkey-name-hint">
          {props.nameHint}
        </p>
        <input
          ref={name}
          id="passkey-name"
          className="input input-half"
          maxLength={60}
          dir="auto"
          aria-describedby="passkey-name-hint"
        />
      </div>
      <div className="actions">
        <button type="button" className="button button-plain" onClick={add}>
          {props.label}
        </button>
      </div>
      <p role="status" className="field-error">
        {fault}
      </p>
    </div>
  )
}
