export * from './block.js'
export * from './bytes.js'
export * from './car.js'
export * as cbor from './cbor.js'
