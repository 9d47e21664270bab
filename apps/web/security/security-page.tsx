import { useQuery } from '../api/use-query';
import { Loaded, Refusal } from '../parts/loaded';
import { useSession } from '../session/session';
import { signOnOutcome } from '../session/sign-on-words';
import { DelegationPart } from './delegation-part';
import { GrantTable } from './grant-table';
import { PasswordPart } from './password-part';
import { SecondFactorPart } from './second-factor-part';
import { SessionTable } from './session-table';
import { SignOnPart } from './sign-on-part';
import './security.css';

/** 我的账号与安全: how one gets in, where one is in, and what one may do. */
export function SecurityPage() {
  const query = useQuery('/api/security');
  const { account } = useSession();
  const outcome = signOnOutcome(location.search);
  return (
    <>
      <div className="head">
        <h1>我的账号与安全</h1>
        <span className="soft">
          {account.name}，账号 {account.login}
        </span>
      </div>
      {outcome && <Outcome sentence={outcome} isDone={location.search.includes('sso=linked')} />}
      <Loaded query={query} what="账号信息">
        {(security) => (
          <div className="security">
            <PasswordPart security={security} onChanged={query.reload} />
            <SecondFactorPart security={security} onChanged={query.reload} />
            {security.signOn && <SignOnPart security={security} onChanged={query.reload} />}
            <SessionTable sessions={security.sessions} onChanged={query.reload} />
            <GrantTable grants={security.grants} />
            <DelegationPart grants={security.grants} />
          </div>
        )}
      </Loaded>
    </>
  );
}

/** How linking the account to the provider's ended. */
function Outcome({ sentence, isDone }: { sentence: string; isDone: boolean }) {
  if (!isDone) return <Refusal sentence={sentence} />;
  return (
    <p role="status">
      <span className="tag tag-done">已关联</span> {sentence}
    </p>
  );
}
