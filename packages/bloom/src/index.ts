export { BloomError, type BloomErrorCode } from './errors.js'
export { BloomFilter } from './filter.js'
export { indices } from './indices.js'
export {
  capacity,
  type FilterParameters,
  MAX_BYTES,
  MAX_HASHES,
  parametersFor,
  targetRate,
} from './parameters.js'
export { xxh3 } from './xxh3.js'
