import type { Area } from '../area.js'
import { badEncodings } from './pull-decode-encoding.js'
import { badBounds, badFields } from './pull-decode-fields.js'
import { goodPulls } from './pull-decode-valid.js'

export const pullDecodeArea: Area<'pull.decode'> = {
  area: 'pull-decode',
  profile: 'spec',
  layer: 'codec',
  operation: 'pull.decode',
  about:
    'The body of a pull request as a server reads it: the roots that it asks for, each once and in ' +
    'order, and its filter. A filter of no bytes comes out with no hashes.',
  cases: [...goodPulls, ...badEncodings, ...badFields, ...badBounds].map(({ body, ...rest }) => ({
    ...rest,
    input: { body },
  })),
}
