import type { AccountRow, GrantView } from '../../api/account-views';
import { clockTime } from '../words/days';
import { ROLE } from '../words/labels';

/** 监督人员 · 明州市清河县 · 财政预决算，至 12月3日. */
export function GrantLine({ grant: { role, place, domain, validUntil, isLent } }: { grant: GrantView }) {
  return (
    <div>
      {ROLE[role]} · {place}
      {domain && ` · ${domain}`}
      {validUntil && <span className="soft">，至 {clockTime(validUntil)}</span>}{' '}
      {isLent && <span className="tag">临时代理</span>}
    </div>
  );
}

export function AccountState({ account: { state, hasSecondFactor, isLinked } }: { account: AccountRow }) {
  return (
    <>
      {state === 'disabled' && <span className="tag tag-unseen">已停用</span>}
      {state === 'locked' && <span className="tag">已锁定</span>}
      {state === 'active' && '正常'}
      <div className="small soft">
        {[hasSecondFactor && '动态口令', isLinked && '统一认证'].filter(Boolean).join(' · ')}
      </div>
    </>
  );
}
