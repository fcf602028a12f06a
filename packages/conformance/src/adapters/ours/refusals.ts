import { BloomError } from '@car-mirror/bloom'
import { CarError } from '@car-mirror/car-io'
import { MirrorError } from '@car-mirror/core'
import { categoryOf } from '@car-mirror/fixtures'
import { TransportError } from '@car-mirror/http-transport'
import type { Category } from '@car-mirror/vectors'

const ERRORS = [BloomError, CarError, MirrorError, TransportError]

export interface Refused {
  readonly error: Category | 'unspecified'
  readonly detail: string
}

/** A refusal in the words of the protocol, and in our own. What is none of our errors is a crash. */
export function refused(error: unknown): Refused {
  if (!ERRORS.some((type) => error instanceof type)) throw error
  const ours = error as Error & { code: string }
  return { error: categoryOf(ours), detail: `${ours.code}: ${ours.message}` }
}

/** The value of an operation, or its refusal. */
export function attempt<V>(action: () => V): { value: V } | Refused {
  try {
    return { value: action() }
  } catch (error) {
    return refused(error)
  }
}
