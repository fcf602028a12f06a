import type { Area } from '../area.js'
import { small } from './filter-insert.js'

const FLAG = 'literal-reading'

export const filterInsertMsbArea: Area<'insert'> = {
  area: 'filter-insert-msb',
  profile: 'spec',
  layer: 'codec',
  operation: 'insert',
  about:
    'Insertions of filter-insert under the literal reading of "big-endian and zero-indexed": index 0 ' +
    'is the highest bit of the first byte. Nobody speaks this; the file is for whoever wants to know ' +
    'whether a filter was written so.',
  flags: { [FLAG]: 'the result under the literal reading of BF-12, which is not the pinned one' },
  cases: small.map(({ name, input, comment }) => ({
    name,
    requirements: ['BF-12'],
    flags: [FLAG],
    input,
    ...(comment === undefined ? {} : { comment }),
  })),
}
