import { NoticeContent } from './notice';
import { noticeDocument } from './notice-document';
import { writeOfficialDocument } from './official-document.writer';
import { OFFICE_TYPEFACES, Typefaces } from './typeface';

/** The .docx of a 整改通知, with 问题清单 and 整改情况反馈表 as attachments 1 and 2. */
export function writeNoticeDocx(content: NoticeContent, typefaces: Typefaces = OFFICE_TYPEFACES): Promise<Buffer> {
  return writeOfficialDocument(noticeDocument(content), typefaces);
}
