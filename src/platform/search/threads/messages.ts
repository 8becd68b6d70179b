import type { SharedValues } from '#platform/search/segments/facet-dictionary.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import type { Merged } from '#platform/search/segments/segment-merge.ts'
import type { IndexSchema } from '#platform/search/types.ts'
import type { Answers, Question } from './questions.ts'

/** To a thread that answers. An index is told by a number that no other index of the process has. */
export type ToReader =
  | {
      readonly kind: 'index'
      readonly index: number
      readonly schema: IndexSchema
      readonly dictionaries: Readonly<Record<string, SharedValues>>
    }
  /** The index now has these segments; those that are new to the thread are sent along. */
  | {
      readonly kind: 'segments'
      readonly index: number
      readonly added: readonly (readonly [number, Segment])[]
      readonly order: readonly number[]
    }
  | { readonly kind: 'forget'; readonly index: number }
  | { readonly kind: 'ask'; readonly index: number; readonly id: number; readonly question: Question }

export type FromReader =
  | { readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly error: unknown }

/** To the thread that merges, and back. */
export interface ToMerger {
  readonly id: number
  readonly schema: IndexSchema
  readonly sources: readonly Segment[]
}

export type FromMerger =
  | { readonly id: number; readonly merged: Merged }
  | { readonly id: number; readonly error: unknown }
