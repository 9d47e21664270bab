import { Ruleset } from '@app/evaluation/rule';
import { basisRepealed } from './catalog/basis-repealed.rule';
import { catalogPublished } from './catalog/catalog-published.rule';
import { catalogStale } from './catalog/catalog-stale.rule';
import { duplicateItem } from './catalog/duplicate-item.rule';
import { dutyOmitted } from './catalog/duty-omitted.rule';
import { elementMissing } from './catalog/element-missing.rule';
import { limitTooWide } from './catalog/limit-too-wide.rule';
import { limitUnparsed } from './catalog/limit-unparsed.rule';
import { negativeListIncomplete } from './catalog/negative-list-incomplete.rule';
import { publisherMismatch } from './catalog/publisher-mismatch.rule';
import { villageUnmatched } from './catalog/village-unmatched.rule';
import { attachmentUnusable } from './completeness/attachment-unusable.rule';
import { missingDisclosure } from './completeness/missing-disclosure.rule';
import { sectionEmpty } from './completeness/section-empty.rule';
import { situationNote } from './completeness/situation-note.rule';
import { homepageStale } from './platform/homepage-stale.rule';
import { newsSectionStale } from './platform/news-section-stale.rule';
import { noticeSectionStale } from './platform/notice-section-stale.rule';
import { plannedSectionStale } from './platform/planned-section-stale.rule';
import { siteUnreachable } from './platform/site-unreachable.rule';
import { backDatedDocument } from './timeliness/back-dated-document.rule';
import { decisionOverdue } from './timeliness/decision-overdue.rule';
import { earlyWarning } from './timeliness/early-warning.rule';
import { fixedDateMissed } from './timeliness/fixed-date-missed.rule';
import { overdueDisclosure } from './timeliness/overdue-disclosure.rule';
import { periodMissing } from './timeliness/period-missing.rule';
import { undatedDocument } from './timeliness/undated-document.rule';

/** Changes whenever a rule can come to another verdict on the same facts; every finding carries it. */
export const RULESET_VERSION = '2026.11.7';

/** 检查规则, in the order of the official list. */
export const ruleset: Ruleset = {
  version: RULESET_VERSION,
  rules: [
    catalogPublished,
    elementMissing,
    limitUnparsed,
    duplicateItem,
    dutyOmitted,
    limitTooWide,
    basisRepealed,
    catalogStale,
    publisherMismatch,
    negativeListIncomplete,
    villageUnmatched,
    missingDisclosure,
    sectionEmpty,
    situationNote,
    attachmentUnusable,
    overdueDisclosure,
    decisionOverdue,
    periodMissing,
    fixedDateMissed,
    earlyWarning,
    backDatedDocument,
    undatedDocument,
    homepageStale,
    newsSectionStale,
    noticeSectionStale,
    plannedSectionStale,
    siteUnreachable,
  ],
};
