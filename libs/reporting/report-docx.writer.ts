import { writeOfficialDocument } from '@app/rectification/official-document.writer';
import { OFFICE_TYPEFACES, Typefaces } from '@app/rectification/typeface';
import { ReportContent } from './report-content';
import { reportDocument } from './report-document';

/** The .docx of a report, in the page format of GB/T 9704-2012. */
export function writeReportDocx(report: ReportContent, typefaces: Typefaces = OFFICE_TYPEFACES): Promise<Buffer> {
  return writeOfficialDocument(reportDocument(report), typefaces);
}
