/** 附件状态: `unread` = not fetched or on another host, says nothing. The same words as in an observation. */
export type AttachmentState = 'ok' | 'notFound' | 'empty' | 'wrongType' | 'unread';

/**
 * What the first bytes of a file say about it, against the extension of its URL. Office formats are one family: a .doc
 * that is really .docx, RTF or saved as web page opens all the same. Unknown extensions are content with any bytes.
 */
export function attachmentStateOf(url: string, head: Uint8Array, size: number): AttachmentState {
  if (size === 0 || head.length === 0) return 'empty';
  const extension =
    /\.([a-z0-9]{1,8})$/.exec((URL.canParse(url) ? new URL(url).pathname : url).toLowerCase())?.[1] ?? '';
  const expected = FAMILIES.find(({ extensions }) => extensions.includes(extension));
  if (!expected) return 'ok';
  const start = latin1(head, 1_024);
  return expected.starts.some((pattern) => pattern.test(start)) ? 'ok' : 'wrongType';
}

/** Whether bytes that should be a file are a web page, most likely an error page with status 200. */
export function looksLikeHtml(head: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*(?:<!--[^]{0,300}?-->\s*)?<(?:!doctype html|html|head|script|meta|body|div|title)\b/i.test(
    latin1(head, 1_024),
  );
}

const ZIP = /^PK(?:\x03\x04|\x05\x06|\x07\x08)/;
const OLE = /^\xd0\xcf\x11\xe0/;
const PDF = /%PDF-/;
const OFFICE_MARKUP = /schemas-microsoft-com:office|<\?mso-application|^\{\\rtf|^MIME-Version:|urn:schemas-microsoft/i;

const FAMILIES: readonly { readonly extensions: readonly string[]; readonly starts: readonly RegExp[] }[] = [
  { extensions: ['pdf'], starts: [PDF] },
  {
    extensions: ['doc', 'docx', 'docm', 'xls', 'xlsx', 'xlsm', 'ppt', 'pptx', 'wps', 'wpt', 'et', 'ett', 'dps', 'rtf'],
    starts: [ZIP, OLE, OFFICE_MARKUP, PDF],
  },
  { extensions: ['ofd', 'zip'], starts: [ZIP] },
  { extensions: ['rar'], starts: [/^Rar!/, ZIP] },
  { extensions: ['7z'], starts: [/^7z\xbc\xaf/] },
  { extensions: ['gz'], starts: [/^\x1f\x8b/] },
  {
    extensions: ['jpg', 'jpeg', 'png', 'gif', 'bmp', 'webp', 'tif', 'tiff'],
    starts: [/^\xff\xd8\xff/, /^\x89PNG/, /^GIF8/, /^BM/, /^RIFF[^]{4}WEBP/, /^(?:II\*\0|MM\0\*)/],
  },
];

function latin1(bytes: Uint8Array, limit: number): string {
  return String.fromCharCode(...bytes.subarray(0, limit));
}
