import type { AlertView } from '../../api/views';
import { OpenLink } from '../parts/external';
import { useSession } from '../session/session';
import { lateness, spokenDay } from '../words/days';
import { DeadlineStrip } from './deadline-strip';

/** The claim: what is said, by which rule, on what legal basis, and the arithmetic of the deadline. */
export function Claim({ alert }: { alert: AlertView }) {
  const { region } = useSession();
  return (
    <div className="stack">
      <section className="block" aria-label="结论">
        <p className="claim">{alert.explanation}</p>
        <Situation alert={alert} />
        <Basis alert={alert} />
      </section>
      {alert.deadline && (
        <section className="block" aria-label="期限推算">
          <h2>期限推算</h2>
          <DeadlineStrip deadline={alert.deadline} publishedOn={alert.publishedOn} today={region.today} />
        </section>
      )}
    </div>
  );
}

function Situation({ alert }: { alert: AlertView }) {
  const { region } = useSession();
  const { coverage } = alert;
  // What was published before the due day is the update that has become too old.
  const isUpdate = alert.publishedOn !== null && alert.dueOn !== null && alert.publishedOn <= alert.dueOn;
  // What rests on a register, a notice or an alert of ours has no page and publishes nothing.
  const isOfPage = alert.url === null || /^https?:/i.test(alert.url);
  return (
    <dl className="facts" style={{ marginTop: 8 }}>
      {alert.section && <Fact name={isOfPage ? '栏目' : '对象'}>{alert.section}</Fact>}
      {alert.row !== null && <Fact name="目录">第 {alert.row} 行</Fact>}
      {alert.dueOn && (
        <Fact name={isUpdate ? '应更新日' : isOfPage ? '公开截止日' : '截止日'}>
          {spokenDay(alert.dueOn, region.today)}
          {alert.workingDaysLate !== null && (
            <span className={alert.workingDaysLate > 0 ? 'late' : 'soon'}>，{lateness(alert.workingDaysLate)}</span>
          )}
        </Fact>
      )}
      {alert.publishedOn && (
        <Fact name={isUpdate ? '最近更新' : isOfPage ? '公开日期' : '完成日期'}>
          {spokenDay(alert.publishedOn, region.today)}
        </Fact>
      )}
      {alert.url && isOfPage && (
        <Fact name="页面">
          <OpenLink url={alert.url}>打开原网页</OpenLink>
        </Fact>
      )}
      <Fact name="整改建议">{alert.advice}</Fact>
      <Fact name="本单位">
        可在线核验 {coverage.onlineVerifiable} / {coverage.items} 项，已作判断 {coverage.judged} 项
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

const MACHINE: Record<string, string> = {
  A: '系统依据页面载明的内容直接判定',
  S: '系统只作提请，须人工核实后才成立',
  'A/S': '所用日期均载于页面时由系统判定，否则提请人工核实',
  E: '依据录入或导入的数据判定',
};

function Basis({ alert }: { alert: AlertView }) {
  return (
    <details style={{ marginTop: 8 }}>
      <summary>
        依据：{alert.code} {alert.ruleTitle}
      </summary>
      <dl className="facts" style={{ marginTop: 6 }}>
        <Fact name="规定">{alert.basis}</Fact>
        <Fact name="判定方式">{MACHINE[alert.machine] ?? alert.machine}</Fact>
        {alert.rulesetVersion && <Fact name="规则版本">{alert.rulesetVersion}</Fact>}
      </dl>
    </details>
  );
}
