/** As `asking_grants()` in the database has it: in force, not revoked, and lent only while the lender holds it. */
export const GRANT_IN_FORCE = `g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())
  AND (g.delegated_from IS NULL OR EXISTS (SELECT FROM role_grant lent WHERE lent.id = g.delegated_from AND lent.revoked_at IS NULL
                                             AND (lent.valid_until IS NULL OR lent.valid_until > now())))`;

/** First passwords and those that are too old; not having one is no matter. */
const MUST_CHANGE = `(a.password_hash IS NOT NULL AND (a.must_change OR EXISTS (
  SELECT FROM identity_setting i WHERE i.password_days > 0 AND a.password_changed_at < now() - make_interval(days => i.password_days))))`;

/** `AccountFacts` of the row `a` of `account`, as one JSON column. */
export const ACCOUNT_FACTS = `json_build_object(
  'id', a.id, 'login', a.login, 'name', a.name, 'kind', a.kind, 'mustChange', ${MUST_CHANGE},
  'grants', coalesce((
    SELECT json_agg(json_build_object('id', g.id, 'role', g.role, 'regionId', g.region_id, 'unitId', g.unit_id, 'domain', g.domain,
                                      'validFrom', g.valid_from, 'validUntil', g.valid_until, 'delegatedFrom', g.delegated_from,
                                      'unitName', u.name) ORDER BY g.id)
      FROM role_grant g LEFT JOIN unit u ON u.id = g.unit_id WHERE g.account_id = a.id AND ${GRANT_IN_FORCE}), '[]')) AS account`;
