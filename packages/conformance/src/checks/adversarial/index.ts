import type { Check } from '../check.js'
import { adv1 } from './adv-01.js'
import { adv2 } from './adv-02.js'
import { adv3 } from './adv-03.js'
import { adv4 } from './adv-04.js'
import { adv5 } from './adv-05.js'
import { adv6 } from './adv-06.js'
import { adv7 } from './adv-07.js'
import { adv8 } from './adv-08.js'
import { adv9 } from './adv-09.js'
import { adv10 } from './adv-10.js'
import { adv11 } from './adv-11.js'
import { adv12 } from './adv-12.js'
import { adv13 } from './adv-13.js'
import { adv14 } from './adv-14.js'
import { adv15 } from './adv-15.js'
import { adv16 } from './adv-16.js'
import { adv17 } from './adv-17.js'
import { adv18 } from './adv-18.js'
import { adv19 } from './adv-19.js'
import { adv20 } from './adv-20.js'
import { adv21 } from './adv-21.js'
import { adv22 } from './adv-22.js'

/** Every adversarial case, each against servers and against clients. */
export const adversarial: readonly Check[] = [
  ...adv1,
  ...adv2,
  ...adv3,
  ...adv4,
  ...adv5,
  ...adv6,
  ...adv7,
  ...adv8,
  ...adv9,
  ...adv10,
  ...adv11,
  ...adv12,
  ...adv13,
  ...adv14,
  ...adv15,
  ...adv16,
  ...adv17,
  ...adv18,
  ...adv19,
  ...adv20,
  ...adv21,
  ...adv22,
]
