/** Where the apps put the list of rules; nothing under libs/ imports rules/. */
export const RULESET = Symbol('ruleset');
