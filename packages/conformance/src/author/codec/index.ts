import type { Area } from '../area.js'
import { carDecodeArea } from './car-decode.js'
import { carEncodeArea } from './car-encode.js'
import { filterHasArea } from './filter-has.js'
import { filterIndicesArea } from './filter-indices.js'
import { filterInsertArea } from './filter-insert.js'
import { filterInsertMsbArea } from './filter-insert-msb.js'
import { filterParametersArea } from './filter-parameters.js'
import { filterUnionArea } from './filter-union.js'
import { pullEncodeArea, pushEncodeArea } from './message-encode.js'
import { pullDecodeArea } from './pull-decode.js'
import { pushDecodeArea } from './push-decode.js'
import { xxh3Area } from './xxh3.js'

/** Everything that can be asked of single values: no store, no round. */
export const codecAreas: readonly Area[] = [
  xxh3Area,
  filterIndicesArea,
  filterInsertArea,
  filterInsertMsbArea,
  filterHasArea,
  filterUnionArea,
  filterParametersArea,
  pullEncodeArea,
  pullDecodeArea,
  pushEncodeArea,
  pushDecodeArea,
  carEncodeArea,
  carDecodeArea,
]
