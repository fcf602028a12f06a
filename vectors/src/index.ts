export type { Bytes, Digested, Elements, Hex, Part } from './bytes.js'
export { described, digested, fromHex, toBytes, toElements, toHex } from './expand.js'
export {
  type Category,
  categories,
  type Layer,
  type Profile,
  type Result,
  type Vector,
  type VectorFile,
} from './file.js'
export { type Difference, differences, type HasElement, judge } from './judge.js'
export { NamedDag } from './named-dag.js'
export type {
  Delivery,
  Ending,
  Expect,
  Filter,
  FilterClaim,
  FramedBlock,
  GivenStatus,
  HttpAnswer,
  HttpRequest,
  Input,
  Message,
  NamedBlock,
  Names,
  Operation,
  Operations,
  ScriptedAnswer,
  StatusClaim,
  Value,
} from './operations.js'
export { vectorFiles, vectorsFolder, versions } from './read.js'
export type { Outcome, Subject } from './subject.js'
