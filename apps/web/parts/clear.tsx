import { CloseCircleFilled } from '@ant-design/icons';

/** `allowClear` of a text field, with a Chinese name for those who hear the page. */
export const CLEAR = { clearIcon: <CloseCircleFilled aria-label="清除" /> };
