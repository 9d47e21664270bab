import { DISCLOSURE_REQUEST, REVIEW_CASE, FAULT_REPORT, PUBLIC_OPINION, MESSAGE, COMPLAINT } from './interaction-kinds';
import {
  SOCIAL_ACCOUNT,
  YEARLY_DUTY,
  SERVICE_CHANGE,
  LOCAL_PLAN,
  SITE_FILING,
  ASSESSMENT_WEIGHT,
  SITUATION_NOTE,
} from './mechanism-kinds';
import { RegisterKind, RegisterKindId } from './register-kind';

/** 台账种类, in the order of screens. */
export const REGISTER_KINDS: readonly RegisterKind[] = [
  DISCLOSURE_REQUEST,
  REVIEW_CASE,
  MESSAGE,
  FAULT_REPORT,
  PUBLIC_OPINION,
  COMPLAINT,
  SOCIAL_ACCOUNT,
  SERVICE_CHANGE,
  LOCAL_PLAN,
  SITE_FILING,
  YEARLY_DUTY,
  ASSESSMENT_WEIGHT,
  SITUATION_NOTE,
];

export const REGISTER_KIND_IDS = REGISTER_KINDS.map(({ id }) => id) as [RegisterKindId, ...RegisterKindId[]];

export function registerKind(id: RegisterKindId): RegisterKind {
  const kind = REGISTER_KINDS.find((each) => each.id === id);
  if (!kind) throw new RangeError(`no register kind ${id}`);
  return kind;
}
