/** What a person is told when a log-in or a proof of who he is does not succeed. */
export const LOCKED = '连续输错次数过多，账号已暂时锁定，请稍后再试，或联系管理员';
export const NO_ROLE = '账号目前没有任何角色，请联系管理员';
export const WRONG_CODE = '动态口令不正确、已经用过或已过期；请等待下一个口令再试';
