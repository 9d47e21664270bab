import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import type { SessionView } from '../../api/views';
import { onSignedOut, read, rememberCsrf, RequestProblem, send, sentenceOf } from '../api/client';
import { Refusal } from '../parts/loaded';
import { ChangePassword } from './change-password';
import { CodeStep } from './code-step';
import { EnrolStep } from './enrol-step';
import { SignIn } from './sign-in';

interface Session extends SessionView {
  signOut(): Promise<void>;
  /** Takes over a session view that a command answered. */
  accept(view: SessionView): void;
}

const SessionContext = createContext<Session | null>(null);

/** Shows the log-in until there is a session, and whatever is still missing from it before anything else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const [view, setView] = useState<SessionView | null>();
  const [problem, setProblem] = useState<string | null>(null);
  const [hasExpired, setExpired] = useState(false);

  const accept = useCallback((next: SessionView) => {
    rememberCsrf(next.csrf);
    setProblem(null);
    setExpired(false);
    setView(next);
  }, []);
  const reload = useCallback(async () => {
    try {
      accept(await read('/api/session'));
    } catch (reason) {
      if (reason instanceof RequestProblem && reason.status === 401) setView(null);
      else setProblem(sentenceOf(reason));
    }
  }, [accept]);
  useEffect(() => {
    onSignedOut(() => {
      setExpired(true);
      setView(null);
    });
    void reload();
  }, [reload]);

  if (view === undefined) return problem ? <Refusal sentence={problem} onRetry={() => void reload()} /> : null;
  if (view === null) return <SignIn hasExpired={hasExpired} onSignedIn={accept} />;
  const signOut = async () => {
    await send('DELETE', '/api/session');
    // A fresh page: the next person starts at their own first screen, with nothing of this one in memory.
    location.assign('/');
  };
  const leave = () => void signOut().catch((reason: unknown) => setProblem(sentenceOf(reason)));
  if (view.missing) return <Missing view={view} onDone={accept} onSignOut={leave} />;
  return <SessionContext value={{ ...view, signOut, accept }}>{children}</SessionContext>;
}

interface MissingProps {
  view: SessionView;
  onDone: (view: SessionView) => void;
  onSignOut: () => void;
}

/** The step that has to be done before anything else. */
function Missing({ view: { missing, account }, onDone, onSignOut }: MissingProps) {
  if (missing === 'code') return <CodeStep name={account.name} onShown={onDone} onSignOut={onSignOut} />;
  if (missing === 'secondFactor') return <EnrolStep name={account.name} onDone={onDone} onSignOut={onSignOut} />;
  return <ChangePassword name={account.name} onChanged={onDone} onSignOut={onSignOut} />;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of SessionGate');
  return session;
}
