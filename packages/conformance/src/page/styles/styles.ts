import { base } from './base.js'
import { clause } from './clause.js'
import { figure } from './figure.js'
import { layout } from './layout.js'
import { print } from './print.js'

export const styles = base + layout + clause + figure + print
