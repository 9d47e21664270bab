import { createTransport, SendMailOptions, Transporter } from 'nodemailer';
import { DataSource } from 'typeorm';
import { NoticeContent } from './notice';
import { writeNoticeDocx } from './notice-docx.writer';
import { printable } from './wording';

export interface MailOptions {
  /** Without it nothing is sent and the mails wait. */
  readonly smtpUrl?: string;
  readonly mailFrom: string;
}

/** `pending`: not sent, to be tried again; `skipped`: nothing to do, or another process is at it. */
export type MailOutcome = 'sent' | 'pending' | 'failed' | 'skipped';

/**
 * Sends the outbox. A row is locked while its mail is on the way, so two processes never send the same one; a process
 * that dies between the server's answer and the commit leaves the row pending, and the mail goes out again with the
 * same Message-ID. A notice that arrives twice is a smaller harm than one that never does.
 */
export class MailClient {
  private readonly transport: Transporter | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly options: MailOptions,
  ) {
    this.transport = options.smtpUrl === undefined ? undefined : openTransport(options.smtpUrl);
  }

  async send(mailId: number): Promise<MailOutcome> {
    return this.db.transaction(async (tx) => {
      const [mail] = await tx.query(`${CLAIM} FOR UPDATE OF m SKIP LOCKED`, [mailId]);
      if (!mail) return 'skipped';
      const failure = await this.deliver(mail);
      const outcome = outcomeOf(failure, mail);
      await tx.query(
        `UPDATE mail_outbox SET state = $2, error = $3, sent_at = CASE WHEN $2 = 'sent' THEN now() END WHERE id = $1`,
        [mailId, outcome, failure?.text ?? null],
      );
      return outcome;
    });
  }

  close(): void {
    this.transport?.close();
  }

  private async deliver(mail: OutboxRow): Promise<Failure | undefined> {
    if (!this.transport) return { text: '未设置邮件服务器（SMTP_URL），邮件未发出', isPermanent: false };
    if (!isAddress(mail.recipient)) return { text: '收件地址不是有效的电子邮件地址', isPermanent: true };
    try {
      await this.transport.sendMail(await messageOf(mail, this.options.mailFrom));
      return undefined;
    } catch (error) {
      return failureOf(error as SmtpError);
    }
  }
}

interface OutboxRow {
  readonly key: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly isOld: boolean;
  readonly content: NoticeContent | null;
}

interface Failure {
  /** Chinese; shown beside the notice. */
  readonly text: string;
  readonly isPermanent: boolean;
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** After three days a mail that could not be sent is given up: the unit has its inbox on the platform. */
const CLAIM = `
  SELECT m.key, m.recipient, m.subject, m.body, m.created_at AS "createdAt", m.created_at < now() - interval '3 days' AS "isOld",
         n.content
    FROM mail_outbox m LEFT JOIN notice n ON n.id = m.notice_id WHERE m.id = $1 AND m.state = 'pending'`;

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const FAILURES: Readonly<Record<string, string>> = {
  ECONNECTION: '无法连接邮件服务器',
  ESOCKET: '无法连接邮件服务器',
  ETIMEDOUT: '邮件服务器没有响应',
  EDNS: '邮件服务器的域名无法解析',
  ETLS: '与邮件服务器的加密连接失败',
  EAUTH: '邮件服务器登录失败，请核对账号和密码',
  EENVELOPE: '邮件服务器拒绝了收件人或者发件人',
  EMESSAGE: '邮件服务器拒收邮件',
};

function openTransport(smtpUrl: string): Transporter {
  return createTransport({
    url: smtpUrl,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    // Mails quote crawled text; it must never name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function messageOf(mail: OutboxRow, from: string): Promise<SendMailOptions> {
  const { content } = mail;
  return {
    from,
    // As an object: a text would be parsed, and a comma in it would be a second recipient.
    to: { name: '', address: mail.recipient },
    subject: oneLine(mail.subject),
    text: printable(mail.body),
    messageId: messageId(mail, from),
    date: mail.createdAt,
    attachments: content
      ? [{ filename: `${oneLine(content.number)}.docx`, content: await writeNoticeDocx(content), contentType: DOCX }]
      : [],
  };
}

/** The same for every attempt, so that a mail sent twice is shown once where the reader's server compares. */
function messageId({ key, createdAt }: OutboxRow, from: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return `<${key}.${createdAt.getTime()}@${domain}>`;
}

function outcomeOf(failure: Failure | undefined, { isOld }: OutboxRow): 'sent' | 'pending' | 'failed' {
  if (!failure) return 'sent';
  return failure.isPermanent || isOld ? 'failed' : 'pending';
}

function failureOf({ code = '', responseCode = 0, response = '', message }: SmtpError): Failure {
  const answer = printable(oneLine(response || message)).slice(0, 300);
  return {
    text: `${FAILURES[code] ?? '邮件未能发出'}（${answer}）`,
    // A refused login is mended in the settings; a refused recipient or message stays refused.
    isPermanent: responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'),
  };
}

/** One mailbox and nothing else: no list, no display name, no line break. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s<>@,;:"()[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text);
}

function oneLine(text: string): string {
  return printable(text)
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .trim();
}
