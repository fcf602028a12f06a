import { BloomError } from '@car-mirror/bloom'
import { CarError } from '@car-mirror/car-io'
import { MirrorError } from '@car-mirror/core'
import { TransportError } from '@car-mirror/http-transport'
import type { Category } from '@car-mirror/vectors'

/** Our codes by the categories that the vectors have for the reasons of a refusal. */
const CATEGORIES: Readonly<Record<string, Category>> = {
  ERR_FILTER_HASHES: 'filter-hashes',
  ERR_FILTER_SIZE: 'filter-size',
  ERR_FILTER_MISMATCH: 'filter-mismatch',
  ERR_CAR_TRUNCATED: 'car-truncated',
  ERR_CAR_VARINT: 'car-varint',
  ERR_CAR_HEADER: 'car-header',
  ERR_CAR_VERSION: 'car-version',
  ERR_CAR_FRAME: 'car-frame',
  ERR_CAR_CID: 'car-cid',
  ERR_CAR_HEADER_LIMIT: 'car-limit',
  ERR_CAR_FRAME_LIMIT: 'car-limit',
  ERR_BLOCK_HASH: 'block-hash',
  ERR_BLOCK_CORRUPT: 'block-corrupt',
  ERR_CODEC_UNKNOWN: 'codec-unknown',
  ERR_HASH_UNKNOWN: 'hash-unknown',
  ERR_NO_PROGRESS: 'no-progress',
  ERR_MESSAGE: 'message',
  ERR_PROTOCOL: 'protocol',
  ERR_REFUSED: 'refused',
}

const ERRORS = [BloomError, CarError, MirrorError, TransportError]

export interface Refused {
  readonly error: Category | 'unspecified'
  readonly detail: string
}

/** A refusal in the words of the protocol, and in our own. What is none of our errors is a crash. */
export function refused(error: unknown): Refused {
  if (!ERRORS.some((type) => error instanceof type)) throw error
  const { code, message } = error as Error & { code: string }
  return { error: CATEGORIES[code] ?? 'unspecified', detail: `${code}: ${message}` }
}

/** The value of an operation, or its refusal. */
export function attempt<V>(action: () => V): { value: V } | Refused {
  try {
    return { value: action() }
  } catch (error) {
    return refused(error)
  }
}
