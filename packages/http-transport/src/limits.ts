import type { CarLimits } from '@car-mirror/car-io'
import type { Limits as ReceiverLimits } from '@car-mirror/core'

/** What is accepted from a peer. Everything is checked before it is allocated or looped over. */
export interface TransportLimits {
  /** A pull request or push answer. Bytes. Room for the largest filter and 65,536 roots. */
  readonly message: number
  /** What a server reads and drops after it has refused a body, so that the client hears why. Bytes. */
  readonly drain: number
  /** Header, frame, total and number of blocks of a CAR. A pull takes any header of requested roots. */
  readonly car: Partial<CarLimits>
  readonly receiver: Partial<ReceiverLimits>
}

export const defaultTransportLimits: TransportLimits = {
  message: 24 * 1024 * 1024,
  drain: 64 * 1024 * 1024,
  car: {},
  receiver: {},
}
