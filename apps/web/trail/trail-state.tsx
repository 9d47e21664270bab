import { Button } from 'antd';
import { useState } from 'react';
import type { TrailVerification } from '../../api/trail-views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';

/** 核验状态: whether every entry still stands where it was written, and the link to keep elsewhere. */
export function TrailState() {
  const { isRunning, run } = useCommand();
  const [state, setState] = useState<TrailVerification>();
  const verify = () => run(async () => setState(await send('POST', '/api/trail/verification')));
  return (
    <section className="block" aria-label="核验状态">
      <Button loading={isRunning} onClick={verify}>
        核验哈希链
      </Button>{' '}
      {state ? (
        <Verdict state={state} />
      ) : (
        <span className="soft">逐条重算，从第一条到最新一条；记录多时需要几秒。</span>
      )}
    </section>
  );
}

function Verdict({ state: { entries, head, broken, verifiedAt } }: { state: TrailVerification }) {
  if (broken)
    return (
      <span role="alert" className="refusal">
        第 {broken.id} 号记录处断链{broken.at && `（${clockTime(broken.at)}）`}：{broken.reason}。之前的 {entries}{' '}
        条完整。请保留数据库现场，并报告系统管理员和保密部门。
      </span>
    );
  return (
    <span role="status">
      {clockTime(verifiedAt)} 核验：{entries} 条记录完整，未见改动。
      <div className="small soft">
        链值 <code>{head}</code>。请另存一份：整条链被重写或末尾被截断，只有对照先前的链值才看得出（
        <code>mingjian trail verify --earlier</code>）。
      </div>
    </span>
  );
}
