import { RegisterColumn } from './register-kind';

/** Columns that registers share. */
export const day = (id: string, header: string, more: Partial<RegisterColumn> = {}): RegisterColumn => ({
  id,
  header,
  type: 'day',
  ...more,
});
export const code = (header: string, says: RegExp): RegisterColumn => ({
  id: 'number',
  header,
  says,
  type: 'code',
  isRequired: true,
  hint: '只填编号，不填姓名、电话',
});
export const NOTE: RegisterColumn = {
  id: 'remark',
  header: '备注',
  says: /^说明$/,
  type: 'text',
  hint: '不填个人信息',
};
