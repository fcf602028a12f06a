import { base } from '../../page/styles/base.js'
import { colours } from './colours.js'
import { grid } from './grid.js'
import { layout } from './layout.js'
import { print } from './print.js'
import { tests } from './tests.js'

export const styles = base + colours + layout + grid + tests + print
