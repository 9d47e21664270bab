/** GET /api/trail — 操作记录, newest first. Instants are real time. */
export interface TrailPage {
  rows: TrailRowView[];
  total: number;
  page: number;
  size: number;
  actions: { action: string; text: string }[];
}

export interface TrailRowView {
  id: number;
  at: string;
  account: string;
  /** Null for what was typed as a login and belongs to nobody. */
  name: string | null;
  address: string | null;
  unitName: string | null;
  action: string;
  /** The action in Chinese. */
  text: string;
  object: string;
  /** Path of the screen that shows the object; null where there is none. */
  link: string | null;
  detail: unknown;
}

/** POST /api/trail/verification */
export interface TrailVerification {
  entries: number;
  head: string;
  broken: { id: number; at: string; reason: string } | null;
  verifiedAt: string;
}
