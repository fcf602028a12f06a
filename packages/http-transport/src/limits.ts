import { type CarLimits, defaultCarLimits } from '@car-mirror/car-io'
import { defaultLimits, type Limits as ReceiverLimits } from '@car-mirror/core'

/** What is accepted from a peer. Everything is checked before it is allocated or looped over. */
export interface TransportLimits {
  /**
   * A pull request or push answer. Bytes. Room for the largest filter and 65,536 roots.
   * @see HTTP-8
   */
  readonly message: number
  /** What a server reads and drops after it has refused a body, so that the client hears why. Bytes. */
  readonly drain: number
  /** Header, frame, total and number of blocks of a CAR. A pull takes any header of requested roots. */
  readonly car: CarLimits
  readonly receiver: ReceiverLimits
}

/** The limits that are not given keep their default. */
export interface GivenLimits {
  readonly message?: number
  readonly drain?: number
  readonly car?: Partial<CarLimits>
  readonly receiver?: Partial<ReceiverLimits>
}

const KIB = 1024
const MIB = 1024 * KIB

export const defaultTransportLimits: TransportLimits = {
  message: 24 * MIB,
  drain: 64 * MIB,
  // Some 6,000 DAG roots; each costs a walk.
  car: { ...defaultCarLimits, header: 256 * KIB },
  receiver: defaultLimits,
}

export function transportLimits(given: GivenLimits = {}): TransportLimits {
  return {
    ...defaultTransportLimits,
    ...given,
    car: { ...defaultTransportLimits.car, ...given.car },
    receiver: { ...defaultTransportLimits.receiver, ...given.receiver },
  }
}
