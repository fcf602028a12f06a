export { inBatches } from './batches.js'
export type { Block } from './block.js'
export { asLink, parseCid, toCid } from './cid-bytes.js'
export { CidMap } from './cid-map.js'
export { CidSet } from './cid-set.js'
export { CidTable } from './cid-table.js'
export { blockLinks, type Codec, type CodecRegistry, defaultCodecs } from './codecs.js'
export { MirrorError, type MirrorErrorCode } from './errors.js'
export { fromBlockstore } from './from-blockstore.js'
export type { Order } from './frontier.js'
export { defaultHashers, type Hasher, type HasherRegistry, verify } from './hashers.js'
export { defaultLimits, type Limits } from './limits.js'
export { MemoryStore } from './memory-store.js'
export {
  type Answer,
  type MirrorOptions,
  mirror,
  type Outcome,
  type ReceivingPeer,
  type SendingPeer,
} from './mirror.js'
export { Pace } from './pace.js'
export type { OnProgress, Progress } from './progress.js'
export { Receiver } from './receiver.js'
export type { ReceiverOptions } from './receiver-options.js'
export { Sender, type SenderOptions, type Terms } from './sender.js'
export { type CborVisitor, skimCbor } from './skim-cbor.js'
export type { Have, Status } from './status.js'
export type { Awaitable, Store } from './store.js'
export { type Tally, tallied } from './tally.js'
