import { LocalDate } from '@app/calendar/local-date';
import { DeadlineProblem } from '@app/catalog/deadline';
import { Deadline } from '@app/catalog/time-limit';
import { cannotTell, fail, notApplicable, pass, Proof, RuleContext, unseen, Verdict } from '@app/evaluation/rule';
import { RegisterEntry } from '@app/registers/register-kind';
import { spoken, spokenLateness } from './wording';

/** A term that an entry of a register speaks of, and whether it was kept. */
export interface EntryTerm {
  readonly entry: RegisterEntry;
  /** 收到申请 9月1日 → 20个工作日 */
  readonly from: string;
  /** 答复, 办结, 公开: what had to be done. */
  readonly act: string;
  readonly deadline: Deadline | DeadlineProblem;
  readonly doneOn: LocalDate | undefined;
}

/** What a verdict about an entry rests on: the entry itself, as it was registered. */
export function entryProof(entry: RegisterEntry): Proof {
  return { url: entry.attestation.url, evidence: [entry.attestation] };
}

/**
 * 期限 by a register. Kept or broken is certain where both days are registered. Where the second one is empty, only an
 * entry that was made or confirmed after the deadline says that nothing had been done; an older one is a question.
 */
export function judgeTerm(term: EntryTerm, context: RuleContext): Verdict {
  const { entry, from, act, deadline, doneOn } = term;
  const { today, since, calendar } = context;
  if ('problem' in deadline) return unseen(`${from}：${deadline.problem}`, entryProof(entry));
  const dueOn = deadline.on;
  const proof: Proof = { ...entryProof(entry), deadline, dueOn, publishedOn: doneOn ?? null };
  const sum = `${from} → ${spoken(dueOn, today)}`;
  if (doneOn && doneOn > today) return cannotTell(`${sum}，登记的${act}日期${doneOn}晚于判定日，请核实`, proof);
  if (doneOn && doneOn <= dueOn) return pass(`${sum}，${spoken(doneOn, today)}${act}，未超期`, proof);
  if (dueOn < since) return notApplicable(`${sum}，早于回溯起点，只作统计`);
  if (doneOn) {
    const late = spokenLateness(dueOn, doneOn, calendar);
    return fail(`${sum}，${spoken(doneOn, today)}${act}，超期${late}`, { ...proof, isCurable: false });
  }
  if (today <= dueOn) return notApplicable(`${sum}，尚在期限内`);
  if (entry.asOf <= dueOn)
    return cannotTell(`${sum}，台账${spoken(entry.asOf, today)}登记后未再更新，未载明${act}日期，请核实并补登`, proof);
  const late = spokenLateness(dueOn, entry.asOf, calendar);
  return fail(`${sum}，截至${spoken(entry.asOf, today)}登记尚未${act}，已超期${late}`, { ...proof, isCurable: true });
}
