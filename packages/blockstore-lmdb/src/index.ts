export type { ByteBlock, ByteStore } from './byte-store.js'
export { MAX_CID_BYTES } from './cid-layout.js'
export type { OpenOptions } from './environment.js'
export {
  LmdbBlockstoreError,
  type LmdbBlockstoreErrorCode,
  type LmdbBlockstoreErrorDetails,
} from './errors.js'
export { type AbortOptions, LmdbBlockstore } from './lmdb-blockstore.js'
export type { Root } from './roots.js'
