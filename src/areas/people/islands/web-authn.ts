/** True in a browser that makes passkeys and speaks their JSON (WebAuthn Level 3 §5.1.8). */
export function canPasskey(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

/** Posts JSON to our own site and reads JSON back; throws whatever is not a plain yes. */
export async function askServer<T>(path: string, body: unknown): Promise<T> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as T
}
