import { Family } from '../family';

/** 通用 — any page no family recognises. */
export const generic: Family = { name: 'generic', recognises: () => true, textMarks: [], titleMarks: [] };
