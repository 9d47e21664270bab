import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router-dom';
import { markStyleSheets } from './look/nonce';
import { PreferencesProvider } from './look/preferences';
import './look/style.css';
import { router } from './router';
import { SessionGate } from './session/session';

markStyleSheets();
createRoot(document.getElementById('root')!).render(
  <PreferencesProvider>
    <SessionGate>
      <RouterProvider router={router} />
    </SessionGate>
  </PreferencesProvider>,
);
