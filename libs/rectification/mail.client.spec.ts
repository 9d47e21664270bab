import { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { workCalendar } from '@app/calendar/holiday-notices';
import { pendingMailIds } from './mail-outbox.store';
import { MailClient } from './mail.client';
import { RectificationStore } from './rectification.store';
import { addAlert, addUnit, storedFinding } from './stored-case.fixture';

interface Received {
  readonly recipients: string[];
  readonly raw: string;
}

let db: DataSource;
let drop: () => Promise<void>;
let server: SMTPServer;
let smtpUrl: string;
const received: Received[] = [];
let answer: Error | null = null;

beforeAll(async () => {
  const database = await testDatabase();
  ({ dataSource: db } = database);
  drop = () => database.drop();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => callback(answer),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ recipients, raw: Buffer.concat(chunks).toString('latin1') });
        callback();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()));
  await drop?.();
});

const client = (url: string | undefined = smtpUrl) =>
  new MailClient(db, { smtpUrl: url, mailFrom: '政务公开在线监督平台 <mingjian@qinghe.example>' });
const mailRow = async (id: number) =>
  (await db.query(`SELECT state, error, sent_at AS "sentAt" FROM mail_outbox WHERE id = $1`, [id]))[0];
let keys = 0;

/** A mail without a notice. */
async function queued(changes: { recipient?: string; subject?: string; age?: string } = {}): Promise<number> {
  const { recipient = 'bsz@qinghe.example', subject = '整改通知', age = '0 days' } = changes;
  const [{ id }] = await db.query(
    `INSERT INTO mail_outbox (key, recipient, subject, body, created_at)
     VALUES ($1, $2, $3, '正文', now() - $4::interval) RETURNING id`,
    [`spec-${(keys += 1)}`, recipient, subject, age],
  );
  return id;
}

describe('MailClient', () => {
  it('sends a notice with its .docx, once', async () => {
    const unitId = await addUnit(db, '白石镇人民政府', 'bsz@qinghe.example');
    const { mailId } = await new RectificationStore(db).issueNotice({
      alertIds: [await addAlert(db, unitId, storedFinding())],
      today: '2026-11-20',
      calendar: workCalendar(),
      office: { name: '清河县人民政府办公室', code: '清政公开督', contact: '' },
      issuedBy: '沈明',
      publicUrl: null,
    });
    const before = received.length;
    expect(await client().send(mailId!)).toBe('sent');
    expect(await client().send(mailId!)).toBe('skipped');
    expect(received).toHaveLength(before + 1);
    const { recipients, raw } = received.at(-1)!;
    expect(recipients).toEqual(['bsz@qinghe.example']);
    expect(raw).toContain('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    // The first bytes of a ZIP file in base64.
    expect(raw).toContain('UEsDB');
    expect(raw).toMatch(/^Message-ID: <notice-\d+-issued\.\d+@qinghe\.example>/m);
    expect(await mailRow(mailId!)).toMatchObject({ state: 'sent', error: null, sentAt: expect.any(Date) });
  });

  it('sends one mail once although several processes try at the same moment', async () => {
    const id = await queued();
    const before = received.length;
    const outcomes = await Promise.all([1, 2, 3].map(() => client().send(id)));
    expect(outcomes.sort()).toEqual(['sent', 'skipped', 'skipped']);
    expect(received).toHaveLength(before + 1);
  });

  it('keeps a mail and says why while the server is down, and sends it later', async () => {
    const id = await queued();
    expect(await client('smtp://127.0.0.1:1').send(id)).toBe('pending');
    expect(await mailRow(id)).toMatchObject({ state: 'pending', error: expect.stringContaining('无法连接邮件服务器') });
    expect(await pendingMailIds(db)).toContain(id);
    expect(await client().send(id)).toBe('sent');
    expect(await mailRow(id)).toMatchObject({ state: 'sent', error: null });
  });

  it('keeps a mail when no server is set', async () => {
    const id = await queued();
    const unset = new MailClient(db, { mailFrom: 'mingjian@qinghe.example' });
    expect(await unset.send(id)).toBe('pending');
    expect(await mailRow(id)).toMatchObject({ error: expect.stringContaining('SMTP_URL') });
  });

  it.each<[string, number, 'failed' | 'pending']>([
    ['gives up a refused recipient', 550, 'failed'],
    ['tries a busy mailbox again', 451, 'pending'],
  ])('%s (%i)', async (_norm, responseCode, outcome) => {
    answer = Object.assign(new Error('mailbox says no'), { responseCode });
    const id = await queued();
    expect(await client().send(id)).toBe(outcome);
    answer = null;
    expect(await mailRow(id)).toMatchObject({ state: outcome, error: expect.stringContaining('mailbox says no') });
  });

  it('gives up after three days', async () => {
    const [young, old] = [await queued({ age: '2 days 23 hours' }), await queued({ age: '3 days 1 hour' })];
    expect(await client('smtp://127.0.0.1:1').send(young)).toBe('pending');
    expect(await client('smtp://127.0.0.1:1').send(old)).toBe('failed');
  });

  it.each([
    'a@qinghe.example, b@evil.example',
    'a@qinghe.example\r\nBcc: b@evil.example',
    '周宁 <a@qinghe.example>',
    'a@qinghe.example\u0000',
    'nobody',
    '',
  ])('refuses the recipient %j', async (recipient) => {
    // PostgreSQL itself refuses the null character.
    const id = await queued({ recipient: recipient.replace('\u0000', ' ') });
    const before = received.length;
    expect(await client().send(id)).toBe('failed');
    expect(received).toHaveLength(before);
    expect(await mailRow(id)).toMatchObject({ error: expect.stringContaining('收件地址') });
  });

  it('folds line breaks out of a subject', async () => {
    const id = await queued({ subject: '整改通知\r\nBcc: b@evil.example\r\n\r\nx' });
    expect(await client().send(id)).toBe('sent');
    const { recipients, raw } = received.at(-1)!;
    expect(recipients).toEqual(['bsz@qinghe.example']);
    expect(raw).not.toMatch(/^Bcc:/im);
  });
});
