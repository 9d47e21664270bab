import type { ReactNode } from 'react';
import { LookSwitches } from '../shell/look-switches';

/** The frame of everything that stands before the platform itself. */
export function SignInBox({ title, subtitle, children }: { title: string; subtitle: string; children: ReactNode }) {
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <h1>{title}</h1>
        <p className="soft">{subtitle}</p>
        {children}
      </div>
      <div className="sign-in-tools">
        <LookSwitches />
      </div>
    </main>
  );
}
