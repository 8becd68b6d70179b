import type { Actor } from '#areas/people/contract.ts'

// The platform's requests carry an actor, but only the people area knows what one is.
declare module '#platform/http.ts' {
  interface RequestVariables {
    actor: Actor
  }
}
