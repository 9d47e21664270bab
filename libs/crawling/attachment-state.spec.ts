import { attachmentStateOf, looksLikeHtml } from './attachment-state';

const bytes = (latin1: string) => Buffer.from(latin1, 'latin1');
const ZIP = bytes('PK\x03\x04....');
const OLE = bytes('\xd0\xcf\x11\xe0\xa1\xb1');
const PDF = bytes('%PDF-1.7');
const HTML = bytes('<!DOCTYPE html><html><head><title>x</title>');

describe('attachmentStateOf', () => {
  it.each<[path: string, head: Buffer, state: string]>([
    ['a.pdf', PDF, 'ok'],
    ['a.pdf', bytes('\n\n%PDF-1.4'), 'ok'],
    ['a.PDF?x=1', PDF, 'ok'],
    ['a.pdf', HTML, 'wrongType'],
    ['a.pdf', OLE, 'wrongType'],
    ['a.doc', OLE, 'ok'],
    ['a.doc', ZIP, 'ok'],
    ['a.doc', bytes('{\\rtf1\\ansi'), 'ok'],
    ['a.doc', bytes('<html xmlns:o="urn:schemas-microsoft-com:office:office">'), 'ok'],
    ['a.xls', HTML, 'wrongType'],
    ['a.xlsx', ZIP, 'ok'],
    ['a.wps', OLE, 'ok'],
    ['a.ofd', ZIP, 'ok'],
    ['a.ofd', PDF, 'wrongType'],
    ['a.rar', bytes('Rar!\x1a\x07'), 'ok'],
    ['a.zip', HTML, 'wrongType'],
    ['a.jpg', bytes('\xff\xd8\xff\xe0'), 'ok'],
    ['a.jpg', HTML, 'wrongType'],
    ['a.txt', bytes('清河'), 'ok'],
    ['download', HTML, 'ok'],
    ['a.pdf', Buffer.alloc(0), 'empty'],
    ['download', Buffer.alloc(0), 'empty'],
  ])('%s (%#) is %s', (path, head, state) => {
    expect(attachmentStateOf(`http://www.qinghe.gov.cn/${path}`, head, head.length)).toBe(state);
  });
});

describe('looksLikeHtml', () => {
  it.each([
    [HTML, true],
    [bytes('\xef\xbb\xbf  <HTML>'), true],
    [bytes('<!-- x --><script>'), true],
    [bytes('<?xml version="1.0"?>'), false],
    [PDF, false],
    [Buffer.alloc(0), false],
  ])('%# is %s', (head, expected) => {
    expect(looksLikeHtml(head)).toBe(expected);
  });
});
