import { Rule } from '@app/evaluation/rule';

/** What can be said of any catalog and site. The other groups rest on local duties or a region's own wish. */
const CORE_GROUPS = /^(?:CAT|PUB|TIM|PLT)-/;
/** Of the rules about a site as a whole only these two; what else it must have, a region has to ask for. */
const CORE_OF_SITE = new Set(['PLT-08', 'PLT-12']);
/** What people entered, and our own notices, are judged because they are there. */
const ENTERED = new Set(['entry', 'case']);

/** Whether a rule is in force where no region has chosen a pack. */
export const isCore = ({ code, subject }: Rule): boolean =>
  ENTERED.has(subject) || (CORE_GROUPS.test(code) && (subject !== 'site' || CORE_OF_SITE.has(code)));
