import type { Role } from './views';

/** GET /api/accounts?q=&role=&kind=&state=&page=&size= — accounts within the reach of who administers. */
export interface AccountPage {
  rows: AccountRow[];
  total: number;
  page: number;
  size: number;
}

export interface AccountRow {
  id: number;
  login: string;
  name: string;
  kind: 'person' | 'machine';
  state: 'active' | 'disabled' | 'locked';
  hasSecondFactor: boolean;
  isLinked: boolean;
  createdAt: string;
  lastSeenAt: string | null;
  grants: GrantView[];
}

export interface GrantView {
  id: number;
  role: Role;
  /** Where it reaches, in Chinese: 全平台, 明州市清河县, 白石镇. */
  place: string;
  domain: string | null;
  validUntil: string | null;
  isLent: boolean;
  grantedBy: string;
  reason: string;
}

/** POST /api/accounts, POST /api/accounts/:id/password: the password is said once; null for a machine. */
export interface NewPassword {
  id: number;
  password: string | null;
}

/** GET /api/accounts/places — what can be chosen when a role is given. */
export interface PlacesView {
  regions: {
    id: number;
    name: string;
    level: 'province' | 'city' | 'county' | 'town' | 'village';
    parentId: number | null;
    units: { id: number; name: string }[];
  }[];
  domains: string[];
}

/** GET /api/accounts/:id/tokens */
export interface TokenView {
  id: number;
  name: string;
  hint: string;
  scopes: string[];
  expiresAt: string;
  createdBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  lastAddress: string | null;
  state: 'active' | 'expired' | 'revoked';
}

/** POST /api/accounts/:id/tokens: the token is said once. */
export interface NewToken {
  id: number;
  token: string;
}

/** GET /api/delegations — what one has lent. */
export interface DelegationView {
  id: number;
  role: Role;
  toLogin: string;
  toName: string;
  validUntil: string;
  reason: string;
}
