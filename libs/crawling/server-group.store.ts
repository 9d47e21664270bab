import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** 服务器组租约 — one worker at a time reads the sites of one server, and nobody while it is left alone. */
@Injectable()
export class ServerGroupStore {
  constructor(private readonly db: DataSource) {}

  /** Takes or keeps the lease of a server group for `seconds`; false while another worker holds it. */
  async lease(group: string, holder: string, seconds: number): Promise<boolean> {
    const [rows] = await this.db.query(
      `UPDATE server_group SET leased_by = $2, leased_until = now() + make_interval(secs => $3)
        WHERE name = $1 AND (leased_by = $2 OR leased_until < now()) RETURNING name`,
      [group, holder, seconds],
    );
    return rows.length === 1;
  }

  async release(group: string, holder: string): Promise<void> {
    await this.db.query(
      `UPDATE server_group SET leased_by = NULL, leased_until = '-infinity' WHERE name = $1 AND leased_by = $2`,
      [group, holder],
    );
  }

  /** 退避: gives the lease back and leaves the server group alone, whoever asks, until then. */
  async rest(group: string, holder: string, until: Date): Promise<void> {
    await this.db.query(
      `UPDATE server_group SET leased_by = NULL, leased_until = $3 WHERE name = $1 AND leased_by = $2`,
      [group, holder, until],
    );
  }

  /** Until when the group is left alone; undefined when it is free or a worker reads it. */
  async restsUntil(group: string): Promise<Date | undefined> {
    const [row] = await this.db.query(
      `SELECT leased_until AS "until" FROM server_group WHERE name = $1 AND leased_by IS NULL AND leased_until > now()`,
      [group],
    );
    return row?.until;
  }
}
