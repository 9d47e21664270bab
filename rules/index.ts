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
import { bodyUnsearchable } from './completeness/body-unsearchable.rule';
import { doubleRandom } from './completeness/double-random.rule';
import { elementAbsent } from './completeness/element-absent.rule';
import { enterpriseSection } from './completeness/enterprise-section.rule';
import { fiveDisclosures } from './completeness/five-disclosures.rule';
import { misplacedDocument } from './completeness/misplaced-document.rule';
import { missingDisclosure } from './completeness/missing-disclosure.rule';
import { openData } from './completeness/open-data.rule';
import { repeatedTitle } from './completeness/repeated-title.rule';
import { replyText } from './completeness/reply-text.rule';
import { requestOnly } from './completeness/request-only.rule';
import { sectionEmpty } from './completeness/section-empty.rule';
import { situationNote } from './completeness/situation-note.rule';
import { withdrawnDocument } from './completeness/withdrawn-document.rule';
import { consultationUnanswered } from './content/consultation-unanswered.rule';
import { contactExposed } from './content/contact-exposed.rule';
import { emptyTable } from './content/empty-table.rule';
import { figureConflict } from './content/figure-conflict.rule';
import { garbledText } from './content/garbled-text.rule';
import { hardshipExposed } from './content/hardship-exposed.rule';
import { idNumberExposed } from './content/id-number-exposed.rule';
import { interpretationExcerpt } from './content/interpretation-excerpt.rule';
import { interpretationUnlinked } from './content/interpretation-unlinked.rule';
import { onRequestPublished } from './content/on-request-published.rule';
import { privacyExemption } from './content/privacy-exemption.rule';
import { secrecyMark } from './content/secrecy-mark.rule';
import { wordingError } from './content/wording-error.rule';
import { accountIdle } from './interaction/account-idle.rule';
import { accountStale } from './interaction/account-stale.rule';
import { complaintOverdue } from './interaction/complaint-overdue.rule';
import { consultationChannelMissing } from './interaction/consultation-channel-missing.rule';
import { emptyReply } from './interaction/empty-reply.rule';
import { faultOverdue } from './interaction/fault-overdue.rule';
import { messageOverdue } from './interaction/message-overdue.rule';
import { opinionOverdue } from './interaction/opinion-overdue.rule';
import { requestOverdue } from './interaction/request-overdue.rule';
import { reviewCorrected } from './interaction/review-corrected.rule';
import { problemRecurred } from './mechanism/problem-recurred.rule';
import { rectificationOverdue } from './mechanism/rectification-overdue.rule';
import { weightTooLow } from './mechanism/weight-too-low.rule';
import { yearlyDutyMissing } from './mechanism/yearly-duty-missing.rule';
import { isCore } from './core';
import { PACKS } from './packs/packs';
import { accessMarksMissing } from './platform/access-marks-missing.rule';
import { annualReportIncomplete } from './platform/annual-report-incomplete.rule';
import { deadLink } from './platform/dead-link.rule';
import { directoryBlocks } from './platform/directory-blocks.rule';
import { directoryName } from './platform/directory-name.rule';
import { downloadsBroken } from './platform/downloads-broken.rule';
import { filingMismatch } from './platform/filing-mismatch.rule';
import { guideElementsMissing } from './platform/guide-elements-missing.rule';
import { homepageStale } from './platform/homepage-stale.rule';
import { newsSectionStale } from './platform/news-section-stale.rule';
import { noticeSectionStale } from './platform/notice-section-stale.rule';
import { plannedSectionStale } from './platform/planned-section-stale.rule';
import { requestEntryMissing } from './platform/request-entry-missing.rule';
import { searchUnusable } from './platform/search-unusable.rule';
import { siteMarksMissing } from './platform/site-marks-missing.rule';
import { siteUnreachable } from './platform/site-unreachable.rule';
import { tamperedPage } from './platform/tampered-page.rule';
import { serviceGuideIncomplete } from './service/service-guide-incomplete.rule';
import { backDatedDocument } from './timeliness/back-dated-document.rule';
import { budgetOverdue } from './timeliness/budget-overdue.rule';
import { consultationShort } from './timeliness/consultation-short.rule';
import { decisionOverdue } from './timeliness/decision-overdue.rule';
import { displayShort } from './timeliness/display-short.rule';
import { earlyDisclosure } from './timeliness/early-disclosure.rule';
import { earlyWarning } from './timeliness/early-warning.rule';
import { fixedDateMissed } from './timeliness/fixed-date-missed.rule';
import { interpretationLate } from './timeliness/interpretation-late.rule';
import { localPlanOverdue } from './timeliness/local-plan-overdue.rule';
import { overdueDisclosure } from './timeliness/overdue-disclosure.rule';
import { periodMissing } from './timeliness/period-missing.rule';
import { repealedUnmarked } from './timeliness/repealed-unmarked.rule';
import { serviceChangeOverdue } from './timeliness/service-change-overdue.rule';
import { undatedDocument } from './timeliness/undated-document.rule';

/** Changes whenever a rule can come to another verdict on the same facts; every finding carries it. */
export const RULESET_VERSION = '2026.12.1';

/** 检查规则, in the order of the official list. */
export const ruleset: Ruleset = {
  version: RULESET_VERSION,
  packs: PACKS,
  isCore,
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
    elementAbsent,
    bodyUnsearchable,
    attachmentUnusable,
    requestOnly,
    fiveDisclosures,
    enterpriseSection,
    openData,
    doubleRandom,
    replyText,
    misplacedDocument,
    repeatedTitle,
    withdrawnDocument,
    overdueDisclosure,
    decisionOverdue,
    budgetOverdue,
    interpretationLate,
    periodMissing,
    fixedDateMissed,
    displayShort,
    consultationShort,
    serviceChangeOverdue,
    localPlanOverdue,
    earlyWarning,
    backDatedDocument,
    undatedDocument,
    earlyDisclosure,
    repealedUnmarked,
    directoryBlocks,
    directoryName,
    searchUnusable,
    downloadsBroken,
    requestEntryMissing,
    guideElementsMissing,
    annualReportIncomplete,
    homepageStale,
    newsSectionStale,
    noticeSectionStale,
    plannedSectionStale,
    siteUnreachable,
    deadLink,
    tamperedPage,
    siteMarksMissing,
    accessMarksMissing,
    filingMismatch,
    messageOverdue,
    consultationChannelMissing,
    emptyReply,
    requestOverdue,
    reviewCorrected,
    faultOverdue,
    opinionOverdue,
    complaintOverdue,
    accountStale,
    accountIdle,
    serviceGuideIncomplete,
    yearlyDutyMissing,
    weightTooLow,
    rectificationOverdue,
    problemRecurred,
    idNumberExposed,
    contactExposed,
    hardshipExposed,
    privacyExemption,
    secrecyMark,
    onRequestPublished,
    wordingError,
    garbledText,
    emptyTable,
    figureConflict,
    interpretationUnlinked,
    interpretationExcerpt,
    consultationUnanswered,
  ],
};
