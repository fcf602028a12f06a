import type { HasElement, Profile, Subject } from '@car-mirror/vectors'
import { hasElement } from '../model/has-element.js'
import { Model } from '../model/model.js'
import { subjectOf } from '../model/subject.js'
import { goSubject } from '../profiles/go.js'
import { rsSubject } from '../profiles/rs.js'
import type { Spec } from '../spec/clause.js'
import { loadProfiles, pinsOf } from '../spec/profiles.js'

const DIALECTS: Readonly<Record<Profile, (base: Subject) => Subject>> = {
  spec: (subject) => subject,
  rs: rsSubject,
  go: goSubject,
}

/** What a port is measured by: the model, in each dialect. */
export class Reference {
  readonly spec: Spec
  readonly has: HasElement

  constructor(spec: Spec) {
    this.spec = spec
    this.has = hasElement(new Model(spec.pins).filter)
  }

  subject(profile: Profile): Subject {
    const dialect = loadProfiles(this.spec).find(({ profile: name }) => name === profile)!
    return DIALECTS[profile](subjectOf(new Model(pinsOf(this.spec, dialect))))
  }
}
